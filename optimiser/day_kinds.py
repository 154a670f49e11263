"""The days of a draft by what may lie on them: what streams take of each kind of day, and save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations

from attrs import define, field

from optimiser.attending import Attending, Interval, Slot
from optimiser.constraints.load import most_a_day
from optimiser.draft import Draft
from optimiser.laying import windows_on

CONTACT = "contact/appointment"

Figures = tuple[int, int]
Names = tuple[str, ...]


@define
class Kinds:
    """The days of a draft by what may lie on them when, so that each kind is looked at once."""

    draft: Draft
    _known: dict[object, Kind] = field(factory=dict)

    def of(self, day: int, streams: Names) -> Kind:
        """The kind of a day, as far as some streams are asked about."""
        draft, items = self.draft, self.draft.items(day)
        on = draft.horizon.date(day)
        windows = tuple(window for window, _, _ in windows_on(draft, day))
        offered = tuple((name, draft.days.number(slots)) for name, slots in items)
        key = draft.days.profile(on), windows, offered, streams
        if key not in self._known:
            self._known[key] = Kind(draft, on, dict(items), streams, windows)
        return self._known[key]


@define
class Kind:
    """What streams take of a day by themselves and each two of them: minutes lost and travel."""

    draft: Draft
    on: date
    items: Mapping[str, tuple[Slot, ...]]
    streams: Names
    windows: tuple[Interval, ...]
    _stands_in: dict[int, bool] = field(factory=dict, eq=False)

    @cached_property
    def lost(self) -> int:
        """What the streams by themselves lose together."""
        return sum(_least(self.ways(key))[0] for key in self.here)

    @cached_property
    def here(self) -> list[str]:
        return [key for key in self.streams if key in self.items]

    def ways(self, *names: str) -> tuple[Attending, ...]:
        """The ways to attend one or two things; none of two that never share a day."""
        if len(names) > 1 and (
            most_a_day(self.draft.facts) < 2 or self.draft.exclusive(names[0], names[1])
        ):
            return ()
        slots = [self.items[name] for name in names]
        if len(slots) == 1:
            return self.draft.days.alone(self.on, slots[0], self.windows)
        return self.draft.days.both(self.on, slots[0], slots[1], self.windows)

    @cached_property
    def saves(self) -> bool:
        """Whether some stream may lie beside something else for less than apart from it."""
        others = [name for name in self.items if name not in self.streams]
        return any(self._saves(key, other) for other in others for key in self.here)

    def _saves(self, key: str, other: str) -> bool:
        lost, travel = _least(self.ways(key))
        alone = self.ways(other)
        return any(
            not any(
                one.mask & way.mask == one.mask
                and one.lost + lost <= way.lost
                and one.travel + travel <= way.travel
                for one in alone
            )
            for way in self.ways(key, other)
        )

    @cached_property
    def least(self) -> dict[Names, Figures]:
        """The least of each figure in any way."""
        pairs = combinations(self.here, 2)
        named: list[Names] = [*((key,) for key in self.here), *pairs]
        return {names: _least(ways) for names in named if (ways := self.ways(*names))}

    @cached_property
    def clear(self) -> dict[Names, Figures]:
        """The best of the ways that meet no curfew."""
        found = {names: [way for way in self.ways(*names) if not way.mask] for names in self.least}
        return {
            names: min((way.lost, way.travel) for way in ways)
            for names, ways in found.items()
            if ways
        }

    @cached_property
    def empty(self) -> bool:
        """Whether nothing but the streams may lie on the day, each at its least in any case."""
        return len(self.here) == len(self.items) and all(
            self.clear.get((key,)) == self.least[key,] for key in self.here
        )

    def stands_in(self, other: Kind) -> bool:
        """Whether all that may lie on the other day may lie on this for no more."""
        if id(other) not in self._stands_in:
            self._stands_in[id(other)] = all(
                names in self.clear and _no_more(self.clear[names], least)
                for names, least in other.least.items()
            )
        return self._stands_in[id(other)]

    @cached_property
    def joined(self) -> bool:
        """Whether the contact may join whatever else lies on the day for no more than apart."""
        if CONTACT not in self.streams:
            return False
        if CONTACT not in self.here:
            return True
        apart = {key: self.clear[key,] for key in self.here}
        lost, travel = apart.pop(CONTACT)
        pairs = {
            next(iter({*names} - {CONTACT})): figures
            for names, figures in self.clear.items()
            if len(names) > 1 and CONTACT in names
        }
        return all(
            key in pairs and _no_more(pairs[key], (own[0] + lost, own[1] + travel))
            for key, own in apart.items()
        )


def _least(ways: Sequence[Attending]) -> Figures:
    return min(way.lost for way in ways), min(way.travel for way in ways)


def _no_more(one: Figures, other: Figures) -> bool:
    return one[0] <= other[0] and one[1] <= other[1]
