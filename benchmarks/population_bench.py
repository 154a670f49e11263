"""The made-up classes, one case after another, each class in a process of its own."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from time import perf_counter

from attrs import evolve

from benchmarks.answered import Answered, answered
from benchmarks.apart import STOPPED, Apart, Stopped
from benchmarks.baselines import MIXED, SLOTS, Beside, beside, sample
from benchmarks.classes import Class, population
from benchmarks.kinds import Kind
from benchmarks.population_report import MEASURES, Classes

GRACE_SECONDS = 30
WARM_SECONDS = 120


def classes(
    cases: int | None,
    started: float | None = None,
    *,
    listed: bool = True,
    plainly: bool = True,
) -> Classes:
    """Every class, or about so many cases in all, evenly; then the exact baselines on a sample.

    A run of some cases ends in time, counted from `started` by `perf_counter`: what cannot be
    sure to is left out, and said so. An interrupt ends it with what was measured. Where it is not
    `listed`, the first option of each is asked for and no other; where not `plainly`, the plain
    models are not asked.
    """
    whole = population()
    until = None
    if cases is not None:
        allowed = max(whole.least_seconds, cases * whole.seconds_a_case)
        until = (perf_counter() if started is None else started) + allowed
    kinds: list[Kind] = []
    for held in whole.classes:
        number = held.cases if cases is None else min(held.cases, -(-cases // len(whole.classes)))
        kind, interrupted = _class(held, number, until, listed)
        kinds.append(kind)
        if interrupted:
            return Classes(tuple(kinds), interrupted=True)
    if not plainly:
        return Classes(tuple(kinds))
    rows = [row for kind in kinds for row in kind.rows]
    every = sum(held.cases for held in whole.classes)
    found, interrupted = _plain(sample(rows, len(rows) / every), until)
    return Classes(tuple(kinds), tuple(found), interrupted)


def _class(
    held: Class, number: int, until: float | None, listed: bool
) -> tuple[Kind, bool]:
    rows: list[Answered] = []
    interrupted = False
    with Apart() as apart:
        try:
            # Imports and the catalogue are start-up, which is reported for itself.
            apart.ask(warm, limit=WARM_SECONDS)
            for place in range(number):
                if not _time_for(held.limit_seconds + GRACE_SECONDS, until):
                    _say(f"{held.name}: {number - place} of {number} left out: no time")
                    break
                rows.append(_case(apart, held, place, listed))
                _say(f"{held.name}: {place + 1} of {number}: {said(rows[-1])}")
        except KeyboardInterrupt:
            interrupted = True
            _say(f"{held.name}: interrupted at {len(rows) + 1} of {number}")
        whole = len(rows) == held.cases
        kind = Kind(held.name, tuple(rows), apart.peak_mebibytes, whole, number - len(rows))
    return kind, interrupted


def _time_for(seconds: float, until: float | None) -> bool:
    return until is None or perf_counter() + seconds <= until


def _case(apart: Apart, held: Class, place: int, listed: bool) -> Answered:
    limit = held.limit_seconds + GRACE_SECONDS
    found: Answered | Stopped = apart.ask(answered, held.name, place, listed, limit=limit)
    if not isinstance(found, Stopped):
        return found
    status = "stopped" if found.reason == STOPPED else "failed"
    bare = Answered(held.name, place, status, listed=listed)
    row = found.so_far if isinstance(found.so_far, Answered) else bare
    reason = "" if status == "stopped" else found.reason
    # Its processor time went down with it: all of the time is counted.
    return evolve(
        row, status=status, reason=reason, seconds=found.seconds, cpu_seconds=found.seconds
    )


def warm() -> None:
    """Everything imported and the catalogue read."""
    import optimiser.options  # noqa: F401
    from models.catalogue import load

    load()


def _plain(chosen: tuple[Answered, ...], until: float | None) -> tuple[list[Beside], bool]:
    found: list[Beside] = []
    limit = population().baselines.limit_seconds
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Apart()) for name in (SLOTS, MIXED)}
        try:
            for place, row in enumerate(chosen, start=1):
                if not _time_for(limit, until):
                    _say(f"plain models: {len(chosen) - len(found)} left out: no time")
                    break
                found.append(beside(row, workers))
                _say(f"plain models: {place} of {len(chosen)}: {row.name}")
        except KeyboardInterrupt:
            _say(f"plain models: interrupted at {len(found) + 1} of {len(chosen)}")
            return found, True
    return found, False


def said(row: Answered) -> str:
    times = [
        f"{name} {value:.2f} s"
        for name in MEASURES
        for value in [getattr(row, name)]
        if value is not None
    ]
    told = [f"{row.options} options", *times, f"in {row.seconds:.2f} s", row.reason]
    return f"{row.name} {row.status}, {', '.join(one for one in told if one)}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
