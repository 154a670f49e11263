"""A draft on few days: what may lie anywhere, on one of the days that are alike for it.

The officer's contact and RAR activities by appointment may lie on any day of the order, and on
most of them at the same cost: hundreds of days that a proof would go through one by one. Here a
week keeps one of them alone, and nothing is asked of how RAR days are spread. A schedule of the
whole draft becomes one of this by moving such sessions to another day of the same week, an earlier
one where no group goes on after it. So what the least of this comes to bounds the whole draft, and
mostly is what that comes to (`tests/optimiser/test_few_days.py`).

What is moved must find room: a day kept holds nothing else, and takes no more than the day moved
from for each thing by itself and for each two of them. A stream lies once in a *stretch*, days of
one week (of several, where nothing has to lie in weeks of its own) in the same periods of contact;
so as many days are kept as streams may lie there, one fewer where the contact may join any of the
others at no cost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from models.case import Answer
from models.circumstances import holds
from models.sources import Force
from optimiser.aims.expressions import over_after
from optimiser.constraints.contact import periods
from optimiser.constraints.load import most_a_week
from optimiser.constraints.sequence import dated
from optimiser.day_kinds import Kind, Kinds
from optimiser.draft import Draft
from optimiser.streams import Stream

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
    streams, kinds, movable = anywhere(draft), Kinds(draft), _Movable.of(draft)
    left_out = [
        (key, day)
        for days in _stretches(draft, streams)
        for day in _stood_in_for(kinds, days, streams, movable)
        for key in streams
        if day in draft.present(key)
    ]
    offered = sum(len(draft.present(key)) for key in draft.streams)
    if len(left_out) < max(FEWEST, SHARE * offered):
        return
    draft.few = True
    for key, day in left_out:
        draft.withdraw(key, day)


@frozen
class _Movable:
    """Until what day things may be moved to a later one too, but for parts held in a sequence."""

    until: int
    bound: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> _Movable:
        codes = (code for first, second, _ in _sequences(draft) for code in (*first, *second))
        return cls(over_after(draft), frozenset(codes))


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
    for first, second, relation in _sequences(draft):
        as_first, as_second = SOONER_KEEPS.get(relation, (False, False))
        if (code in first and not as_first) or (code in second and not as_second):
            return False
    return True


def _sequences(draft: Draft) -> Iterator[tuple[Collection[str], Collection[str], str]]:
    """The parts a rule of sequence has first, those it has second, and how."""
    case = draft.facts.case
    for part in draft.outline.parts:
        for needed in part.entry.requires:
            if case.has_completed(needed) is not Answer.YES:
                yield (needed,), (part.code,), "before"
    for rule in draft.facts.menu.sequences:
        if rule.ruling.row.force is not Force.MAY and all(holds(name, case) for name in rule.when):
            yield dated(draft, rule.first), dated(draft, rule.second), rule.relation


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


def _stood_in_for(
    kinds: Kinds, days: Sequence[int], anywhere: Sequence[str], movable: _Movable
) -> Iterator[int]:
    """The days of a stretch with enough others before them that stand in for them."""
    draft = kinds.draft
    streams = tuple(key for key in anywhere if not draft.present(key).keys().isdisjoint(days))
    every = [(day, kinds.of(day, streams)) for day in days]
    free = not any(draft.streams[key].part in movable.bound for key in streams)
    if free and days[-1] <= movable.until:
        # Whatever lies here, the last session is no earlier: those that take least stand in.
        every.sort(key=lambda held: held[1].lost)
    kept: list[Kind] = []
    for day, one in every:
        if one.saves:
            continue
        joined = all(other.joined for other in kept)
        needed = max(1, len(streams) - 1 if joined else len(streams))
        if sum(other.stands_in(one) for other in kept) >= needed:
            yield day
        elif one.empty:
            kept.append(one)
