"""`bench allocation`: made-up regions at scale, or others' instances, and what is done otherwise.

Every plan is closed by proof, read by the evaluator and counted again. The clock runs from the
population in memory to the bound closed. Each row has a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from benchmarks.allocation_regions import settings
from benchmarks.allocation_tables import tables
from benchmarks.apart import Apart, Stopped
from benchmarks.harness import hold, leave, machine

# A row that is not there after so many seconds is stopped.
LIMIT = 1800.0


@frozen
class Goal:
    """What the table asks of a region, on two free cores."""

    people: int
    areas: int
    seconds: float
    stretch: float
    mebibytes: float


def goals() -> tuple[Goal, ...]:
    return tuple(Goal(**row) for row in settings()["regions"])


def run(
    files: Sequence[str] = (),
    as_json: bool = False,
    *,
    instances: bool = False,
    alone: bool = False,
    most: int | None = None,
    limit: float = 60.0,
    chart: str | None = None,
) -> None:
    """Others' instances, or regions of at most so many people; baselines for `limit` seconds.

    Raises
    ------
    InvalidInput
        Where a file is no instance.
    """
    from rich.console import Console

    page = Console(stderr=True, highlight=False, markup=False)
    said: Callable[[str], None] = page.print
    _complain_of_unreadable(files)
    if alone:
        parts: dict[str, Iterator[Any]] = {"instances": _alone(files)}
    elif instances:
        parts = {"instances": _instances(files, limit, said)}
    else:
        parts = {
            "regions": _regions(most, said),
            "growth": _growth(most, said),
            "otherwise": _otherwise(most, limit, said),
            "kept": _kept(most, said),
        }
    rows, interrupted = measured(parts)
    if interrupted:
        said("Interrupted: these are the rows that were finished until then.")
    found = {"machine": machine(), "interrupted": interrupted, **rows}
    if chart and found.get("growth"):
        from benchmarks.allocation_growth import draw

        for path in draw(found["growth"], Path(chart)):
            said(f"Written: {path}")
    if as_json:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
    else:
        screen = Console()
        for table in tables(found):
            screen.print(table.on_screen())
    leave(interrupted)
    if not all(_right(row) for name in ("regions", "instances") for row in found.get(name, ())):
        sys.exit(1)


def _complain_of_unreadable(files: Sequence[str]) -> None:
    """Files that are no instances are said before anything is measured, all at once.

    Raises
    ------
    InvalidInput
    """
    from benchmarks.yardsticks import read
    from models.errors import Complaint, InvalidInput

    found = []
    for path in files:
        try:
            read(path)
        except OSError as fault:
            message = f"can't be read: {fault.strerror or 'it is packed, and broken'}"
            found.append(Complaint(str(path), "$", None, message))
        except (ValueError, KeyError, TypeError, AttributeError, EOFError):
            message = "is not an instance in the format of benchmarks/yardsticks.py"
            found.append(Complaint(str(path), "$", None, message))
    if found:
        raise InvalidInput(found)


def measured(parts: Mapping[str, Iterator[Any]]) -> tuple[dict[str, list[Any]], bool]:
    """The rows of each part, and whether an interrupt came before the last of them."""
    found: dict[str, list[Any]] = {name: [] for name in parts}
    try:
        for name, rows in parts.items():
            for row in rows:
                found[name].append(row)
    except KeyboardInterrupt:
        return found, True
    return found, False


def _right(row: dict[str, Any]) -> bool:
    """Whether a row came, was proved and held, where it was to be."""
    return bool(row.get("holds", row.get("proved", "alone" in row)))


def _asked(work: Any, *given: object, limit: float = LIMIT) -> Any:
    with Apart() as apart:
        return apart.ask(work, *given, limit=limit)


def _regions(most: int | None, said: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    from benchmarks.allocation_rows import row

    for goal in goals():
        if most is not None and goal.people > most:
            continue
        for percent in settings()["places_percent"]:
            found = _asked(row, goal.people, goal.areas, percent)
            name = f"{goal.people:,} people, {goal.areas} areas, places {percent} %"
            if isinstance(found, Stopped):
                said(f"{name}: {found.reason}")
                yield {
                    "people": goal.people, "areas": goal.areas, "percent": percent,
                    "reason": found.reason, "proved": False,
                }  # fmt: skip
                continue
            said(f"{name}: {found.seconds:.2f} s, {'proved' if found.proved else 'not proved'}")
            yield {
                **asdict(found), "proved": found.proved, "holds": found.holds,
                "met": found.seconds <= goal.seconds, "stretch_met": found.seconds <= goal.stretch,
                "memory_met": found.mebibytes is None or found.mebibytes <= goal.mebibytes,
            }  # fmt: skip


def _growth(most: int | None, said: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """One area, more and more people: seconds of processor time."""
    from benchmarks.allocation_rows import row

    held = settings()
    percent = sorted(held["places_percent"])[len(held["places_percent"]) // 2]
    for people in held["growth"]["people"]:
        if most is None or people <= most:
            found = _asked(row, people, 1, percent)
            if not isinstance(found, Stopped):
                said(f"growth, {people:,} people: {found.cpu_seconds:.2f} s of processor time")
                yield {"people": people, **{k: getattr(found, k) for k in GROWTH}}


GROWTH = ("seconds", "cpu_seconds", "mebibytes", "rounds")


def _otherwise(
    most: int | None, limit: float, said: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    from benchmarks.allocation_others import region_otherwise

    least = min(goal.people for goal in goals())
    people = least if most is None else min(least, most)
    percent = sorted(settings()["places_percent"])[1]
    found = _asked(region_otherwise, people, percent, limit, limit=LIMIT + limit)
    if not isinstance(found, Stopped):
        for row in found:
            said(f"{row['name']}: {row['value']}")
        yield from found


def _kept(most: int | None, said: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    from benchmarks.allocation_kept import kept

    if most is not None and settings()["kept"]["people"] > most:
        return
    found = _asked(kept)
    if isinstance(found, Stopped):
        said(f"what else limits a plan: {found.reason}")
        return
    for row in found:
        said(f"{row.limit}: {row.cpu_seconds:.2f} s of processor time, {row.short}")
        yield asdict(row)


def _instances(
    files: Sequence[str], limit: float, said: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    from benchmarks.allocation_others import instance

    for path in files:
        found = _asked(instance, str(path), limit, limit=LIMIT + limit)
        if isinstance(found, Stopped):
            found = {"name": Path(path).name, "reason": found.reason, "proved": False}
        said(f"{found['name']}: {found.get('value')} in {found.get('seconds', 0.0):.2f} s")
        yield found


def _alone(files: Sequence[str]) -> Iterator[dict[str, Any]]:
    from benchmarks.yardsticks import read

    for path in files:
        yardstick = read(path)
        yield {
            "name": yardstick.name, "people": yardstick.people, "alone": yardstick.alone,
        }  # fmt: skip


def smoke() -> None:
    """A small region is closed, lawful and counts the same; a flow agrees on one programme.

    Raises
    ------
    WrongAnswer
    """
    from benchmarks.allocation_others import one_group_each
    from benchmarks.allocation_rows import row

    found = row(120, 1, 95)
    hold("a small region, musts broken", 0, found.faults)
    hold("a small region, proved and counted the same", True, found.holds)
    ours, flowed = one_group_each(120, 95)
    hold("one group each, by flow", flowed, ours)
