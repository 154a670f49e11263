"""What a programme asks of those who attend it: absences, attempts, and the weeks around it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from models.dated import Bound
from models.entry import Attendance, Entry, Leg, Stage
from models.runs import group_leg
from models.suitability.others import AttemptsCheck
from models.suitability.stated import Stated

BLOCK = "block"


@frozen
class CourseRules:
    """Where the guide is silent on absences, they are caught up and nothing begins again.

    Parameters
    ----------
    restart_at : int or None
        The absence that begins the course, or its block, again; None where the guide is silent.
    by_block : bool
        Whether absences are counted, and sessions repeated, block by block.
    attempts : int or None
        How often the programme may be begun. A block begun again is no new attempt (assumption).
    before_days, after_days : int
        The least days that the appointments before the first and after the last group session
        take, at one a week.
    """

    restart_at: int | None = None
    by_block: bool = False
    attempts: int | None = None
    before_days: int = 0
    after_days: int = 0

    def begins_again(self, missed: int, caught_up: bool) -> bool:
        """Whether the latest of so many absences begins the course, or its block, again.

        One that may be caught up and is not counts as one too many (assumption).
        """
        return self.restart_at is not None and (missed >= self.restart_at or not caught_up)


def course_rules(entry: Entry) -> CourseRules:
    leg = group_leg(entry)
    stated = next((one for one in entry.attendance if leg is not None and one.leg == leg.id), None)
    checks = [one.check for one in entry.criteria if isinstance(one, Stated)]
    attempts = [check.highest for check in checks if isinstance(check, AttemptsCheck)]
    return CourseRules(
        restart_at=_restart_at(stated) if stated is not None else None,
        by_block=stated is not None and stated.per == BLOCK,
        attempts=min(attempts, default=None),
        before_days=_days(one for one in entry.legs if one.stage is Stage.BEFORE),
        after_days=_days(one for one in entry.legs if one.stage is Stage.AFTER),
    )


def _restart_at(attendance: Attendance) -> int | None:
    if attendance.restart_at is not None:
        return attendance.restart_at
    return None if attendance.allowed is None else attendance.allowed + 1


def _days(legs: Iterable[Leg]) -> int:
    legs = tuple(legs)
    sessions = sum(_lowest(leg.sessions) for leg in legs)
    weekly = 7 * (sessions - 1) + 1 if sessions else 0
    return max([weekly, *(_lowest(leg.gap_days) for leg in legs)])


def _lowest(bound: Bound | None) -> int:
    return int((bound.lowest if bound is not None else None) or 0)
