"""A catch-up looked for on one day of a draft, and what may lie on that day beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen
from ortools.sat.python import cp_model

from models.entry import Stage
from optimiser.attending import Attending, Interval, Slot
from optimiser.day_plans import RunChoice
from optimiser.draft import Draft, Item
from optimiser.linear import Literal, total


@frozen(eq=False)
class Wanted:
    """One of the `openings` of a day for a session of a run, where the run is taken.

    `missed` is the slot of the session missed where it lies on the day itself. A `last` session is
    made good before what follows the programme. What is `also` asked must be true as well, and
    what the `week` holds stay below its most, `load`, while there is one. `beside` is how many
    other things a day may hold.
    """

    draft: Draft
    day: int
    openings: tuple[Slot, ...]
    part: str
    choice: RunChoice
    missed: Slot | None = None
    last: bool = False
    also: tuple[cp_model.LiteralT, ...] = ()
    week: tuple[Literal, ...] = ()
    load: int = 0
    beside: int = 1

    @property
    def meeting(self) -> str:
        """The item of the run's own meetings."""
        return f"meet {self.choice.run.group.id}"

    def others(self) -> Iterator[Item]:
        """What may lie on the day beside the catch-up, where the run is taken."""
        day = self.draft.horizon.date(self.day)
        meets = self.missed is None and any(m.day == day for m in self.choice.run.meetings)
        for item, slots in self.draft.items(self.day):
            own = item not in self.draft.streams and self.draft.part_of(item) == self.part
            if not own or (meets and item == self.meeting):
                yield item, slots

    def ways(
        self,
        slot: Slot | None = None,
        names: Iterable[str] = (),
        windows: tuple[Interval, ...] = (),
    ) -> tuple[Attending, ...]:
        """The ways to hold one of the openings alone, or beside one thing at a slot."""
        on = self.draft.horizon.date(self.day)
        if slot is None:
            return self.draft.days.alone(on, self.openings, windows)
        openings = self.openings
        if self.last and any(self._follows(name) for name in names):
            openings = tuple(one for one in openings if one.end <= slot.start)
        return self.draft.days.both(on, openings, (slot,), windows) if openings else ()

    def _follows(self, item: str) -> bool:
        stream = self.draft.streams.get(item)
        after = Stage.AFTER.value
        return stream is not None and stream.part == self.part and stream.stage == after

    def free(self, said: str) -> Literal:
        """A new Boolean under which all that is asked beside the day itself holds."""
        model = self.draft.model
        literal = model.new_bool_var(f"day {self.day}: {said}")
        if self.also:
            model.add_bool_and(self.also).only_enforce_if(literal)
        if self.week:
            model.add(total(self.week) <= self.load - 1).only_enforce_if(literal)
        return literal

    def absent(self, items: Iterable[str]) -> list[cp_model.LiteralT]:
        """That none of these things is attended on the day."""
        return [lit.negated() for item in items for lit in self.draft.literals(item, self.day)]


@frozen
class Instead:
    """A Boolean that something has another slot of the day than usual, at the same cost.

    `place` counts from 1 which of its slots that day it is.
    """

    slot: Slot
    literal: Literal
    place: int
    item: str = ""
    beside: Slot | None = None


def as_long(one: Slot, other: Slot) -> bool:
    """Whether two slots are not the same and take as long."""
    return one != other and one.end - one.start == other.end - other.start
