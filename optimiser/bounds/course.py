"""What a structure's treatment costs at the least: at the best provider, contact beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen

from models.entry import Stage
from optimiser.amounts import cadence_days
from optimiser.bounds.appointments import weeks_apart
from optimiser.bounds.contact import Floor, first_until
from optimiser.bounds.ledger import Ledger
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.scene import Scene
from optimiser.bounds.treatment import NO_CONTACT, Cadence, Weekly, course
from optimiser.streams import Stream


@frozen
class Course:
    """The treatment under one requirement."""

    ledger: Ledger
    scene: Scene
    code: str
    project: str = ""

    def floor(self) -> Floor:
        """The least at any of its providers."""
        providers: dict[str, list[Stream]] = {}
        for stream in self.ledger.of(self.code):
            providers.setdefault(stream.course, []).append(stream)
        found = [self._at(streams) for streams in providers.values()]
        cheapest = min(found, key=lambda floor: (floor.cost, floor.last), default=Floor(NEVER))
        return evolve(cheapest, minutes=min((floor.minutes for floor in found), default=0))

    def _at(self, streams: Sequence[Stream]) -> Floor:
        beside = [stream for stream in streams if stream.stage != Stage.MAIN.value]
        floors = [self._beside(stream) for stream in beside]
        cost = sum(floor.cost for floor in floors)
        if cost >= NEVER:
            return Floor(NEVER)
        minutes = sum(floor.minutes for floor in floors)
        mains = self.ledger.course(next(s for s in streams if s.stage == Stage.MAIN.value))
        minutes += sum(stream.minutes for stream in mains)
        costs = self.ledger.costs(mains[0], self.scene, self.project)[: mains[-1].last + 1]
        every = cadence_days(self.ledger.facts, self.code, mains[0].givers[0])
        cadence = Cadence(
            range(mains[0].first, mains[0].last + 1), tuple(s.last for s in mains), every
        )
        standing = self.ledger.standing(streams)
        three_way = all(s.kind == "three-way" for s in beside if s.stage == Stage.DURING.value)
        near = self.ledger.near if three_way else None
        best, last = NEVER, 0
        for first, weeks in self._contacts(beside):
            weekly = Weekly(weeks, *standing, near=near)
            least, ends = self.ledger.tables.kept(
                ("course", costs.tobytes(), cadence, weekly),
                lambda weekly=weekly: course(costs, cadence, weekly),  # type: ignore[misc]
            )
            if least < NEVER and first + least < best:
                best, last = first + least, ends
        return Floor(min(NEVER, cost + best), last, minutes)

    def _beside(self, stream: Stream) -> Floor:
        costs = self.ledger.costs(stream, self.scene, self.project)
        if stream.kind == "hearing":
            return self._hearings(stream, costs)
        days = range(self.ledger.horizon.days)
        return weeks_apart(self.ledger.horizon, costs, days, stream.lowest, 1, stream.minutes)

    def _hearings(self, stream: Stream, costs: Ints) -> Floor:
        total = 0
        for number in range(1, stream.lowest + 1):
            days = self.ledger.horizon.month(number)
            held = costs[days.start : days.stop]
            total += int(held.min()) if held.size else NEVER
        return Floor(min(total, NEVER), 0, stream.lowest * stream.minutes)

    def _contacts(self, beside: Sequence[Stream]) -> list[tuple[int, tuple[int, ...]]]:
        """By the week of the first contact, what it costs and what a contact in each week would.

        The first contact is asked for whatever stands in for the others. A session of treatment
        that is not asked for may stand in as well as a contact.
        """
        weeks, contact = self.ledger.weeks, self.ledger.of("contact")
        if self.code != "atr" or not weeks or not contact:
            return [(0, ())]
        costs = self.ledger.costs(contact[0], self.scene, self.project)
        spare = [stream for stream in beside if stream.highest > stream.lowest]
        any_of = [costs, *(self.ledger.costs(s, self.scene, self.project) for s in spare)]
        cheapest = np.minimum.reduce(any_of)[: 7 * weeks].reshape(weeks, 7).min(axis=1)
        by_week = np.minimum(cheapest, NO_CONTACT).tolist()
        until = first_until(self.ledger.facts, self.ledger.order)
        if until is None:
            return [(0, tuple(by_week))]
        found = []
        for week in range(until // 7 + 1):
            held = costs[7 * week : min(7 * week + 7, until + 1)]
            if held.size and held.min() < NEVER:
                others = tuple(0 if at == week else cost for at, cost in enumerate(by_week))
                found.append((int(held.min()), others))
        return found
