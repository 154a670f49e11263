"""Files that only their owner may read, and that are whole or not there at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_private(path: str | Path, content: str | bytes) -> None:
    """Put `content` at `path`, replacing what stood there in one step.

    The half-written file is a neighbour of another name, gone again if anything fails.

    Raises
    ------
    OSError
        Where the folder is not there, may not be written, or `path` is no ordinary file.
    """
    target = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, draft = _draft(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def try_private(path: str | Path) -> None:
    """Try whether something could be put at `path`, leaving everything as it is.

    Raises
    ------
    OSError
        As `write_private` would.
    """
    handle, draft = _draft(Path(path))
    os.close(handle)
    Path(draft).unlink()


def _draft(target: Path) -> tuple[int, str]:
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError(f"{target} is not an ordinary file")
    # mkstemp makes the file for its owner alone, before a byte is in it.
    return tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
