"""Which runs fit into which lives: who is let in, how far it is, and what is firm in the week.

Many people share their weekly times, so what a run takes of a week is worked out once for each
week and each way from home.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from attrs import define, evolve, field, frozen

from models.arithmetic import Stretch, meet, minutes, union
from models.case import Case
from models.commitments import Commitment, CommitmentKind
from models.facts import Facts, Menu
from models.moments import instant
from models.population import Person
from models.timetable import Run, Timetable
from optimiser.provision import barred

LOSING = (CommitmentKind.WORK, CommitmentKind.EDUCATION, CommitmentKind.CARING)


@frozen(eq=False)
class Week:
    """What is taken of somebody's time: firm, and lost where it is taken."""

    firm: tuple[Stretch, ...]
    losing: tuple[Stretch, ...]
    clashes: dict[tuple[str, int], bool] = field(factory=dict)
    losses: dict[tuple[str, int], int] = field(factory=dict)


@frozen(eq=False)
class Life:
    """A person as those who arrive are like: where they can go, and when.

    `home` holds the way to each group they are let into and that is not too far.
    """

    person: Person
    week: Week
    home: dict[str, int]

    def clashes(self, run: Run) -> bool:
        """Whether getting to any meeting and back meets something firm."""
        away, known = self.home[run.group.id], self.week.clashes
        if (run.id, away) not in known:
            known[run.id, away] = meets(self.week.firm, blocks(run, away))
        return known[run.id, away]

    def minutes_lost(self, run: Run) -> int:
        """Minutes of work, education and caring that a run and the way there take."""
        away, known = self.home[run.group.id], self.week.losses
        if (run.id, away) not in known:
            away_from_home = union(blocks(run, away))
            begins, ends = away_from_home[0][0], away_from_home[-1][1]
            losing = self.week.losing
            # Years of work are not gone through for a run of some weeks.
            near = losing[bisect_right(losing, begins, key=_end) : bisect_left(losing, (ends, 0))]
            known[run.id, away] = minutes(meet(away_from_home, near))
        return known[run.id, away]

    def travel(self, run: Run) -> int:
        return 2 * self.home[run.group.id] * len(run.meetings)


@define(eq=False)
class Lives:
    """Lives read from people, over the days from `first` to `last`."""

    timetable: Timetable
    first: date
    last: date
    reach: float
    _weeks: dict[tuple[object, ...], Week] = field(factory=dict)

    def of(self, person: Person) -> Life:
        case = person.case
        key = (case.commitments, case.existing)
        if key not in self._weeks:
            self._weeks[key] = self._week(case)
        return Life(person, self._weeks[key], dict(self._home(person)))

    def _home(self, person: Person) -> list[tuple[str, int]]:
        facts = Facts(person.case, Menu((), {}), self.timetable, {})
        reached = []
        for group in self.timetable.groups:
            # Whether a place is left is for the seats to say, day by day.
            if person.want(group.programme) and not any(barred(facts, evolve(group, taken=0))):
                away = facts.home_minutes(group.venue)
                if away <= self.reach:
                    reached.append((group.id, away))
        return reached

    def _week(self, case: Case) -> Week:
        sessions = [(instant(a), instant(b)) for one in case.existing for a, b in one.sessions]
        firm = [one for one in case.commitments if one.firm]
        losing = [one for one in case.commitments if not one.firm and one.kind in LOSING]
        return Week(union([*sessions, *self._stretches(firm)]), union(self._stretches(losing)))

    def _stretches(self, commitments: list[Commitment]) -> list[Stretch]:
        return [one for each in commitments for one in each.between(self.first, self.last)]


def blocks(run: Run, away: int) -> list[Stretch]:
    """The meetings with the way there and back."""
    return [(meeting.start - away, meeting.end + away) for meeting in run.meetings]


def meets(taken: tuple[Stretch, ...], asked: list[Stretch]) -> bool:
    """Whether any of some stretches shares a minute with a union.

    >>> meets(((0, 60), (100, 160)), [(60, 100)]), meets(((0, 60), (100, 160)), [(60, 101)])
    (False, True)
    """
    return any(
        (place := bisect_right(taken, start, key=_end)) < len(taken) and taken[place][0] < end
        for start, end in asked
    )


def _end(stretch: Stretch) -> int:
    return stretch[1]
