"""The same package with more hours of unpaid work: days added by hand, without a solver.

Whether they do fit is for the plain rules and measures to say; what cannot be made here may still
exist, so only a yes is proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from attrs import evolve, field, frozen

from models.case import Employment
from models.dated import Bound
from models.facts import Facts
from models.moments import last_day, local, monday
from models.package import Package, PlannedRequirement, PlannedSession
from models.timetable import Project
from optimiser.attending import Slot
from optimiser.constraints.load import most_a_day, most_a_week
from optimiser.days import Days
from optimiser.longer import with_order_months
from optimiser.provision import projects
from optimiser.streams import longest_day, work_slots

UNPAID_WORK = "unpaid-work"
WEEK = timedelta(days=7)
# So many further weeks may go by without a day that takes no work, and no more are looked at.
PATIENCE_WEEKS = 8


def with_hours(facts: Facts, package: Package, days: Days, hours: int) -> Iterator[Package]:
    """The package with so many hours of unpaid work, or with as many as can be made here.

    Made in several ways, each where it is asked for: learning left to the end or done first, the
    work going on after its last week or its weeks filled.
    """
    held = package.requirement(UNPAID_WORK)
    done = tuple(s for s in package.sessions if s.requirement == UNPAID_WORK)
    if held is None or not done:
        yield package
        return
    for filling, learning_first in product((False, True), repeat=2):
        adding = _Adding(facts, package, days, done, 60 * hours, filling, learning_first)
        yield _with(facts, package, held, hours, tuple(adding.found()))


def _with(
    facts: Facts,
    package: Package,
    held: PlannedRequirement,
    hours: int,
    added: tuple[PlannedSession, ...],
) -> Package:
    """The package with these days of work as well, in an order as long as they need."""
    order, last = package.order, max(s.day for s in (*package.of(UNPAID_WORK), *added))
    months = order.months
    if order.operational_months is None and not facts.case.sentence.months:
        while last_day(order.start, months) < last:
            months += 1
    end = last if months == order.months and last > order.end else order.end
    changed = evolve(held, terms=evolve(held.terms, hours=hours), end=end)
    requirements = tuple(changed if one is held else one for one in package.requirements)
    worked = evolve(package, requirements=requirements, sessions=(*package.sessions, *added))
    return with_order_months(facts, worked, months)


@frozen
class _Adding:
    """Days of work beside those of a package, until they come to `goal` minutes."""

    facts: Facts
    package: Package
    days: Days
    done: tuple[PlannedSession, ...]
    goal: int
    filling: bool
    learning_first: bool
    others: dict[date, list[PlannedSession]] = field(init=False)
    load: Counter[date] = field(init=False)
    worked: Counter[date] = field(init=False)

    @others.default
    def _its_days(self) -> dict[date, list[PlannedSession]]:
        found: dict[date, list[PlannedSession]] = {}
        for session in self.package.sessions:
            found.setdefault(session.day, []).append(session)
        return found

    @load.default
    def _its_weeks(self) -> Counter[date]:
        return Counter(monday(session.day) for session in self.package.sessions)

    @worked.default
    def _its_weeks_of_work(self) -> Counter[date]:
        return Counter(monday(session.day) for session in self.done)

    def found(self) -> Iterator[PlannedSession]:
        """Days at the project, and of learning where no other is left or its share asks for it."""
        at = {project.id: project for project in projects(self.facts)}
        learning = [project for project in at.values() if project.learning]
        kept = [at[code] for code in self._places(at)]
        done = sum(session.minutes for session in self.done)
        wanted = self._learning_share() - sum(
            s.minutes for s in self.done if s.provider in at and at[s.provider].learning
        )
        number, length = len(self.done), longest_day(at.values())
        while done < self.goal:
            left = self.goal - done
            pressing = self.learning_first or -(-left // length) <= -(-wanted // length)
            offered = [kept, learning] if wanted > 0 else [kept]
            further = self._next(offered[::-1] if pressing else offered, number + 1)
            if further is None:
                return
            number, done = number + 1, done + further.minutes
            wanted -= further.minutes if further.kind == "learning" else 0
            yield further

    def _places(self, at: dict[str, Project]) -> list[str]:
        """The one project at which all that is not learning is done."""
        found = (s.provider for s in self.done if s.provider in at)
        return [code for code in dict.fromkeys(found) if not at[code].learning]

    def _learning_share(self) -> int:
        """The minutes of learning the hours ask for."""
        ruling = self.facts.menu.ruling(UNPAID_WORK, "learning-share")
        if ruling is None or not isinstance(ruling.value, Bound) or ruling.value.lowest is None:
            return 0
        return -int(-self.goal * ruling.value.lowest // 100)

    def _next(self, offered: list[list[Project]], number: int) -> PlannedSession | None:
        """The first day that takes no work: in the weeks that follow, else in those there are.

        Where weeks are to be filled, no week is left out before that; an unemployed person's last
        is filled before another is begun.
        """
        first, last = min(self.worked), max(self.worked)
        further = [last + WEEK * place for place in range(1, 1 + PATIENCE_WEEKS)]
        earlier = [first + WEEK * place for place in range((last - first) // WEEK + 1)]
        weeks = [further[0], *earlier, *further[1:]] if self.filling else [*further, *earlier]
        if self.facts.case.person.employment is Employment.UNEMPLOYED:
            weeks = [last, *weeks]
        for week in weeks:
            if self._full(week):
                continue
            days = [week + timedelta(days=place) for place in range(7)]
            days.sort(key=lambda one: (len(self.others.get(one, ())), one))
            for places, day in product(offered, days):
                slot = self._free(day, places)
                if slot is not None:
                    session = self._session(day, slot, number)
                    self.others.setdefault(day, []).append(session)
                    self.load[week] += 1
                    self.worked[week] += 1
                    return session
        return None

    def _full(self, week: date) -> bool:
        """Whether a week holds all the attendances, or all the days of work, that it may."""
        bound = self.facts.menu.bound(UNPAID_WORK, "most-days-a-week")
        most = most_a_week(self.facts)
        if bound is not None and bound.highest is not None and self.worked[week] >= bound.highest:
            return True
        return most is not None and self.load[week] >= most

    def _in_detox(self, day: date) -> bool:
        detox = self.package.detox
        return detox is not None and detox[0] <= day <= detox[1]

    def _free(self, day: date, offered: list[Project]) -> Slot | None:
        """The slot of a day of work that takes nothing of a commitment, beside what is held."""
        beside = self.others.get(day, [])
        if day < self.facts.today or self._in_detox(day):
            return None
        if len(beside) >= most_a_day(self.facts) or any(s.part == UNPAID_WORK for s in beside):
            return None
        slots = tuple(
            slot for project in offered for slot in work_slots(project, day, self.facts.timetable)
        )
        for slot in slots:
            held = tuple(_slot(session) for session in beside)
            ways = self.days.ways(day, ((slot,), *((one,) for one in held)))
            if ways and ways[0].lost == _lost(self.days, day, held):
                return slot
        return None

    def _session(self, day: date, slot: Slot, number: int) -> PlannedSession:
        project = self.facts.timetable.projects
        named = next(one for one in project if one.id == slot.giver)
        return PlannedSession(
            id=f"more-work-{number}",
            part=UNPAID_WORK,
            leg="work",
            number=number,
            start=local(day, slot.start),
            end=local(day, slot.end),
            title=named.name,
            requirement=UNPAID_WORK,
            venue=slot.venue,
            kind="learning" if named.learning else "unpaid-work",
            provider=slot.giver,
        )


def _slot(session: PlannedSession) -> Slot:
    """The time of a session by the wall clock of its day."""
    start = session.start.hour * 60 + session.start.minute
    return Slot(start, start + session.minutes, session.venue, session.provider)


def _lost(days: Days, day: date, held: tuple[Slot, ...]) -> int:
    """What the day takes of work already."""
    ways = days.alone(day, held) if held else ()
    return ways[0].lost if ways else 0
