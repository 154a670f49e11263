"""Which days of a draft leave an opening for a catch-up free, beside whatever else lies on them.

An opening is free where nothing else is attended that day, or one thing that leaves time for both.
What is attended has the slot that costs least; where slots cost the same, another may be taken if
only that leaves the opening free.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from optimiser.aims.wanted import Instead, Wanted, as_long
from optimiser.attending import Slot
from optimiser.day_plans import Alike, DayPlan
from optimiser.draft import Draft, Item
from optimiser.linear import Literal, total


@define
class FreeDays:
    """The days of one draft on which there is no curfew."""

    draft: Draft
    _instead: dict[int, list[Instead]] = field(factory=dict)
    _usual: dict[int, list[tuple[Literal, Wanted]]] = field(factory=dict)

    def free(self, wanted: Wanted) -> list[Literal] | None:
        """Booleans each of which leaves an opening of the day free; None where one always is."""
        others = list(wanted.others())
        alone = bool(wanted.ways())
        if not others and not wanted.also and not wanted.week:
            return None if alone else []
        found: list[Literal] = []
        fitting: list[Item] = []
        for item in others:
            usual = self._slot(wanted, item)
            if usual is None:
                continue
            if wanted.ways(usual, [item[0]]):
                fitting.append(item)
            else:
                found += self._at_another_time(wanted, others, item, usual)
        if alone or fitting:
            found.append(self._as_usual(wanted, others, fitting, alone=alone))
        return found

    @property
    def moved(self) -> list[Instead]:
        """The things that may have another slot than usual."""
        return [one for held in self._instead.values() for one in held]

    def settle(self) -> None:
        """Of other times one a day, and none that takes an opening others rely on."""
        for day, instead in self._instead.items():
            self.draft.model.add_at_most_one(one.literal for one in instead)
            for free, wanted in self._usual.get(day, ()):
                for one in instead:
                    alike = (one.beside is None) == (wanted.missed is None)
                    if not alike or not wanted.ways(one.slot, [one.item]):
                        self.draft.model.add_implication(free, one.literal.negated())

    def _slot(self, wanted: Wanted, item: Item) -> Slot | None:
        """The slot something has on the day; None where it can't share it with what is missed."""
        on, (_, slots) = self.draft.horizon.date(wanted.day), item
        if wanted.missed is None:
            return self.draft.days.alone(on, slots)[0].slots[0]
        ways = self.draft.days.both(on, slots, (wanted.missed,))
        return ways[0].slots[0] if ways else None

    def _as_usual(
        self, wanted: Wanted, others: list[Item], fitting: list[Item], *, alone: bool
    ) -> Literal:
        """An opening is free beside nothing, or beside one thing that leaves time for it."""
        model, day = self.draft.model, wanted.day
        free = wanted.free("catch-up")
        names = {item for item, _ in fitting} if wanted.beside else set()
        shut = [item for item, _ in others if item not in names]
        model.add_bool_and(wanted.absent(shut)).only_enforce_if(free)
        beside = [literal for item, _ in fitting for literal in self.draft.literals(item, day)]
        if not alone:
            model.add_bool_or(*beside, free.negated())
        if len(fitting) > 1 and wanted.missed is None:
            model.add(total(beside) <= 1).only_enforce_if(free)
        self._usual.setdefault(day, []).append((free, wanted))
        return free

    def _at_another_time(
        self, wanted: Wanted, others: list[Item], item: Item, usual: Slot
    ) -> Iterator[Literal]:
        """An opening is free beside one thing that has another slot, at the same cost."""
        name, slots = item
        if name not in self.draft.streams or not wanted.beside:
            return
        for slot in slots:
            if self._same_cost(wanted, usual, slot) and wanted.ways(slot, [name]):
                free = wanted.free(f"catch-up beside {name} at {slot.start}")
                shut = [other for other, _ in others if other != name]
                both = [self._moved(wanted, item, slot), *wanted.absent(shut)]
                self.draft.model.add_bool_and(both).only_enforce_if(free)
                yield free

    def _same_cost(self, wanted: Wanted, usual: Slot, slot: Slot) -> bool:
        days, on = self.draft.days, self.draft.horizon.date(wanted.day)
        costs = []
        for one in (usual, slot):
            if wanted.missed is None:
                ways = days.alone(on, (one,))
            else:
                ways = days.both(on, (one,), (wanted.missed,))
            costs.append([(way.lost, way.travel) for way in ways])
        return as_long(slot, usual) and costs[0] == costs[1]

    def _moved(self, wanted: Wanted, item: Item, slot: Slot) -> Literal:
        """That something is attended at just that slot, beside what is missed or alone."""
        draft, day, (name, slots) = self.draft, wanted.day, item
        held = self._instead.setdefault(day, [])
        for one in held:
            if (one.item, one.slot, one.beside) == (name, slot, wanted.missed):
                return one.literal
        literal = draft.model.new_bool_var(f"day {day}: {name} at {slot.start}")
        on, kinds = draft.horizon.date(day), [Alike((name,), slots)]
        [way] = draft.days.alone(on, (slot,))
        if wanted.missed is not None:
            kinds.append(Alike((wanted.meeting,), (wanted.missed,)))
            [way] = draft.days.both(on, (slot,), (wanted.missed,))
            draft.model.add_implication(literal, wanted.choice.literal)
        both = {alike.names[0] for alike in kinds}
        rest = [other for other, _ in draft.items(day) if other not in both]
        present = [*draft.literals(name, day), *wanted.absent(rest)]
        draft.model.add_bool_and(present).only_enforce_if(literal)
        draft.plans.append(DayPlan(day, tuple(kinds), way, literal))
        held.append(Instead(slot, literal, slots.index(slot) + 1, name, wanted.missed))
        return literal
