"""The days that what stands under a requirement takes of it, one a session that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from optimiser.amounts import leg_sessions
from optimiser.candidates import Candidate


def part_days(candidate: Candidate) -> int:
    """The days a part needs: its counting sessions, one a day, in its shortest run."""
    return _days(candidate, min)


def programme_days(candidate: Candidate) -> int:
    """The days a programme takes at the most: the same in its longest run."""
    return _days(candidate, max)


def _days(candidate: Candidate, which: Callable[[Iterable[int]], int]) -> int:
    main = candidate.entry.main
    days = sum(leg_sessions(leg) for leg in candidate.entry.legs if leg.counts and leg is not main)
    if candidate.runs:
        return days + which(len(run.meetings) for run in candidate.runs)
    return days + (leg_sessions(main) if main is not None else 0)


def counting(parts: Iterable[Candidate]) -> frozenset[tuple[str, str]]:
    """The legs, each by its part's code and its own, whose sessions are sessions of the part."""
    return frozenset((one.code, leg.id) for one in parts for leg in one.entry.legs if leg.counts)
