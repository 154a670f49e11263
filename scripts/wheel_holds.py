"""Say whether a wheel holds each code and data file of a source tree, and no other.

    python scripts/wheel_holds.py dist/sentence_packages-0.1.0-py3-none-any.whl SOURCE
"""

import sys
import zipfile
from pathlib import Path

ROOMS = ("benchmarks", "commands", "models", "optimiser", "planning", "reports", "scenarios")
NOT_SHIPPED = {".md"}


def expected(source: Path) -> set[str]:
    """Every file of the rooms but notes, and the command line."""
    rooms = (file for room in ROOMS for file in (source / room).rglob("*"))
    shipped = {
        file.relative_to(source).as_posix()
        for file in rooms
        if file.is_file() and file.suffix not in NOT_SHIPPED
    }
    return shipped | {"cli.py"}


def held(wheel: Path) -> set[str]:
    """Everything in the wheel but its own papers."""
    names = zipfile.ZipFile(wheel).namelist()
    return {name for name in names if ".dist-info/" not in name}


def main(wheel: Path, source: Path) -> int:
    """Print each difference; 1 if there is any."""
    want, have = expected(source), held(wheel)
    for name in sorted(want - have):
        print(f"{name} is in the checkout and not in the wheel.")
    for name in sorted(have - want):
        print(f"{name} is in the wheel and should not be.")
    return int(want != have)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
