"""What the days of a draft come to by what may lie on them: each kind of day is worked out once.

Items with the same slots that never share a day (the appointments of one treatment, say) stand
together: a pair is of two such kinds of thing, not of two appointments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from attrs import frozen

from optimiser.attending import Attending, Interval
from optimiser.day_plans import Alike
from optimiser.draft import Draft

Names = tuple[str, ...]
Pair = tuple[int, int]


@frozen(eq=False)
class Layout:
    """The kinds of thing of a day, which of its items never share it, and which kinds may.

    `pairs` are of the places of two kinds, not all of whose items keep apart.
    """

    kinds: tuple[Alike, ...]
    apart: tuple[Names, ...]
    pairs: tuple[Pair, ...]


@frozen
class Beside:
    """Two kinds on one day: the work they take together, and by how much that and their travel
    differ from what each takes by itself; None where firm commitments keep them apart."""

    pair: Pair
    together: int | None
    lost: int = 0
    travel: int = 0


@frozen
class Sums:
    """What each kind takes of work and of travel by itself, and what pairs change of it."""

    own: tuple[tuple[int, int], ...]
    pairs: tuple[Beside, ...]


@frozen
class Ways:
    """How a day under a curfew may be spent: each way, and the places of the kinds it attends.

    `met` are sets of ways and of windows of one night, by their places: of each one holds at most.
    """

    ways: tuple[tuple[tuple[int, ...], Attending], ...]
    met: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


class Layouts:
    """The layouts of one draft's days, of which at most so many things are attended on each."""

    def __init__(self, draft: Draft, most_a_day: int) -> None:
        self._draft = draft
        self._most = most_a_day
        self._known: dict[object, Layout] = {}
        self._sums: dict[object, Sums] = {}
        self._ways: dict[object, Ways] = {}

    def of(self, day: int) -> Layout:
        """What may lie on a day."""
        items, number = self._draft.items(day), self._draft.days.number
        key = tuple((name, number(slots)) for name, slots in items)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._layout(day)
        return found

    def sums(self, day: int, layout: Layout) -> Sums:
        """What the kinds of a day and the pairs of them take on it."""
        profile = self._draft.days.profile(self._draft.horizon.date(day))
        key = (id(layout), profile)
        if key not in self._sums:
            self._sums[key] = self._summed(day, layout)
        return self._sums[key]

    def ways(self, day: int, layout: Layout, windows: tuple[tuple[Interval, int], ...]) -> Ways:
        """How a day may be spent whose curfew windows, and of which night, are these."""
        profile = self._draft.days.profile(self._draft.horizon.date(day))
        key = (id(layout), profile, windows)
        if key not in self._ways:
            self._ways[key] = self._spent(day, layout, windows)
        return self._ways[key]

    def _layout(self, day: int) -> Layout:
        kinds = self._alike(day)
        apart = [kind.names for kind in kinds if len(kind.names) > 1]
        pairs: list[Pair] = []
        for one, other in combinations(range(len(kinds)), 2) if self._most > 1 else ():
            first, second = kinds[one].names, kinds[other].names
            excluded = [
                (mine, theirs)
                for mine in first
                for theirs in second
                if self._draft.exclusive(mine, theirs)
            ]
            if len(excluded) == len(first) * len(second):
                apart.append((*first, *second))
            else:
                apart += excluded
                pairs.append((one, other))
        return Layout(tuple(kinds), tuple(apart), tuple(pairs))

    def _alike(self, day: int) -> list[Alike]:
        """The items of a day, those together that have the same slots and never share a day."""
        found: list[Alike] = []
        exclusive = self._draft.exclusive
        for item, slots in self._draft.items(day):
            for place, kind in enumerate(found):
                if kind.slots == slots and all(exclusive(item, name) for name in kind.names):
                    found[place] = Alike((*kind.names, item), slots)
                    break
            else:
                found.append(Alike((item,), slots))
        return found

    def _summed(self, day: int, layout: Layout) -> Sums:
        days, on = self._draft.days, self._draft.horizon.date(day)
        own = [days.alone(on, kind.slots)[0] for kind in layout.kinds]
        pairs: list[Beside] = []
        for one, other in layout.pairs:
            ways = days.both(on, layout.kinds[one].slots, layout.kinds[other].slots)
            if not ways:
                pairs.append(Beside((one, other), None))
                continue
            [way] = ways
            lost = way.lost - own[one].lost - own[other].lost
            travel = way.travel - own[one].travel - own[other].travel
            pairs.append(Beside((one, other), way.lost, lost, travel))
        return Sums(tuple((way.lost, way.travel) for way in own), tuple(pairs))

    def _spent(
        self, day: int, layout: Layout, windows: tuple[tuple[Interval, int], ...]
    ) -> Ways:
        days, on = self._draft.days, self._draft.horizon.date(day)
        intervals, kinds = tuple(window for window, _ in windows), layout.kinds
        chosen: list[tuple[tuple[int, ...], tuple[Attending, ...]]] = [
            ((place,), days.alone(on, kind.slots, intervals)) for place, kind in enumerate(kinds)
        ]
        chosen += [
            (pair, days.both(on, kinds[pair[0]].slots, kinds[pair[1]].slots, intervals))
            for pair in layout.pairs
        ]
        ways = tuple((held, way) for held, found in chosen for way in found)
        met = shut_out([way.mask for _, way in ways], [night for _, night in windows])
        return Ways(ways, tuple(met))


def shut_out(
    masks: Sequence[int], nights: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Of the ways to spend a day and the windows of one night that all of them meet, one.

    A day is spent in one way and a night has one window, so whole sets shut each other out. Each
    set is told by places: of ways, given the windows they meet, and of windows, given their nights.
    """
    for night in (0, -1):
        bits = [bit for bit, at in enumerate(nights) if at == night]
        tonight = sum(1 << bit for bit in bits)
        met = {mask & tonight for mask in masks}
        sets = set(met)
        while found := {one & other for one in sets for other in met} - sets:
            sets |= found
        for held in sorted(sets - {0}):
            meeting = tuple(place for place, mask in enumerate(masks) if mask & held == held)
            yield meeting, tuple(bit for bit in bits if held >> bit & 1)
