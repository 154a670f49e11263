"""The ideal of a structure: aims no schedule of it can better, from its streams one by one.

A structure is an outline with its runs and its months settled. The bound holds for schedules that
keep every should; one that departs from any is worse than every schedule that keeps them all, and
is looked for only where none does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from models.case import Employment
from models.dated import Bound
from models.entry import Leg, Stage
from models.facts import Facts
from models.timetable import Run
from optimiser.amounts import cadence_days, curfew_hours
from optimiser.bounds.appointments import spread, stretches, weeks_apart
from optimiser.bounds.contact import Floor, monthly, monthly_after, weekly_weeks
from optimiser.bounds.scale import NEVER, decode
from optimiser.bounds.scene import Costs, Scene, Tables
from optimiser.bounds.treatment import Weekly, course
from optimiser.bounds.working import (
    WORTH_WHILE,
    Pace,
    cheapest_days,
    least_minutes,
    least_working,
    steps,
)
from optimiser.constraints.attendance import reach_days
from optimiser.curfew import Window, windows
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.offering import detox_planned, streams_of
from optimiser.outline import Outline
from optimiser.sharing import exclusive
from optimiser.streams import Stream, project_open


@frozen
class Ideal:
    """What no schedule of a structure betters, taken one after another; minutes and days."""

    work: int
    travel: int
    waiting: int
    last: int
    months: int
    minutes: int

    @property
    def aims(self) -> tuple[int, ...]:
        return (self.work, self.travel, self.waiting, self.last, self.months, self.minutes)


class Bounds:
    """The bounds of one case's structures, sharing tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.facts = tables.facts
        self._streams: dict[tuple[int, int], tuple[Stream, ...]] = {}
        self._windows: dict[tuple[int, int], dict[int, tuple[Window, ...]]] = {}

    def streams(self, outline: Outline, horizon: Horizon) -> tuple[Stream, ...]:
        """Every stream of an outline in an order of so many months."""
        key = (id(outline), horizon.months)
        if key not in self._streams:
            bare = Draft(self.facts, outline, horizon, self.tables.days)
            self._streams[key] = tuple(streams_of(bare))
        return self._streams[key]

    def ideal(
        self,
        outline: Outline,
        runs: Mapping[str, Run],
        months: int,
        *,
        most: int | None = None,
        free: frozenset[int] = frozenset(),
    ) -> Ideal | None:
        """The ideal of a structure; None where no schedule of it keeps every must and should.

        Parameters
        ----------
        most
            Where given, the ideal of every order from `months` to so many.
        free
            Days on which groups not yet settled may meet, so that a visit there may cost nothing.
        """
        horizon = Horizon(self.facts.today, most or months)
        scene = Scene(self.tables, outline, runs, horizon, free)
        groups = scene.groups()
        if groups is None:
            return None
        streams = self.streams(outline, horizon)
        floors: list[Floor] = []
        for turn in (streams, streams[::-1]):
            found = _Floors(self, scene, runs, turn, months).all()
            if found is None:
                return None
            floors.append(found)
        best = max(floors, key=lambda floor: floor.cost)
        work, travel, waiting = decode(groups - (-best.cost // 2))
        curfew = self._curfew(outline, scene)
        if curfew is None:
            return None
        curfew_lost, curfew_minutes = curfew
        last = max(
            [0, *(horizon.day(run.last) for run in runs.values())]
            # An odd sum leaves half a unit to spare, and nothing is known of who has it.
            + ([floor.last for floor in (best,)] if best.cost % 2 == 0 else [])
        )
        held = sum(
            meeting.end - meeting.start for run in runs.values() for meeting in run.meetings
        )
        begun = sum(
            horizon.day(runs[part.code].first)
            for part in outline.parts
            if part.code in runs and part.entry.kind.value == "programme"
        )
        return Ideal(
            work + curfew_lost,
            travel,
            waiting + begun,
            last,
            months,
            held + best.minutes + curfew_minutes,
        )

    def _curfew(self, outline: Outline, scene: Scene) -> tuple[int, int] | None:
        """The least work the curfew takes clear of the groups, and its least minutes at that."""
        if not outline.imposes("curfew"):
            return 0, 0
        terms = outline.terms["curfew"]
        key = (terms.months or 1, curfew_hours(self.facts, terms))
        if key not in self._windows:
            self._windows[key] = windows(self.facts, scene.horizon, *key)
        away = scene.away(scene.horizon.end_of(key[0]) + 1)
        lost = minutes = 0
        for weekday, offered in self._windows[key].items():
            clear = [w for w in offered if not _meets(w, weekday, away)]
            if not clear:
                return None
            cheapest = min(window.lost for window in clear)
            lost += cheapest
            minutes += min(window.total for window in clear if window.lost == cheapest)
        return lost, minutes


def _meets(window: Window, weekday: int, away: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether a weekday's window runs into a group's visit that evening or the morning after."""
    tonight = away.get(weekday, ())
    morning = away.get((weekday + 1) % 7, ())
    return any(start < window.end and window.start < end for start, end in tonight) or any(
        start + 1440 < window.end and window.start < end + 1440 for start, end in morning
    )


class _Floors:
    """The floors of all streams of a scene; each is credited with savings on those before it."""

    def __init__(
        self,
        bounds: Bounds,
        scene: Scene,
        runs: Mapping[str, Run],
        streams: Sequence[Stream],
        months: int,
    ) -> None:
        self.bounds, self.scene, self.runs, self.streams = bounds, scene, runs, streams
        self.facts, self.horizon = bounds.facts, scene.horizon
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
        if self.bounds.tables.a_day < 2:
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
                yield self._unpaid_work()
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

    def _unpaid_work(self) -> Floor:
        facts, horizon = self.facts, self.horizon
        streams = [stream for stream in self.streams if stream.project is not None]
        working = [s for s in streams if s.project is not None and not s.project.learning]
        learning = [s for s in streams if s.project is not None and s.project.learning]
        goal = 60 * (self.scene.outline.terms["unpaid-work"].hours or 0)
        taught: dict[int, tuple[int, int]] = {}
        for stream in learning:
            for day, held in self._work_days(stream).items():
                # Of several learning projects on a day the cheapest counts, at the longest.
                cost, length = taught.get(day, held)
                taught[day] = min(cost, held[0]), max(length, held[1])
        share = _figure(facts, "learning-share", lowest=True) or 0
        start = _figure(facts, "start-days", lowest=False)
        ruling = facts.menu.ruling("unpaid-work", "weekly")
        weekly = ruling is not None and ruling.value is True
        unemployed = facts.case.person.employment is Employment.UNEMPLOYED
        intensive = _figure(facts, "intensive-days", lowest=True) if unemployed else None
        tried: list[tuple[int, Stream, dict[int, tuple[int, int]]]] = []
        for stream in working:
            work_days = self._work_days(stream)
            pace = Pace(goal, goal * share // 100, 0, 1, frozenset())
            tried.append((cheapest_days(work_days, taught, pace), stream, work_days))
        best = Floor(NEVER)
        for least, stream, work_days in sorted(tried, key=lambda one: one[0]):
            if least >= best.cost:
                break
            excused = frozenset(
                week
                for week in range(horizon.weeks)
                if not weekly or self._excused(stream, horizon.days_of_week(week))
            )
            pace = Pace(
                goal,
                goal * share // 100,
                horizon.days if start is None else start,
                intensive or 1,
                excused,
            )
            found = Floor(least)
            if steps(work_days, taught, pace) <= WORTH_WHILE:
                found = least_working(work_days, taught, pace, horizon)
            if found.cost < best.cost:
                best = found
        lengths = [
            hours.end - hours.start for s in streams if s.project for hours in s.project.days
        ]
        return Floor(best.cost, best.last, least_minutes(goal, lengths) if lengths else 0)

    def _work_days(self, stream: Stream) -> dict[int, tuple[int, int]]:
        found = {}
        for day, cost in self.costs[stream.key].items():
            slots = self.bounds.tables.slots(stream, self.horizon.date(day))
            found[day] = (cost, slots[0].end - slots[0].start)
        return found

    def _excused(self, stream: Stream, days: range) -> bool:
        if detox_planned(self.facts):
            return True
        return stream.project is not None and any(
            not project_open(stream.project, self.horizon.date(day), self.facts.timetable)
            for day in days
        )


def _a_week(leg: Leg | None) -> int:
    """The most sessions of a leg in a calendar week."""
    if leg is None or (leg.stage is Stage.AFTER and leg.per_week is None):
        return 7
    return int(leg.per_week.highest) if leg.per_week and leg.per_week.highest else 1


def _figure(facts: Facts, parameter: str, *, lowest: bool) -> int | None:
    ruling = facts.menu.ruling("unpaid-work", parameter)
    if ruling is None or not isinstance(ruling.value, Bound):
        return None
    end = ruling.value.lowest if lowest else ruling.value.highest
    return None if end is None else int(end)
