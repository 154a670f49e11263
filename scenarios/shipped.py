"""The bytes of a file on disk or, by a bare name, of a case or timetable shipped with us."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from models.errors import Complaint, InvalidInput
from models.structuring import MOST_BYTES, nearest

CASES = "cases"
TIMETABLES = "timetables"
SUFFIXES = (".toml", ".json")


def names(folder: str = CASES) -> tuple[str, ...]:
    """The names of what is shipped in a folder of this room, sorted."""
    shipped = files("scenarios").joinpath(folder)
    found = (file.name for file in shipped.iterdir()) if shipped.is_dir() else ()
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def fetch(path_or_name: str | Path, folder: str = CASES) -> tuple[str, bytes]:
    """The name to complain under, and the bytes.

    A name without suffix or folder means one of ours; anything else is a path.

    Raises
    ------
    InvalidInput
        Where there is no such name or file, or it cannot be read.
    """
    wanted = str(path_or_name)
    if wanted != Path(wanted).name or Path(wanted).suffix:
        return wanted, _on_disk(wanted)
    known = names(folder)
    if wanted not in known:
        message = f'no {folder.removesuffix("s")} is called "{wanted}"{nearest(wanted, known)}'
        raise InvalidInput([Complaint(wanted, "$", None, message)])
    name = f"{wanted}.toml"
    return name, files("scenarios").joinpath(folder, name).read_bytes()


def _on_disk(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            # One byte beyond what is taken shows a file too big without reading it all.
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        message = "there is no such file"
    except IsADirectoryError:
        message = "this is a folder, not a file"
    except (OSError, ValueError):
        message = "the file cannot be opened for reading"
    raise InvalidInput([Complaint(path, "$", None, message)])
