"""What is told of places, groups and appointments more or fewer than a plan has."""

from __future__ import annotations

from attrs import frozen

from models.timetable import Slot


@frozen
class SeatPrice:
    """What one more place in a group is worth, in the stated units of a plan (`Weights`).

    `estimate` is the dual of the last linear programme. `exact` is by how much the best plan found
    with one more place is better, where it was solved again; between `lowest` and `highest` by
    proof, which are equal where both plans are proved.
    """

    group: str
    programme: str
    estimate: float
    exact: int | None = None
    lowest: int | None = None
    highest: int | None = None


@frozen
class GiverPrice:
    """What one more place on each day of a project, or one more appointment in each week of a
    provider, is worth to the requirements of one round, given the groups and the rounds before.

    `kind` is "project" or "provider"; the figures are those of a `SeatPrice`.
    """

    kind: str
    giver: str
    name: str
    requirements: tuple[str, ...]
    estimate: float
    exact: int | None = None
    lowest: int | None = None
    highest: int | None = None


@frozen
class Weights:
    """The stated objective behind prices: what a unit of each aim costs."""

    unmet: int
    week: int
    work_minute: int
    travel_minute: int


@frozen
class Opening:
    """A group that could be opened, and by how much the best plan with it is better.

    `gain` is in the stated units; None where a bound (`most`) showed that it cannot be the best,
    so that it was not solved.
    """

    id: str
    programme: str
    venue: str
    slots: tuple[Slot, ...]
    places: int
    most: int
    gain: int | None = None
    chosen: bool = False


@frozen
class Openings:
    """Which groups to open, one picked after another; those chosen gain `gain`.

    No single group gains more than `most`. For several it is the sum of what each pick could gain
    at most, and no bound of what another set might.
    """

    number: int
    looked_at: int
    solved: int
    gain: int
    most: int
    groups: tuple[Opening, ...] = ()

    @property
    def proved(self) -> bool:
        return self.number == 1 and self.gain >= self.most


@frozen
class Closing:
    """A group that could be closed to the plan's people, and what that costs the best plan.

    `cost` is in the stated units, `least` what it comes to at least. `people` of the plan sit in
    its `sessions`.
    """

    group: str
    programme: str
    venue: str
    people: int
    sessions: int
    least: int
    cost: int | None = None
    chosen: bool = False


@frozen
class Closings:
    """Which groups to close, one picked after another; those chosen cost `cost`.

    No single group costs less than `least`. For several it is the sum of what each pick could cost
    at least, and no bound of what another set might.
    """

    number: int
    looked_at: int
    solved: int
    cost: int
    least: int
    groups: tuple[Closing, ...] = ()

    @property
    def proved(self) -> bool:
        return self.number == 1 and self.cost <= self.least
