"""Of the curfew windows of a week, those that no other makes superfluous.

A window stands in for another where it takes no more of work and no more hours, nothing that could
be attended beside the other meets it, and it comes first by what it takes and how near it is to the
usual start. Every week of windows is then matched by one of those left, as good in every aim,
provided that what stands in for two nights has room beside each other wherever the two had: else
something else does, or they stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING

from attrs import frozen

from models.facts import Facts
from models.moments import MINUTES_A_DAY, NOON
from optimiser.curfew_weeks import WEEK, DayMinutes, follows

if TYPE_CHECKING:
    from optimiser.curfew import Window

Offered = Mapping[int, Sequence["Window"]]
Stretch = tuple[int, int]


@frozen
class Attendable:
    """When what a region offers could be attended, by weekday, minutes after its midnight.

    `leaving` are the stretches in which a person may leave home for something, `home` those in
    which one may be back, both ends included. Whatever is attended, two things in one visit
    as well, is left for and come back from at such a time.
    """

    leaving: tuple[tuple[Stretch, ...], ...]
    home: tuple[tuple[Stretch, ...], ...]

    def left_for(self, weekday: int, first: int, beyond: int) -> bool:
        """Whether anything is left for from `first` on and before `beyond`."""
        return first < beyond and any(
            low < beyond and first <= high for low, high in self._around(self.leaving, weekday)
        )

    def back_from(self, weekday: int, after: int, last: int) -> bool:
        """Whether one may be back from anything after `after` and by `last`."""
        return after < last and any(
            low <= last and after < high for low, high in self._around(self.home, weekday)
        )

    @staticmethod
    def _around(held: tuple[tuple[Stretch, ...], ...], weekday: int) -> Iterator[Stretch]:
        """Those of the weekday, the day before and the two after, as minutes of the weekday."""
        for offset in (-1, 0, 1, 2):
            for low, high in held[(weekday + offset) % WEEK]:
                yield low + offset * MINUTES_A_DAY, high + offset * MINUTES_A_DAY


def attendable(facts: Facts) -> Attendable:
    """Of everything in the timetable, whatever closes some of it to this person or on a day.

    What is closed to a person may be opened by what is asked of a case (a place more, a venue not
    excluded): it is counted, so that windows never depend on it.
    """
    region = facts.timetable
    leaving: list[set[Stretch]] = [set() for _ in range(WEEK)]
    home: list[set[Stretch]] = [set() for _ in range(WEEK)]
    held = [(one.venue, slot) for one in region.groups for slot in one.slots]
    held += [(one.venue, slot) for one in region.projects for slot in one.days]
    for venue, slot in held:
        way = facts.home_minutes(venue)
        leaving[slot.weekday].add((slot.start - way, slot.start - way))
        home[slot.weekday].add((slot.end + way, slot.end + way))
    for giver in region.providers:
        way = facts.home_minutes(giver.venue)
        for slot in giver.hours:
            leaving[slot.weekday].add((slot.start - way, slot.end - way))
            home[slot.weekday].add((slot.start + way, slot.end + way))
    return Attendable(
        tuple(tuple(sorted(one)) for one in leaving), tuple(tuple(sorted(one)) for one in home)
    )


def worth_offering(
    offered: Offered, times: Attendable, minutes: DayMinutes, sentenced: int
) -> dict[int, tuple[Window, ...]]:
    """The windows of each weekday, in their order, without those that others stand in for.

    On the weekday of the sentence, `sentenced`, one begun before noon is not served the first
    time: none that is stands in for it.
    """
    instead: dict[int, dict[Window, tuple[Window, ...]]] = {}
    for weekday, held in offered.items():
        instead[weekday] = {}
        for place, window in enumerate(held):
            skipped = weekday == sentenced and window.start < NOON
            nearer = [one for one in held[:place] if not skipped or one.start < NOON]
            instead[weekday][window] = _standing_in(window, nearer, weekday, times)
    while _set_apart(offered, instead, minutes):
        pass
    left = {weekday: {held[0] for held in ways.values()} for weekday, ways in instead.items()}
    return {
        weekday: tuple(window for window in held if window in left[weekday])
        for weekday, held in offered.items()
    }


def _standing_in(
    window: Window, nearer: Sequence[Window], weekday: int, times: Attendable
) -> tuple[Window, ...]:
    """All that may stand in for a window, those nearest the usual start first, itself last."""
    return (*(one for one in nearer if stands_in(one, window, weekday, times)), window)


def stands_in(one: Window, other: Window, weekday: int, times: Attendable) -> bool:
    """Whether a window takes no more than another, and meets nothing that the other leaves clear.

    What meets one of them alone is over when the other begins, or is left for when it has ended.
    """
    return (
        one.lost <= other.lost
        and one.total <= other.total
        and one.end - one.start <= other.end - other.start
        and not times.back_from(weekday, one.start, other.start)
        and not times.left_for(weekday, other.end, one.end)
    )


def _set_apart(
    offered: Offered,
    instead: dict[int, dict[Window, tuple[Window, ...]]],
    minutes: DayMinutes,
) -> bool:
    """Pass over what stands in for two nights that had room beside each other, and has none.

    The two themselves have room: what is passed over is never all.
    """
    changed = False
    for before, after in pairwise([*range(WEEK), 0]):
        ours, theirs = instead[before], instead[after]
        for window, later in product(offered[before], offered[after]):
            if follows(ours[window][0], theirs[later][0], minutes):
                continue
            if follows(window, later, minutes):
                ours[window], theirs[later] = next(
                    (ours[window][one:], theirs[later][other:])
                    for one, other in product(range(len(ours[window])), range(len(theirs[later])))
                    if follows(ours[window][one], theirs[later][other], minutes)
                )
                changed = True
    return changed
