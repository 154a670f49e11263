"""The floors of a structure's streams: what each costs at the least beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.entry import Leg, Stage
from models.timetable import Run
from optimiser.amounts import cadence_days
from optimiser.bounds.appointments import spread, stretches, weeks_apart
from optimiser.bounds.contact import Floor, monthly, monthly_after, weekly_weeks
from optimiser.bounds.labour import Labour
from optimiser.bounds.scale import NEVER
from optimiser.bounds.scene import Costs, Scene, Tables
from optimiser.bounds.treatment import Weekly, course
from optimiser.constraints.attendance import reach_days
from optimiser.horizon import Horizon
from optimiser.offering import detox_planned
from optimiser.sharing import exclusive
from optimiser.streams import Stream


class Floors:
    """The floors of all streams of a scene; each is credited with savings on those before it."""

    def __init__(
        self,
        tables: Tables,
        scene: Scene,
        runs: Mapping[str, Run],
        streams: Sequence[Stream],
        months: int,
    ) -> None:
        self.tables, self.scene, self.runs, self.streams = tables, scene, runs, streams
        self.facts, self.horizon = tables.facts, scene.horizon
        # The order itself may be shorter than the days looked at.
        self.order = Horizon(self.horizon.start, months)
        self.costs = {s.key: self._costs(n, s) for n, s in enumerate(streams)}

    def all(self) -> Floor | None:
        cost = minutes = last = 0
        for floor in self._each():
            if floor.cost >= NEVER:
                return None
            cost += floor.cost
            minutes += floor.minutes
            last = max(last, floor.last)
        return Floor(cost, last, minutes)

    def _costs(self, place: int, stream: Stream) -> Costs:
        sharing = [s for s in self.streams[:place] if self._may_share(stream, s)]
        days = self._days(stream)
        return self.scene.costs(stream, sharing, days)

    def _may_share(self, one: Stream, other: Stream) -> bool:
        if self.tables.a_day < 2:
            return False
        return not exclusive(one, one.part, one.rar, other, other.part, other.rar)

    def _days(self, stream: Stream) -> range:
        """The days the stage of a stream leaves it, its part's run being settled."""
        run = self.runs.get(stream.part)
        leg = self._leg(stream)
        if run is None or leg is None:
            return range(self.horizon.days)
        first, last = self.horizon.day(run.first), self.horizon.day(run.last)
        least = max(1, int(leg.gap_days.lowest or 1)) if leg.gap_days is not None else 1
        reach = reach_days(leg, stream.lowest)
        if leg.stage is Stage.BEFORE:
            return range(first - reach, first - least + 1)
        if leg.stage is Stage.AFTER:
            return range(last + least, last + reach + 1)
        return range(first, last + 1) if leg.stage is Stage.DURING else range(self.horizon.days)

    def _leg(self, stream: Stream) -> Leg | None:
        for candidate in (*self.scene.outline.parts, *self.scene.outline.requirements):
            if candidate.code == stream.part:
                return next((leg for leg in candidate.entry.legs if leg.id == stream.leg), None)
        return None

    def _each(self) -> Iterator[Floor]:
        yield from self._one_to_ones()
        yield self._rar()
        weekly = False
        for requirement in self.scene.outline.requirements:
            if requirement.entry.stream == "treatment":
                with_contact = requirement.code == "atr"
                weekly = weekly or with_contact
                yield self._treatment(requirement.code, with_contact=with_contact)
            elif requirement.entry.stream == "unpaid-work":
                yield Labour(self.tables, self.scene, self.streams, self.costs).floor()
        yield self._contact(weekly=weekly)

    # One-to-ones ---------------------------------------------------------------------------

    def _one_to_ones(self) -> Iterator[Floor]:
        treated = {r.code for r in self.scene.outline.requirements if r.entry.stream}
        for stream in self.streams:
            leg = self._leg(stream)
            if leg is None or stream.part in treated or stream.rar or not stream.givers:
                continue
            yield self._by_itself(stream, leg)

    def _by_itself(self, stream: Stream, leg: Leg) -> Floor:
        costs, run = self.costs[stream.key], self.runs.get(stream.part)
        if leg.stage is Stage.DURING and run is not None:
            first, last = self.horizon.day(run.first), self.horizon.day(run.last)
            return stretches(costs, stream.lowest, first, last, stream.minutes)
        return weeks_apart(self.horizon, costs, stream.lowest, _a_week(leg), stream.minutes)

    def _rar(self) -> Floor:
        """RAR appointments: together under the spread, or each leg by itself, what bounds more."""
        streams = [stream for stream in self.streams if stream.rar]
        if not streams:
            return Floor(0)
        apart = [self._by_itself(s, leg) for s in streams if (leg := self._leg(s)) is not None]
        cost = sum(floor.cost for floor in apart)
        minutes = sum(floor.minutes for floor in apart)
        last = max(floor.last for floor in apart)
        if cost >= NEVER:
            return Floor(NEVER)
        count, plus = self.scene.outline.rar_days, self.facts.menu.bound("rar", "spread-days")
        settled = self.order.months == self.horizon.months
        if count < 2 or plus is None or plus.highest is None or not settled:
            return Floor(cost, last, minutes)
        gap = -(-self.horizon.days // count) + int(plus.highest)
        legs = [(self.costs[stream.key], stream.lowest) for stream in streams]
        met = (
            day
            for day, held in self.scene.meetings.items()
            if any(self.scene.outline.carrier.get(code) == "rar" for code, _ in held)
        )
        weekly = len(streams) == 1 and _a_week(self._leg(streams[0])) == 1
        together = spread(legs, met, gap, self.horizon, weekly=weekly)
        if together.cost >= cost:
            return Floor(together.cost, together.last, minutes)
        return Floor(cost, 0, minutes)

    # Treatment, contact, work ---------------------------------------------------------------

    def _contact_costs(self) -> dict[int, int]:
        """Per day the cheapest thing that counts as the officer's contact."""
        found: dict[int, int] = {}
        for stream in self.streams:
            if stream.part == "contact":
                for day, cost in self.costs[stream.key].items():
                    found[day] = min(cost, found.get(day, cost))
        return found

    def _contact(self, *, weekly: bool) -> Floor:
        costs = self._contact_costs()
        streams = [stream for stream in self.streams if stream.part == "contact"]
        if not streams:
            return Floor(0)
        length = min(stream.minutes for stream in streams)
        months = monthly(self.facts, self.order, costs, length)
        weeks = weekly_weeks(self.facts, self.order) if weekly else 0
        if not weeks or months.cost >= NEVER:
            return months
        # The first weeks are bounded with the treatment: only later months are added to it.
        later, last = monthly_after(self.facts, self.order, costs, 7 * weeks)
        return Floor(later, last, months.minutes)

    def _treatment(self, code: str, *, with_contact: bool) -> Floor:
        streams = [stream for stream in self.streams if stream.part == code]
        providers: dict[str, list[Stream]] = {}
        for stream in streams:
            providers.setdefault(stream.key.rpartition("@")[2], []).append(stream)
        found = [self._at(code, held, with_contact) for held in providers.values()]
        return min(found, key=lambda floor: floor.cost, default=Floor(NEVER))

    def _at(self, code: str, streams: Sequence[Stream], with_contact: bool) -> Floor:
        mains = sorted((s for s in streams if s.stage == "main"), key=lambda s: s.order)
        beside = [s for s in streams if s.stage != "main"]
        every = cadence_days(self.facts, code, mains[0].givers[0])
        weekly = self._weekly(beside) if with_contact else Weekly()
        cost, last = course([self.costs[s.key] for s in mains], every, weekly)
        minutes = sum(stream.minutes for stream in mains)
        for stream in beside:
            if stream.kind == "hearing":
                floor = self._hearings(stream)
            else:
                floor = weeks_apart(
                    self.horizon, self.costs[stream.key], stream.lowest, 1, stream.minutes
                )
            cost, minutes = min(NEVER, cost + floor.cost), minutes + floor.minutes
        return Floor(cost, last, minutes)

    def _hearings(self, stream: Stream) -> Floor:
        costs = self.costs[stream.key]
        total = 0
        for number in range(1, stream.lowest + 1):
            days = self.horizon.month(number)
            total += min((costs[day] for day in days if day in costs), default=NEVER)
        return Floor(min(total, NEVER), 0, stream.lowest * stream.minutes)

    def _weekly(self, beside: Sequence[Stream]) -> Weekly:
        weeks = weekly_weeks(self.facts, self.order)
        contact = self._contact_costs()
        costs = []
        for week in range(weeks):
            days = range(7 * week, 7 * week + 7)
            costs.append(min((contact[day] for day in days if day in contact), default=NEVER))
        if detox_planned(self.facts):
            # A detox would stand in for contact too: nothing is said of the weeks then.
            costs = []
        of = dict.fromkeys(("before", "during", "after"), 0)
        for stream in beside:
            of[stream.stage] += stream.highest
        return Weekly(tuple(max(0, c) for c in costs), of["before"], of["during"], of["after"])


def _a_week(leg: Leg | None) -> int:
    """The most sessions of a leg in a calendar week."""
    if leg is None or (leg.stage is Stage.AFTER and leg.per_week is None):
        return 7
    return int(leg.per_week.highest) if leg.per_week and leg.per_week.highest else 1
