"""Treatment appointments: how many, how far apart, the three-way meetings and the reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from models.arithmetic import ceiling
from models.dated import Bound
from models.entry import Stage
from models.facts import Facts
from models.fault import Fault
from models.moments import add_months
from models.package import Package, PlannedRequirement
from models.rules.lookups import figure, main_days, period, provider_of, treatments
from models.rules.rule import Ground, Rule, assumed, found, gathered, local
from models.rules.sentences import counted, day_of, name_of, when

# An appointment moves at most two sevenths of the cadence: fortnightly is 10 to 18 days apart
# (docs/design.md, treatment.cadence).
NEAREST, FARTHEST, WHOLE = 5, 9, 7
THREE_WAY = "three-way"
HEARING = "hearing"
IN_TURN = (Stage.BEFORE, Stage.AFTER)


def cadence(requirement: PlannedRequirement, facts: Facts) -> tuple[int, int, Ground] | None:
    """How many appointments and how many days each: the provider's, else the catalogue's."""
    provider = provider_of(requirement.provider, facts)
    for offered in provider.cadences if provider is not None else ():
        if offered.requirement == requirement.code:
            return offered.appointments, offered.every_days, local(requirement.provider)
    ruling = facts.menu.ruling("treatment", "appointments")
    number, every = figure(ruling), figure(facts.menu.ruling("treatment", "every-days"))
    if ruling is None or number is None or every is None:
        return None
    return number, every, ruling


def number(package: Package, facts: Facts) -> Iterator[Fault]:
    """There are as many treatment appointments as the provider gives."""
    for requirement, entry in treatments(package, facts):
        pace, held = cadence(requirement, facts), len(main_days(entry, package))
        if pace is not None and entry.main is not None and held != pace[0]:
            given = counted(held, "appointments")
            said = f"{entry.name} with {given}: exactly {pace[0]}."
            yield from found("treatment.number", entry.code, pace[2], [said])


def spacing(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each appointment lies in its own period of the cadence, and not too near the next."""
    for requirement, entry in treatments(package, facts):
        pace, days = cadence(requirement, facts), main_days(entry, package)
        if pace is None or not days:
            continue
        every = pace[1]
        nearest, farthest = ceiling(NEAREST * every, WHOLE), FARTHEST * every // WHOLE
        sentences = []
        for place, day in enumerate(days):
            opens = days[0] + timedelta(days=every * place)
            closes = opens + timedelta(days=every - 1)
            if not opens <= day <= closes:
                sentences.append(
                    f"{entry.name}, appointment {place + 1} on {day_of(day)}: "
                    f"{day_of(opens)} to {day_of(closes)}."
                )
        for one, other in pairwise(days):
            apart = (other - one).days
            if not nearest <= apart <= farthest:
                sentences.append(
                    f"{entry.name} on {day_of(one)} and {day_of(other)}, "
                    f"{counted(apart, 'day')} apart: {nearest} to {farthest}."
                )
        yield from found("treatment.cadence", entry.code, pace[2], sentences)


def three_way(package: Package, facts: Facts) -> Iterator[Fault]:
    """The three-way meetings stand before treatment, at its middle and at its end."""
    ruling = facts.menu.ruling("treatment", "three-way-days")
    within = figure(ruling)
    for _, entry in treatments(package, facts):
        days = main_days(entry, package)
        legs = [leg for leg in entry.legs if leg.kind == THREE_WAY]
        if not days or ruling is None or within is None:
            continue
        middle = days[ceiling(len(days), 2) - 1]
        sentences = []
        for leg in legs:
            sessions = package.of(entry.code, leg.id)
            if not sessions and leg.sessions is not None and (leg.sessions.lowest or 0) > 0:
                sentences.append(f"{entry.name}, {leg.title}: not in the package.")
            for session in sessions:
                said = f"{entry.name}, {leg.title} on {day_of(session.day)}"
                anchor = middle if leg.stage is Stage.DURING else days[-1]
                if leg.stage is Stage.BEFORE:
                    if not session.day < days[0]:
                        sentences.append(f"{said}: before treatment from {day_of(days[0])}.")
                elif abs((session.day - anchor).days) > within:
                    sentences.append(f"{said}: within {within} days of {day_of(anchor)}.")
        yield from found("treatment.three-way", entry.code, ruling, sentences)


def turns(package: Package, facts: Facts) -> Iterator[Fault]:
    """What comes before treatment, and what comes after it, comes in the guide's order by day."""
    for _, entry in treatments(package, facts):
        broken: list[tuple[Ground, str]] = []
        legs = [leg for leg in entry.legs if leg.kind != HEARING]
        for place, later in enumerate(legs):
            for earlier in legs[:place]:
                if earlier.stage is not later.stage or later.stage not in IN_TURN:
                    continue
                done, begun = package.of(entry.code, earlier.id), package.of(entry.code, later.id)
                if done and begun and begun[0].day < done[-1].day:
                    said = f"{later.title} on {day_of(begun[0].day)}"
                    after = f"not before {earlier.title} on {day_of(done[-1].day)}"
                    broken.append((later.source, f"{entry.name}, {said}: {after}."))
        yield from gathered("treatment.order", entry.code, broken)


def inside(package: Package, facts: Facts) -> Iterator[Fault]:
    """Every session under a treatment requirement lies inside the requirement's own days."""
    for requirement, entry in treatments(package, facts):
        days = period(requirement, package)
        sentences = [
            f"{session.title} on {when(session)}: {entry.name} runs from {day_of(days.start)} "
            f"to {day_of(days.end)}."
            for session in package.sessions
            if session.requirement == requirement.code and session.day not in days
        ]
        yield from found("treatment.within", entry.code, assumed("treatment.within"), sentences)


def reviews(package: Package, facts: Facts) -> Iterator[Fault]:
    """From the length the law gives, the court reviews the requirement in each month of it."""
    for requirement in package.requirements:
        ruling = facts.menu.ruling(requirement.code, "review-months")
        months = requirement.terms.months
        if ruling is None or not isinstance(ruling.value, Bound) or months is None:
            continue
        if ruling.value.lowest is None or months < ruling.value.lowest:
            continue
        start = period(requirement, package).start
        heard = [
            session.day
            for session in package.sessions
            if session.kind == HEARING and session.requirement == requirement.code
        ]
        sentences = []
        for month in range(months):
            begins, next_begins = add_months(start, month), add_months(start, month + 1)
            if not any(begins <= day < next_begins for day in heard):
                name = name_of(requirement.code, facts)
                sentences.append(
                    f"{name}, no review hearing in the month from {day_of(begins)}: one a month."
                )
        yield from found("treatment.reviews", requirement.code, ruling, sentences)


RULES = (
    Rule("treatment.number", number, dated=True),
    Rule("treatment.cadence", spacing, dated=True),
    Rule("treatment.three-way", three_way, dated=True),
    Rule("treatment.order", turns, dated=True),
    Rule("treatment.within", inside, dated=True),
    Rule("treatment.reviews", reviews, dated=True),
)
