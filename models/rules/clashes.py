"""Never two things at once, the way there and back included, and no more than a person can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from models.arithmetic import overlap
from models.facts import Facts
from models.fault import Fault
from models.moments import monday
from models.package import Package
from models.rules.lookups import figure
from models.rules.rule import Ground, Rule, assumed, case_fact, found, gathered
from models.rules.sentences import counted, day_of, when
from models.rules.taken import firm_stretches
from models.rules.visits import days, gap, home, linked, visits


def together(package: Package, facts: Facts) -> Iterator[Fault]:
    """The sessions of a day are linked in one visit, or leave time to go home between."""
    sentences = []
    for day in days(package):
        for one, other in pairwise(day):
            needed = home(one.venue, facts) + home(other.venue, facts)
            between = gap(one, other)
            if not linked(one, other, facts) and between < needed:
                said = f"{other.title} on {when(other)}"
                if between < 0:
                    left = f"begins {counted(-between, 'minute')} before {one.title} ends"
                else:
                    after = f"{counted(between, 'minute')} after {one.title}"
                    left = f"{after}, at least {needed} to go home between"
                sentences.append(f"{said}: {left}.")
    yield from found("clashes.together", "order", assumed("Visits"), sentences)


def firm(package: Package, facts: Facts) -> Iterator[Fault]:
    """No visit, from leaving home to being back, meets a firm commitment or an existing order."""
    ruling = facts.menu.ruling("order", "religion-work-education")
    held = visits(package, facts)
    broken: list[tuple[Ground, str]] = []
    if not held:
        return
    first, last = held[0].sessions[0].day, held[-1].sessions[-1].day
    for ground, what, stretch in firm_stretches(facts, first, last):
        for visit in held:
            if overlap(visit.block, stretch):
                session = visit.sessions[0]
                said = f"{session.title} on {when(session)}, with the way there and back"
                broken.append((ruling.source if ruling else ground, f"{said}: meets {what}."))
    yield from gathered("clashes.firm", "order", broken)


def daily(package: Package, facts: Facts) -> Iterator[Fault]:
    """No day holds more attendances than the load."""
    yield from _load("day", Counter(s.day for s in package.sessions), facts)


def in_a_week(package: Package, facts: Facts) -> Iterator[Fault]:
    """No calendar week holds more attendances than the load."""
    yield from _load("week", Counter(monday(s.day) for s in package.sessions), facts)


def _load(stretch: str, attended: Counter[date], facts: Facts) -> Iterator[Fault]:
    ruling = facts.menu.ruling("load", f"attendances-a-{stretch}")
    most = figure(ruling)
    own = getattr(facts.case.limits, f"attendances_a_{stretch}")
    ground: Ground = ruling if ruling is not None else assumed("load")
    if own is not None and (most is None or own < most):
        most, ground = own, case_fact(f"limits.attendances_a_{stretch}")
    if most is None:
        return
    of = "on" if stretch == "day" else "in the week of"
    sentences = [
        f"{counted(number, 'attendances')} {of} {day_of(day)}: at most {most}."
        for day, number in sorted(attended.items())
        if number > most
    ]
    yield from found(f"clashes.{stretch}", "order", ground, sentences)


RULES = (
    Rule("clashes.together", together, dated=True),
    Rule("clashes.firm", firm, dated=True),
    Rule("clashes.day", daily, dated=True),
    Rule("clashes.week", in_a_week, dated=True),
)
