"""A draft on few days: what may lie anywhere, on one of the days that are alike for it.

The officer's contact and RAR activities by appointment may lie on any day of the order, and on
most of them at the same cost: hundreds of days that a proof would go through one by one. Here a
week keeps one of them alone, and nothing is asked of how RAR days are spread. A schedule of the
whole draft becomes one of this by moving such sessions to another day of the same week, an earlier
one where no group goes on after it. So what the least of this comes to bounds the whole draft, and
mostly is what that comes to (`tests/optimiser/test_few_days.py`).

What is moved must find room: a day kept holds nothing else, and takes no more than the day moved
from for each thing by itself and for each two of them. A stream lies once in a *stretch*, days of
one week (of several, where nothing has to lie in weeks of its own) in the same periods of contact,
so as many days are kept as streams may lie there: one
fewer where the contact may join any of the others at no cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations

from attrs import define, field

from models.case import Answer
from models.circumstances import holds
from models.sources import Force
from optimiser.constraints.contact import periods
from optimiser.constraints.load import most_a_day, most_a_week
from optimiser.constraints.sequence import dated
from optimiser.days import Attending, Interval, Slot
from optimiser.draft import Draft
from optimiser.laying import windows_on
from optimiser.streams import Stream

CONTACT = "contact/appointment"

# Where fewer can be left out, of all streams together, or a smaller share, all days are asked.
FEWEST = 80
SHARE = 1 / 6

# In which place of a rule of sequence what begins or ends earlier keeps the rule as well.
SOONER_KEEPS = {
    "before": (True, False),
    "with-or-before": (True, False),
    "early": (True, True),
    "not-before": (False, True),
}


def keep_few_days(draft: Draft) -> None:
    """Leave out all days that another stands in for, where that makes the draft much smaller."""
    if draft.detox:
        # What is moved could fall into it.
        return
    streams, kinds = anywhere(draft), _Kinds(draft)
    left_out = [
        (key, day)
        for days in _stretches(draft, streams)
        for day in _stood_in_for(kinds, days, streams)
        for key in streams
        if day in draft.present(key)
    ]
    offered = sum(len(draft.present(key)) for key in draft.streams)
    if len(left_out) < max(FEWEST, SHARE * offered):
        return
    draft.few = True
    for key, day in left_out:
        draft.withdraw(key, day)


def anywhere(draft: Draft) -> list[str]:
    """The streams whose sessions may be moved within a week, by their key."""
    return [key for key, stream in draft.streams.items() if _anywhere(draft, stream)]


def _anywhere(draft: Draft, stream: Stream) -> bool:
    """Whether a stream's sessions may be moved within a week as far as their own rules go."""
    if stream.part == "contact":
        return True
    if not stream.rar or stream.stage != "main" or stream.order or stream.part in draft.runs:
        return False
    legs = (
        leg
        for part in draft.outline.parts
        if part.code == stream.part
        for leg in part.entry.legs
        if leg.id == stream.leg
    )
    return all(
        (leg.per_week is None or leg.per_week.highest in (None, 1))
        and (stream.highest <= 1 or (leg.every_days is None and leg.within_months is None))
        for leg in legs
    ) and _may_come_sooner(draft, stream.part)


def _may_come_sooner(draft: Draft, code: str) -> bool:
    """Whether no rule of sequence minds that a part begins and ends earlier."""
    case = draft.facts.case
    required = (n for part in draft.outline.parts if part.code == code for n in part.entry.requires)
    if any(case.has_completed(needed) is not Answer.YES for needed in required):
        return False
    for rule in draft.facts.menu.sequences:
        if rule.ruling.row.force is Force.MAY or not all(holds(name, case) for name in rule.when):
            continue
        first, second = SOONER_KEEPS.get(rule.relation, (False, False))
        if not first and code in dated(draft, rule.first):
            return False
        if not second and code in dated(draft, rule.second):
            return False
    return True


def _stretches(draft: Draft, streams: Sequence[str]) -> Iterator[list[int]]:
    """The days of the streams by calendar week, month of the order and periods of contact.

    Where each is held once, weeks in which nothing else may lie are one stretch as far as they lie
    in the same month and periods.
    """
    within: dict[int, list[int]] = {}
    for number, period in enumerate(periods(draft)):
        for day in period.days:
            within.setdefault(day, []).append(number)
    horizon, weeks = draft.horizon, dict[int, dict[tuple[int, ...], list[int]]]()
    for day in sorted({day for key in streams for day in draft.present(key)}):
        held = horizon.month_of(day), *within.get(day, ())
        weeks.setdefault(horizon.week(day), {}).setdefault(held, []).append(day)
    joined: dict[tuple[int, ...], list[int]] = {}
    for week, parts in weeks.items():
        if len(parts) == 1 and _held_once(draft, streams) and _alone(draft, streams, week):
            [(held, days)] = parts.items()
            joined.setdefault(held, []).extend(days)
        else:
            yield from parts.values()
    yield from joined.values()


def _held_once(draft: Draft, streams: Sequence[str]) -> bool:
    """Whether none has sessions that lie in weeks of their own, and a week may hold one of each."""
    most = most_a_week(draft.facts)
    return (most is None or most >= len(streams)) and all(
        draft.streams[key].part == "contact" or draft.streams[key].highest <= 1 for key in streams
    )


def _alone(draft: Draft, streams: Sequence[str], week: int) -> bool:
    """Whether nothing but the streams may lie in a week."""
    days = draft.horizon.days_of_week(week)
    return all(name in streams for day in days for name, _ in draft.items(day))


def _over_after(draft: Draft) -> int:
    """The last day of the last group, whichever runs are taken: no schedule is over before it."""
    return max((min(one.last for one in held) for held in draft.runs.values() if held), default=0)


def _stood_in_for(kinds: _Kinds, days: Sequence[int], anywhere: Sequence[str]) -> Iterator[int]:
    """The days of a stretch with enough others before them that stand in for them."""
    draft = kinds.draft
    streams = tuple(key for key in anywhere if any(day in draft.present(key) for day in days))
    every = [(day, kinds.of(day, streams)) for day in days]
    if days[-1] <= _over_after(draft):
        # Whatever lies here, the last session is no earlier: those that take least stand in.
        every.sort(key=lambda held: held[1].lost)
    kept: list[_Kind] = []
    for day, one in every:
        if one.saves:
            continue
        joined = all(other.joined for other in kept)
        needed = max(1, len(streams) - 1 if joined else len(streams))
        if sum(other.stands_in(one) for other in kept) >= needed:
            yield day
        elif one.empty:
            kept.append(one)


Figures = tuple[int, int]
Names = tuple[str, ...]


@define
class _Kinds:
    """The days of a draft by what may lie on them when, so that each kind is looked at once."""

    draft: Draft
    _known: dict[object, _Kind] = field(factory=dict)

    def of(self, day: int, streams: Names) -> _Kind:
        """The kind of a day, as far as some streams are asked about."""
        draft, items = self.draft, self.draft.items(day)
        on = draft.horizon.date(day)
        windows = tuple(window for window, _, _ in windows_on(draft, day))
        offered = tuple((name, draft.days.number(slots)) for name, slots in items)
        key = draft.days.profile(on), windows, offered, streams
        if key not in self._known:
            self._known[key] = _Kind(draft, on, dict(items), streams, windows)
        return self._known[key]


@define
class _Kind:
    """What streams take of a day by themselves and each two of them: minutes lost and travel."""

    draft: Draft
    on: date
    items: Mapping[str, tuple[Slot, ...]]
    streams: Names
    windows: tuple[Interval, ...]

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

    def stands_in(self, other: _Kind) -> bool:
        """Whether all that may lie on the other day may lie on this for no more."""
        return all(
            names in self.clear and _no_more(self.clear[names], least)
            for names, least in other.least.items()
        )

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
