"""The benchmarks, in the order they are run. Another one is another line here."""

from __future__ import annotations

import sys
from collections.abc import Callable

from attrs import frozen

from benchmarks import allocation_bench, greedy_bench, options_bench, why_bench


@frozen
class Subject:
    """A benchmark: run on so many cases (None: all), as JSON or not, and on its smallest one."""

    name: str
    run: Callable[[int | None, bool], None]
    smoke: Callable[[], None]


def _allocation(cases: int | None, as_json: bool) -> None:
    """Where only so many cases are asked for, the smallest region."""
    most = None if cases is None else min(goal.people for goal in allocation_bench.goals())
    allocation_bench.run(as_json=as_json, most=most)


SUBJECTS = (
    Subject("options", options_bench.run, options_bench.smoke),
    Subject("greedy", greedy_bench.run, greedy_bench.smoke),
    Subject("why", why_bench.run, why_bench.smoke),
    Subject("allocation", _allocation, allocation_bench.smoke),
)


def smoke() -> None:
    """Build and run each benchmark on its smallest instance, and hold its answer.

    Raises
    ------
    WrongAnswer
    """
    for subject in SUBJECTS:
        subject.smoke()
        print(f"{subject.name}: holds")


def every(cases: int | None = None) -> None:
    """Run each benchmark; 1 at the end where any ended so."""
    ended = [_ended(subject, cases) for subject in SUBJECTS]
    if any(ended):
        sys.exit(1)


def _ended(subject: Subject, cases: int | None) -> int:
    try:
        subject.run(cases, False)
    except SystemExit as end:
        return int(end.code or 0)
    return 0
