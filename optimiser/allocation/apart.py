"""People who share no group, however far one goes from hand to hand, are planned apart.

That loses nothing: what one lot does is nothing to another. Areas out of each other's reach come
apart, and so do programmes that nobody wants both of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from models.population import Person
from models.timetable import Group, Timetable


@frozen
class Lot:
    """People, by their place in the population, and the groups any of them could go to."""

    people: tuple[int, ...]
    groups: tuple[Group, ...]


def lots(people: Sequence[Person], timetable: Timetable) -> tuple[Lot, ...]:
    """The people in lots that share no group; who can go nowhere is in none.

    First those in which most is wanted beside something else, which take longest, then the largest.
    """
    groups = timetable.groups
    names = [{*_venue(group, timetable), group.id} for group in groups]
    by_programme: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        by_programme.setdefault(group.programme, []).append(number)
    joined = _Joined(len(groups))
    first_of: dict[object, int | None] = {}
    member: list[int | None] = []
    for person in people:
        away = person.case.person.cannot_attend
        key = (tuple(want.programme for want in person.wants), away)
        if key not in first_of:
            shut = set(away)
            open_ = [
                number
                for want in person.wants
                for number in by_programme.get(want.programme, ())
                if shut.isdisjoint(names[number])
            ]
            joined.all(open_)
            first_of[key] = open_[0] if open_ else None
        member.append(first_of[key])
    held: dict[int, list[int]] = {}
    for place, some in enumerate(member):
        if some is not None:
            held.setdefault(joined.root(some), []).append(place)
    reached: dict[int, list[Group]] = {}
    for number, group in enumerate(groups):
        reached.setdefault(joined.root(number), []).append(group)
    found = [Lot(tuple(held[root]), tuple(reached[root])) for root in held]

    def longest(lot: Lot) -> tuple[int, int]:
        beside = sum(max(len(people[place].wants) - 1, 0) for place in lot.people)
        return -beside, -len(lot.people)

    return tuple(sorted(found, key=longest))


def _venue(group: Group, timetable: Timetable) -> Iterable[str]:
    return group.venue, *timetable.venues[group.venue].areas


class _Joined:
    """Sets that grow together."""

    def __init__(self, number: int) -> None:
        self._above = list(range(number))

    def root(self, one: int) -> int:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def all(self, members: Sequence[int]) -> None:
        for one, other in pairwise(members):
            self._above[self.root(one)] = self.root(other)
