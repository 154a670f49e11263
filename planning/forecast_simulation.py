"""One play of the future: people arrive, wait, are placed week by week, attend, miss, begin again.

Every chance is drawn from a stream of its own (a kind of arrivals, one person's one programme), so
that two what-ifs with one seed meet the same people with the same luck.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator
from math import log
from typing import Any
from zlib import crc32

import numpy as np
import simpy
from attrs import define, field, frozen

from models.arithmetic import union
from models.moments import add_months
from planning.forecast_arrivals import Stream
from planning.forecast_fates import Ending, Fate, History
from planning.forecast_filling import Filler, Waiter
from planning.forecast_fit import Life, blocks, meets
from planning.forecast_rules import CourseRules
from planning.forecast_seats import Seats
from planning.forecast_world import Course, World

Process = Generator[simpy.Event, Any, Any]
DAYS_A_WEEK = 7


@frozen
class Session:
    day: float
    pool: str
    module: str


@define(eq=False)
class Pursuit:
    """One person after one programme: where they stand."""

    reference: str
    programme: str
    life: Life
    fate: Fate
    luck: np.random.Generator
    answer: simpy.Event
    attempts: int = 0
    done: set[str] = field(factory=set)
    course: Course | None = None
    sessions: tuple[Session, ...] = ()

    def place(self, course: Course) -> None:
        """A run to attend: of it, the modules not done."""
        self.course = course
        self.sessions = tuple(
            Session(day, pool, meeting.module)
            for day, pool, meeting in zip(
                course.days, course.pools, course.run.meetings, strict=True
            )
            if meeting.module not in self.done
        )


class Simulation:
    """A replication: number `number` of a world, its places given out by `filler`."""

    def __init__(self, world: World, filler: Filler, number: int) -> None:
        self.world = world
        self.filler = filler
        self.number = number
        self.env = simpy.Environment()
        self.seats = Seats(world)
        self.history = History(world.days)
        self.queue: dict[tuple[str, str], Pursuit] = {}
        self.booked: dict[str, list[Course]] = {}

    def run(self) -> History:
        for place, life in enumerate(self.world.today):
            key = f"today/{crc32(life.person.reference.encode())}"
            self.env.process(self._come(f"0-{place}", life, key))
        for place, stream in enumerate(self.world.streams, start=1):
            self.env.process(self._arrive(stream, place))
        self.env.process(self._fill_weekly())
        self.env.process(self._count_monthly())
        self.env.run(until=self.world.until)
        self.history.close(self.world.until, self.seats.use())
        return self.history

    def _count_monthly(self) -> Process:
        outlook = self.world.outlook
        for month in range(1, outlook.months + 1):
            on = self.world.day(add_months(outlook.begin, month))
            yield self.env.timeout(on - self.env.now)
            self.history.month_ends()

    # ---- arriving ----------------------------------------------------------------------------

    def _luck(self, key: str) -> np.random.Generator:
        words = (self.number, crc32(key.encode()))
        seed = np.random.SeedSequence(self.world.outlook.seed, spawn_key=words)
        return np.random.default_rng(seed)

    def _come(self, reference: str, life: Life, key: str) -> Process:
        """Somebody of today's list, who may come only later."""
        first = self.world.day(life.person.first)
        yield self.env.timeout(max(0, first))
        self._seek(reference, life, key, since=float(first), listed=first <= 0)

    def _arrive(self, stream: Stream, place: int) -> Process:
        luck = self._luck(stream.key)
        serial = 0
        while stream.a_week > 0:
            gap, like = map(float, luck.random(2))
            yield self.env.timeout(-log(1 - gap) * DAYS_A_WEEK / stream.a_week)
            serial += 1
            life = stream.lives[int(like * len(stream.lives))]
            key = f"{stream.key}/{serial}"
            self._seek(f"{place}-{serial}", life, key, since=self.env.now, listed=False)

    def _seek(self, reference: str, life: Life, key: str, since: float, listed: bool) -> None:
        person = life.person
        deadline = int(since // 1) + (person.last - person.first).days
        ended = {want.programme: self.env.event() for want in person.wants}
        for want in person.wants:
            fate = Fate(want.programme, person.area, since, deadline, listed)
            self.history.fates.append(fate)
            pursuit = Pursuit(
                reference=reference,
                programme=want.programme,
                life=life,
                fate=fate,
                luck=self._luck(f"{key}/{want.programme}"),
                answer=self.env.event(),
                attempts=person.case.attempts.get(want.programme, 0),
            )
            before = [ended[code] for code in want.after if code in ended]
            self.env.process(self._pursue(pursuit, before, ended[want.programme]))

    # ---- one programme of one person ---------------------------------------------------------

    def _pursue(
        self, pursuit: Pursuit, before: list[simpy.Event], ended: simpy.Event
    ) -> Process:
        for event in before:
            ending = yield event
            if ending is not Ending.FINISHED:
                self._end(pursuit, Ending.AFTER, ended)
                return
        fate = pursuit.fate
        fate.ready = max(fate.arrived, self.env.now) if before else fate.arrived
        found: Ending | None = None
        if not self.world.open_to(pursuit.life, pursuit.programme):
            found = Ending.NOWHERE
        while found is None:
            self.history.waits(pursuit.programme, self.env.now, +1)
            found = yield from self._wait(pursuit)
            self.history.waits(pursuit.programme, self.env.now, -1)
            if pursuit.course is not None:
                found = yield from self._attend(pursuit, pursuit.course)
        self._end(pursuit, found, ended)

    def _end(self, pursuit: Pursuit, ending: Ending, ended: simpy.Event) -> None:
        pursuit.fate.ending = ending
        pursuit.fate.ended = self.env.now
        ended.succeed(ending)

    def _wait(self, pursuit: Pursuit) -> Generator[simpy.Event, Any, Ending | None]:
        """To the first session; or out, by leaving or because no run ends in time any more."""
        leaving = self._leaving(pursuit)
        pursuit.answer = self.env.event()
        self.queue[pursuit.reference, pursuit.programme] = pursuit
        happened = yield pursuit.answer | leaving
        if pursuit.answer not in happened:
            self.queue.pop((pursuit.reference, pursuit.programme), None)
            self._give_up(pursuit, pursuit.sessions if pursuit.course is not None else ())
            return Ending.LEFT
        if pursuit.course is None:
            return Ending.LATE
        begins = self.env.timeout(pursuit.sessions[0].day - self.env.now)
        happened = yield begins | leaving
        if begins not in happened:
            self._give_up(pursuit, pursuit.sessions)
            return Ending.LEFT
        return None

    def _leaving(self, pursuit: Pursuit) -> simpy.Event:
        """The moment this person leaves if not begun by then: an even chance each week."""
        share = self.world.rates.leaving_a_week
        draw = float(pursuit.luck.random())
        if share <= 0:
            return self.env.event()
        weeks = log(1 - draw) / log(1 - share) if share < 1 else 0.0
        return self.env.timeout(weeks * DAYS_A_WEEK)

    def _attend(
        self, pursuit: Pursuit, course: Course
    ) -> Generator[simpy.Event, Any, Ending | None]:
        """The sessions one by one; None where the course, or a block of it, begins again."""
        rates, rules, missed = self.world.rates, course.rules, 0
        stops = rates.stopping_a_session(pursuit.programme, len(course.days))
        pursuit.attempts += not pursuit.done
        if pursuit.fate.began is None:
            pursuit.fate.began = self.env.now
        for place, session in enumerate(pursuit.sessions, start=1):
            yield self.env.timeout(max(0.0, session.day - self.env.now))
            stopping, missing, catching_up = map(float, pursuit.luck.random(3))
            after = pursuit.sessions[place:]
            if stopping < stops:
                self._give_up(pursuit, after)
                return Ending.STOPPED
            if missing < rates.absent:
                missed += 1
                caught_up = catching_up < rates.caught_up
                if rules.begins_again(missed, caught_up):
                    self._give_up(pursuit, after)
                    return self._again(pursuit, rules)
                self.history.catch_ups += caught_up
            if rules.by_block and (not after or after[0].module != session.module):
                pursuit.done.add(session.module)
                missed = 0
        self._give_up(pursuit, ())
        return Ending.FINISHED

    def _again(self, pursuit: Pursuit, rules: CourseRules) -> Ending | None:
        if pursuit.done or rules.attempts is None or pursuit.attempts < rules.attempts:
            self.history.restarts += 1
            return None
        return Ending.ATTEMPTS

    # ---- places ------------------------------------------------------------------------------

    def _give_up(self, pursuit: Pursuit, sessions: tuple[Session, ...]) -> None:
        """No longer of the run; the seats of these sessions go to others."""
        self.seats.give_back(session.pool for session in sessions)
        if pursuit.course is not None:
            self.booked[pursuit.reference].remove(pursuit.course)
        pursuit.course = None

    def _fill_weekly(self) -> Process:
        # Whoever is there at the beginning is in the queue before the first places are given out.
        yield self.env.timeout(0)
        while True:
            self._fill()
            yield self.env.timeout(DAYS_A_WEEK)

    def _fill(self) -> None:
        now = self.env.now
        soon = now + self.world.rates.booked_ahead_days
        waiters: dict[str, Waiter] = {}
        for pursuit in sorted(self.queue.values(), key=_turn):
            courses = self._in_time(pursuit)
            if not courses and pursuit.fate.deadline <= self.world.known_until:
                del self.queue[pursuit.reference, pursuit.programme]
                pursuit.answer.succeed()
            free = [one for one in courses if one.first <= soon and self._no_clash(pursuit, one)]
            # One place a week for one person: the second programme is looked at the week after.
            if free and pursuit.reference not in waiters:
                waiters[pursuit.reference] = _waiter(pursuit, self.world, free)
        asked = {id: None for waiter in waiters.values() for id in waiter.open}
        offers = [self.seats.offer(self.world.by_run[id]) for id in asked]
        left = self.seats.hands_left(offers)
        for placed in self.filler(tuple(waiters.values()), offers, self.world.date(now), left):
            pursuit = self.queue.pop((placed.person, placed.programme))
            pursuit.place(self.world.by_run[placed.run])
            self.seats.take(session.pool for session in pursuit.sessions)
            self.booked.setdefault(placed.person, []).append(self.world.by_run[placed.run])
            pursuit.answer.succeed()

    def _in_time(self, pursuit: Pursuit) -> list[Course]:
        """The courses that can still be begun and end, with what comes after, in the order."""
        ready, deadline = pursuit.fate.ready or 0.0, pursuit.fate.deadline
        courses = self.world.open_to(pursuit.life, pursuit.programme)
        to_come = courses[bisect_left(courses, max(self.env.now, ready), key=_first) :]
        return [
            course
            for course in to_come
            if course.first >= ready + course.rules.before_days
            and course.last < deadline + 1 - course.rules.after_days
        ]

    def _no_clash(self, pursuit: Pursuit, course: Course) -> bool:
        home = pursuit.life.home
        asked = blocks(course.run, home[course.run.group.id])
        return not any(
            meets(union(blocks(other.run, home[other.run.group.id])), asked)
            for other in self.booked.get(pursuit.reference, ())
        )


def _first(course: Course) -> float:
    return course.first


def _turn(pursuit: Pursuit) -> tuple[float, str]:
    return (pursuit.fate.ready or 0.0, pursuit.reference)


def _waiter(pursuit: Pursuit, world: World, courses: list[Course]) -> Waiter:
    return Waiter(
        reference=pursuit.reference,
        programme=pursuit.programme,
        since=world.date(pursuit.fate.ready or 0.0),
        life=pursuit.life,
        open=tuple(course.run.id for course in courses),
    )
