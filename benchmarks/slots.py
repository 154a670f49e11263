"""Baseline (b): the plain model, a Boolean per session and start slot over the whole horizon.

The same choices and the same rules as ours: the families of constraints are posted on a draft whose
days are slots. Two sessions of a day are kept apart slot by slot; what a session takes of work and
travel is its slot's, and what two linked ones save or lose is a Boolean of its own. Packages are
taken in turn, best first, as ours are, which is kinder than one model of all packages; the aims are
staged and the solver set as ours. What ours has and this has not: days as sums of cheapest slots,
floors of work, slack, bounds and streams by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.facts import Facts
from models.moments import NOON
from optimiser.attending import Interval, Slot
from optimiser.build import FAMILIES, horizon_of
from optimiser.constraints.load import most_a_day
from optimiser.day_plans import Cost
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.linear import Literal, total
from optimiser.offering import offer, offer_curfew, offer_detox
from optimiser.outline import Outline
from optimiser.streams import Stream

Linked = dict[Slot, list[Slot]]
Way = tuple[int, int]  # minutes of work and of travel two linked sessions change


class SlotDraft(Draft):
    """A draft whose appointments stand at a start slot of their own."""

    def __init__(self, facts: Facts, outline: Outline, days: Days) -> None:
        self._starts: dict[tuple[str, int], dict[Slot, Literal]] = {}
        self._tables: dict[object, tuple[dict[Slot, list[Slot]], dict[Way, Linked]]] = {}
        super().__init__(facts, outline, horizon_of(facts, outline), days)

    def offer(self, stream: Stream, base: int = 0, *, whole: bool = True) -> None:
        super().offer(stream, base, whole=whole)
        for day, present in self.present(stream.key).items():
            self.model.add_exactly_one(
                [*self.starts(stream.key, day).values(), present.negated()]
            )

    def starts(self, item: str, day: int) -> dict[Slot, Literal]:
        """Each slot of a stream on a day that nothing firm stands in, with its Boolean."""
        known = self._starts.setdefault((item, day), {})
        if not known:
            on = self.horizon.date(day)
            for slot in self.slots(item, day):
                if self.days.alone(on, (slot,)):
                    name = f"{item} on day {day} at {slot.start}"
                    known[slot] = self.model.new_bool_var(name)
        return known

    def at(self, item: str, day: int) -> dict[Slot, list[Literal]]:
        """Each slot of an item on a day with the Booleans that put it there."""
        if item in self.streams:
            return {slot: [literal] for slot, literal in self.starts(item, day).items()}
        [slot] = self.slots(item, day)
        return {slot: self.literals(item, day)}

    def together(
        self, day: int, one: Sequence[Slot], other: Sequence[Slot]
    ) -> tuple[dict[Slot, list[Slot]], dict[Way, Linked]]:
        """Which slots of two items exclude each other, and what which of them together save."""
        on = self.horizon.date(day)
        key = (self.days.profile(on), tuple(one), tuple(other))
        if key not in self._tables:
            self._tables[key] = _table(self.days, on, one, other)
        return self._tables[key]


def _table(
    days: Days, on: date, one: Sequence[Slot], other: Sequence[Slot]
) -> tuple[dict[Slot, list[Slot]], dict[Way, Linked]]:
    apart: dict[Slot, list[Slot]] = {}
    linked: dict[Way, Linked] = {}
    for first in one:
        for second in other:
            ways = days.both(on, (first,), (second,))
            if not ways:
                apart.setdefault(first, []).append(second)
                continue
            [both] = ways
            [alone] = days.alone(on, (first,))
            [beside] = days.alone(on, (second,))
            lost = both.lost - alone.lost - beside.lost
            travel = both.travel - alone.travel - beside.travel
            if lost or travel:
                linked.setdefault((lost, travel), {}).setdefault(first, []).append(second)
    return apart, linked


def slot_draft(facts: Facts, outline: Outline, days: Days) -> SlotDraft | None:
    """The plain model of one package; None where a part has no run it could take."""
    draft = SlotDraft(facts, outline, days)
    if not offer(draft):
        return None
    offer_detox(draft)
    curfew_days = offer_curfew(draft)
    if curfew_days and not all(draft.curfew_windows.values()):
        return None
    for day in range(draft.horizon.days):
        _lay(draft, day, curfewed=day in curfew_days)
    for post in FAMILIES:
        post(draft)
    return draft


def _lay(draft: SlotDraft, day: int, *, curfewed: bool) -> None:
    """What every slot of a day takes, what it keeps out, and what two together change."""
    items = [item for item, _ in draft.items(day)]
    if not items:
        return
    on = draft.horizon.date(day)
    most = most_a_day(draft.facts)
    if len(items) > most:
        draft.model.add(total(draft.presence(item, day) for item in items) <= most)
    windows = _windows(draft, day) if curfewed else {}
    for item in items:
        for slot, literals in draft.at(item, day).items():
            [way] = draft.days.alone(on, (slot,))
            draft.costs += [Cost(literal, way.lost, way.travel) for literal in literals]
            home = draft.facts.home_minutes(slot.venue)
            for (start, end), window in windows.items():
                if slot.start - home < end and start < slot.end + home:
                    draft.model.add_at_most_one(*literals, window)
    if most < 2:
        return
    shared: dict[str, list[Literal]] = {item: [] for item in items}
    for place, one in enumerate(items):
        for other in items[place + 1 :]:
            if draft.exclusive(one, other):
                draft.model.add_at_most_one(
                    *draft.literals(one, day), *draft.literals(other, day)
                )
            else:
                for literal in _pair(draft, day, one, other):
                    shared[one].append(literal)
                    shared[other].append(literal)
    for item, literals in shared.items():
        if literals:
            draft.model.add(total(literals) <= draft.presence(item, day))


def _pair(draft: SlotDraft, day: int, one: str, other: str) -> list[Literal]:
    """Slots too near exclude each other; linked ones share a Boolean for what that changes."""
    first, second = draft.at(one, day), draft.at(other, day)
    apart, linked = draft.together(day, list(first), list(second))
    for slot, others in apart.items():
        near = [literal for late in others for literal in second[late]]
        draft.model.add_at_most_one(*first[slot], *near)
    made: list[Literal] = []
    for (lost, travel), partners in linked.items():
        both = draft.model.new_bool_var(f"day {day}: {one} linked with {other}")
        made.append(both)
        draft.costs.append(Cost(both, lost, travel))
        draft.model.add(
            both <= total(literal for slot in partners for literal in first[slot])
        )
        for slot, others in partners.items():
            here = total(first[slot])
            there = total(literal for late in others for literal in second[late])
            draft.model.add(both + here <= 1 + there)
            draft.model.add(both >= here + there - 1)
    return made


def _windows(draft: Draft, day: int) -> dict[Interval, Literal]:
    """The curfew windows that may lie on a day, as minutes after its midnight."""
    found: dict[Interval, Literal] = {}
    imposed = draft.outline.terms["curfew"].months or 1
    for offset in (0, -1):
        if 0 <= day + offset <= draft.horizon.end_of(imposed):
            weekday = draft.horizon.date(day + offset).weekday()
            for place, window in enumerate(draft.curfew_windows[weekday]):
                start, end = window.start + offset * 1440, window.end + offset * 1440
                if end > 0 and (day + offset or window.start >= NOON):
                    found[start, end] = draft.curfew[weekday, place]
    return found
