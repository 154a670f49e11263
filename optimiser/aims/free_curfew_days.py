"""Which curfew days of a draft leave an opening for a catch-up free, and clear of the curfew.

On such a day each way to spend it is a Boolean of its own, so what is attended has the slots of
that way; where another slot costs the same it may be taken instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field
from ortools.sat.python import cp_model

from optimiser.aims.wanted import Instead, Wanted, as_long
from optimiser.attending import Attending, Interval, Slot
from optimiser.day_plans import Alike, DayPlan
from optimiser.draft import Draft
from optimiser.laying import windows_on
from optimiser.linear import Literal


@define
class FreeCurfewDays:
    """The days of one draft on which a curfew may lie."""

    draft: Draft
    _plans: dict[int, list[DayPlan]] = field(factory=dict)
    _instead: dict[int, dict[tuple[int, Slot], Instead]] = field(factory=dict)
    _usual: dict[int, list[Literal]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for plan in self.draft.plans:
            self._plans.setdefault(plan.day, []).append(plan)

    @property
    def moved(self) -> list[Instead]:
        """The things that may have another slot than usual."""
        return [one for held in self._instead.values() for one in held.values()]

    def settle(self) -> None:
        """Of other times one a day, and none beside what relies on the usual ones."""
        for day, instead in self._instead.items():
            literals = [one.literal for one in instead.values()]
            self.draft.model.add_at_most_one(literals)
            for free in self._usual.get(day, ()):
                none = [literal.negated() for literal in literals]
                self.draft.model.add_bool_and(none).only_enforce_if(free)

    def free(self, wanted: Wanted) -> list[Literal]:
        """Booleans each of which leaves an opening of the day free."""
        shut = [item for item, _ in wanted.others()]
        intervals = tuple(window for window, _, _ in windows_on(self.draft, wanted.day))
        found = self._clear(wanted, wanted.absent(shut), wanted.ways(None, (), intervals))
        for plan in self._plans.get(wanted.day, ()) if wanted.beside else ():
            beside = _beside(wanted, plan)
            if beside is None:
                continue
            kind, usual = beside
            ways = wanted.ways(usual, kind.names, intervals)
            held = self._clear(wanted, [plan.literal], ways)
            self._usual.setdefault(wanted.day, []).extend(held)
            found += held
            for slot in kind.slots:
                if as_long(slot, usual):
                    found += self._at_another_time(wanted, plan, kind, slot, intervals)
        return found

    def _clear(
        self,
        wanted: Wanted,
        asked: list[cp_model.LiteralT],
        ways: tuple[Attending, ...],
    ) -> list[Literal]:
        """For each way to hold an opening, that the day is so spent and no window meets it."""
        found = []
        for way in ways:
            free = wanted.free("catch-up in curfew")
            clear = self._windows_met(wanted.day, way.mask)
            self.draft.model.add_bool_and([*asked, *clear]).only_enforce_if(free)
            found.append(free)
        return found

    def _windows_met(self, day: int, mask: int) -> list[cp_model.LiteralT]:
        """That none of the windows of a mask is chosen."""
        literals = [literal for _, _, literal in windows_on(self.draft, day)]
        return [one.negated() for bit, one in enumerate(literals) if mask >> bit & 1]

    def _at_another_time(
        self,
        wanted: Wanted,
        plan: DayPlan,
        kind: Alike,
        slot: Slot,
        windows: tuple[Interval, ...],
    ) -> Iterator[Literal]:
        """The same where a thing has another slot that costs the same."""
        ways = wanted.ways(slot, kind.names, windows)
        if not ways:
            return
        on, days = self.draft.horizon.date(wanted.day), self.draft.days
        slots = tuple(
            slot if alike is kind else held
            for alike, held in zip(plan.items, plan.way.slots, strict=True)
        )
        spent = (
            days.alone(on, slots, windows)
            if len(slots) == 1
            else days.both(on, slots[:1], slots[1:], windows)
        )
        for way in spent:
            # What meets fewer windows is a way to spend the day of its own.
            same = (way.lost, way.travel) == (plan.way.lost, plan.way.travel)
            if same and way.mask & plan.way.mask == plan.way.mask:
                moved = self._moved(wanted.day, plan, way, kind, slot)
                yield from self._clear(wanted, [moved], ways)

    def _moved(
        self, day: int, plan: DayPlan, way: Attending, kind: Alike, slot: Slot
    ) -> Literal:
        """That the day is spent as planned, but with one thing at another slot."""
        held = self._instead.setdefault(day, {})
        key = plan.literal.index, slot
        if key not in held:
            model = self.draft.model
            literal = model.new_bool_var(f"day {day}: moved to {slot.start}")
            asked = [plan.literal, *self._windows_met(day, way.mask)]
            model.add_bool_and(asked).only_enforce_if(literal)
            self.draft.plans.append(DayPlan(day, plan.items, way, literal))
            held[key] = Instead(slot, literal, kind.slots.index(slot) + 1)
        return held[key].literal


def _beside(wanted: Wanted, plan: DayPlan) -> tuple[Alike, Slot] | None:
    """What else a way to spend the day holds, and at which slot; None unless just one thing."""
    held = list(zip(plan.items, plan.way.slots, strict=True))
    if wanted.missed is None:
        return held[0] if len(held) == 1 else None
    rest = [one for one in held if wanted.meeting not in one[0].names]
    return rest[0] if len(held) == 2 and len(rest) == 1 else None
