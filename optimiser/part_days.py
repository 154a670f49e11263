"""The days that what stands under a requirement takes of it, one a session."""

from __future__ import annotations

from models.entry import Stage
from optimiser.amounts import leg_sessions
from optimiser.candidates import Candidate


def part_days(candidate: Candidate) -> int:
    """The days a part needs: its counting sessions, one a day."""
    main = candidate.entry.main
    days = sum(leg_sessions(leg) for leg in candidate.entry.legs if leg.counts and leg is not main)
    if candidate.runs:
        return days + min(len(run.meetings) for run in candidate.runs)
    return days + (leg_sessions(main) if main is not None else 0)


def programme_days(candidate: Candidate) -> int:
    """The days a programme takes: its group sessions, and its one-to-ones between them."""
    main, legs = candidate.entry.main, candidate.entry.legs
    during = sum(leg_sessions(leg) for leg in legs if leg.stage is Stage.DURING)
    if candidate.runs:
        return during + max(len(run.meetings) for run in candidate.runs)
    return during + (leg_sessions(main) if main is not None else 0)
