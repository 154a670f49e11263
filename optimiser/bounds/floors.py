"""The floors of a structure's streams: what each costs at the least beside the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.entry import Leg, Stage
from optimiser.bounds.activity import spread
from optimiser.bounds.appointments import stretches, weeks_apart
from optimiser.bounds.contact import Floor, monthly, monthly_after
from optimiser.bounds.course import Course
from optimiser.bounds.labour import Labour
from optimiser.bounds.ledger import Ledger
from optimiser.bounds.scale import NEVER, Ints
from optimiser.bounds.scene import Scene
from optimiser.streams import Stream


class Floors:
    """The floors of all streams of a scene."""

    def __init__(self, ledger: Ledger, scene: Scene) -> None:
        self.ledger, self.scene = ledger, scene
        self.horizon = ledger.horizon
        self.project = ""

    def all(self) -> Floor | None:
        """The sum of all floors, at the best project; None where a stream has no dates."""
        if not self.scene.outline.imposes("unpaid-work"):
            return _sum(self.each())
        labour = Labour(self.ledger, self.scene)
        best: Floor | None = None
        beside: dict[str, Floor | None] = {}
        for at in labour.at_projects():
            # As cheap a project is still looked at: its work may end sooner.
            if best is not None and at.least > best.cost:
                break
            project = at.stream.key if self.ledger.projects[at.stream.key] else ""
            if project not in beside:
                beside[project] = _sum(self.each(project))
            rest = beside[project]
            if rest is None or (best is not None and at.least + rest.cost > best.cost):
                continue
            total = _sum((rest, labour.week_by_week(at)))
            if total is not None:
                best = total if best is None else _either(best, total)
        return best

    def each(self, project: str = "") -> Iterator[Floor]:
        """The floors one by one, but for unpaid work, done at a project."""
        self.project = project
        yield from self._one_to_ones()
        yield self._rar()
        for requirement in self.scene.outline.requirements:
            if requirement.entry.stream == "treatment":
                yield Course(self.ledger, self.scene, requirement.code, project).floor()
        yield self._contact()

    def _costs(self, stream: Stream) -> Ints:
        return self.ledger.costs(stream, self.scene, self.project)

    def _one_to_ones(self) -> Iterator[Floor]:
        treated = {r.code for r in self.scene.outline.requirements if r.entry.stream}
        for stream in self.ledger.streams:
            leg = self.ledger.leg(stream)
            if leg is None or stream.part in treated or stream.rar or not stream.givers:
                continue
            yield self._by_itself(stream, leg)

    def _by_itself(self, stream: Stream, leg: Leg) -> Floor:
        costs, run = self._costs(stream), self.scene.runs.get(stream.part)
        if leg.stage is Stage.DURING and run is not None:
            return stretches(costs, self.ledger.stretches(stream, run), stream.minutes)
        days = self.ledger.days(stream, self.scene)
        return weeks_apart(self.horizon, costs, days, stream.lowest, a_week(leg), stream.minutes)

    def _rar(self) -> Floor:
        """RAR appointments: together under the spread, or each leg by itself, what bounds more."""
        held = [(s, leg) for s in self.ledger.streams if s.rar and (leg := self.ledger.leg(s))]
        if not held:
            return Floor(0)
        apart = [self._by_itself(stream, leg) for stream, leg in held]
        cost = sum(floor.cost for floor in apart)
        minutes = sum(floor.minutes for floor in apart)
        if cost >= NEVER:
            return Floor(NEVER)
        alone = Floor(cost, max(floor.last for floor in apart), minutes)
        gap = self.ledger.gap
        if gap is None:
            return alone
        legs = [(self._costs(stream), stream.lowest) for stream, _ in held]
        weekly = len(held) == 1 and a_week(held[0][1]) == 1
        key = ("rar", *(costs.tobytes() for costs, _ in legs), *(met := self.scene.met("rar")))
        together = self.ledger.kept(
            key, lambda: spread(legs, met, gap, self.horizon, weekly=weekly)
        )
        if together.cost >= cost:
            return Floor(together.cost, together.last, minutes)
        return alone

    def _contact(self) -> Floor:
        streams = self.ledger.of("contact")
        if not streams:
            return Floor(0)
        length = min(stream.minutes for stream in streams)
        costs = self._costs(streams[0])
        facts, order, weeks = self.ledger.facts, self.ledger.order, self.ledger.weeks
        if not weeks:
            return monthly(facts, order, costs, length)
        # The first weeks are bounded with the treatment: only later months are added to it.
        months = monthly(facts, order, costs, length)
        later = monthly_after(facts, order, costs, 7 * weeks, length)
        return Floor(max(later.cost, months.cost // NEVER * NEVER), later.last, months.minutes)


def _sum(floors: Iterable[Floor]) -> Floor | None:
    """All floors together; None where one has no dates."""
    cost = minutes = last = 0
    for floor in floors:
        if floor.cost >= NEVER:
            return None
        cost += floor.cost
        minutes += floor.minutes
        last = max(last, floor.last)
    return Floor(cost, last, minutes)


def a_week(leg: Leg) -> int:
    """The most sessions of a leg in a calendar week."""
    return int(leg.per_week.highest) if leg.per_week and leg.per_week.highest else 1


def _either(one: Floor, other: Floor) -> Floor:
    """The least of two ways to go about it; where they cost the same, the sooner end."""
    if one.cost != other.cost:
        return one if one.cost < other.cost else other
    return Floor(one.cost, min(one.last, other.last), min(one.minutes, other.minutes))
