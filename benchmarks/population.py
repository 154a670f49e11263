"""A seeded population of cases, each with a region of its own, made in memory.

A case follows from the seed, its class and its number alone. Its law is the shipped catalogue's;
what the request leaves open is open to the optimiser, and all else is ruled out by the court.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random

from attrs import evolve, frozen

from benchmarks.classes import Class, Request, population
from benchmarks.lives import HOME, person
from benchmarks.regions import region
from benchmarks.rotas import life
from models.case import Ask, Case, Limits, OrderKind, Purpose, Sentence, Seriousness, Terms
from models.catalogue import load, menu
from models.catalogue.catalogue import Catalogue
from models.facts import Facts
from models.suitability import findings
from models.timetable import Timetable

FIRST_SENTENCE = date(2026, 4, 13)
SENTENCES_OVER_DAYS = 180


@frozen
class World:
    """One case of a class, before its law and findings are looked up."""

    kind: str
    number: int
    request: str
    case: Case
    timetable: Timetable
    catalogue: Catalogue

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"

    @property
    def months(self) -> int:
        """The length the court fixed."""
        return self.case.sentence.months or 0

    def facts(self) -> Facts:
        """The law and the findings of the case: part of answering, so inside the clock."""
        offered = menu(self.catalogue, self.case)
        return Facts(self.case, offered, self.timetable, findings(self.case, offered))


def world(kind: str, number: int) -> World:
    """Case `number` (from 0) of a class.

    Raises
    ------
    KeyError
        For a class that is not in the file.
    """
    whole = population()
    held = whole.of(kind)
    # Requests and lengths take turns, so that a part of the class is like the whole.
    request = whole.requests[held.requests[number % len(held.requests)]]
    months = held.months[number // len(held.requests) % len(held.months)]
    for draw in count():
        made = _drawn(Random(f"{whole.seed} {kind} {number} {draw}"), held, number, request, months)
        if all(starts_to_join(made, code) >= held.runs[0] for code in request.programmes) and all(
            starts_to_join(made, code) for code in request.activities
        ):
            return made
    raise AssertionError("drawn for ever")


def starts_to_join(made: World, code: str) -> int:
    """How often a part begins at times free of worship and other firm hours, with the way there.

    Anything by appointment begins once.
    """
    groups = [group for group in made.timetable.groups if group.programme == code]
    taken = [shift for one in made.case.commitments if one.firm for shift in one.shifts]
    if not groups:
        return 1
    return sum(
        len(group.starts)
        for group in groups
        for way in [made.timetable.venues[group.venue].home_minutes[HOME]]
        if not any(
            shift.weekday == slot.weekday
            and slot.start - way < shift.end
            and shift.start < slot.end + way
            for slot in group.slots
            for shift in taken
        )
    )


def _drawn(random: Random, held: Class, number: int, request: Request, months: int) -> World:
    start = FIRST_SENTENCE + timedelta(days=random.randrange(SENTENCES_OVER_DAYS))
    catalogue = load()
    case = person(request, start, months)
    case = evolve(
        case,
        reference=f"{held.name}-{number}",
        sentence=_sentence(random, held, request, months, catalogue),
        commitments=life(random, start),
        limits=Limits(attendances_a_week=held.attendances_a_week),
    )
    timetable = region(random, held, request, catalogue, start, months)
    return World(held.name, number, request.name, case, timetable, catalogue)


def _sentence(
    random: Random, held: Class, request: Request, months: int, catalogue: Catalogue
) -> Sentence:
    """What the court asks, beside the request one of the class's punishing sets."""
    beside = random.choice(held.beside)
    hours = Terms(hours_a_day=random.choice(held.curfew_hours))
    asks = [Ask(code, hours if code == "curfew" else Terms()) for code in beside]
    if "curfew" in beside:
        asks.append(Ask("electronic-monitoring"))
    asks.append(Ask("rar"))
    if request.programmes:
        asks.append(Ask("programme", programmes=request.named))
    if request.dependent:
        asks.append(Ask("atr"))
    wanted = {ask.requirement for ask in asks} | {*request.programmes, *request.activities}
    return Sentence(
        OrderKind.COMMUNITY_ORDER,
        Seriousness(random.choice(held.seriousness)),
        (Purpose.PUNISHMENT, Purpose.REHABILITATION),
        months=months,
        asks=tuple(asks),
        rules_out=tuple(code for code in catalogue.codes if code not in wanted),
        report="standard",
    )
