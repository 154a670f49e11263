"""The order itself: that it may be made, how long it runs, what it must hold, when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer, OrderKind, Purpose
from models.circumstances import age_at
from models.dated import Bound, Ruling
from models.facts import Facts
from models.fault import Fault
from models.moments import last_day
from models.package import Package
from models.rules.lookups import entry_of, last_of_days, order_ruling, period
from models.rules.rule import Ground, Rule, assumed, case_fact, found, gathered
from models.rules.sentences import counted, day_of, end_broken, name_of, when

UNPAID_WORK = "unpaid-work"


def imprisonable(package: Package, facts: Facts) -> Iterator[Fault]:
    """An offence of the case is punishable with imprisonment, where the law of the date asks it."""
    ruling = order_ruling("imprisonable", package, facts)
    offences = facts.case.offences
    if ruling is None or ruling.value is not True or not offences:
        return
    if all(offence.imprisonable is Answer.NO for offence in offences):
        said = "The order: no offence of the case is punishable with imprisonment"
        yield from found("order.imprisonable", "order", ruling, [f"{said}."])


def age(package: Package, facts: Facts) -> Iterator[Fault]:
    """The person was old enough at conviction."""
    ruling, years = order_ruling("age", package, facts), age_at(facts.case)
    if ruling is None or not isinstance(ruling.value, Bound) or years is None:
        return
    if not ruling.value.holds(years):
        limit = end_broken(ruling.value, years)
        said = f"The order: {years} years old at conviction, {limit}."
        yield from found("order.age", "order", ruling, [said])


def custody(package: Package, facts: Facts) -> Iterator[Fault]:
    """The custodial term is one that the law of the date lets a court suspend."""
    if package.order.kind is not OrderKind.SUSPENDED_SENTENCE_ORDER:
        return
    ruling, months = (
        order_ruling("custody-months", package, facts),
        facts.case.sentence.custody_months,
    )
    broken = list(_outside(months, "A suspended term", ruling))
    yield from gathered("order.custody", "order", broken)


def requirement(package: Package, facts: Facts) -> Iterator[Fault]:
    """An order holds at least one requirement."""
    if not package.requirements:
        ruling = order_ruling("least-requirements", package, facts)
        said = "The order: no requirement, at least one."
        yield from found("order.requirement", "order", ruling or assumed("Rules"), [said])


def begins(package: Package, facts: Facts) -> Iterator[Fault]:
    """No order begins before the court has made it."""
    start, sentence = package.order.start, facts.case.dates.sentence
    if start < sentence:
        said = f"An order from {day_of(start)}: the sentence is on {day_of(sentence)}."
        yield from found("order.begins", "order", case_fact("dates.sentence"), [said])


def _length_ruling(package: Package, facts: Facts) -> Ruling | None:
    suspended = package.order.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    return order_ruling("supervision-months" if suspended else "months", package, facts)


def length(package: Package, facts: Facts) -> Iterator[Fault]:
    """The months of the order are within its bound, as the court fixed, and end when they say."""
    suspended = package.order.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    broken = [
        *_outside(package.order.months, "An order", _length_ruling(package, facts)),
        *_unlike(package.order.months, "An order", *_fixed(facts, suspended)),
        *(_suspension(package, facts) if suspended else ()),
        *_end(package),
    ]
    yield from gathered("order.length", "order", broken)


def _fixed(facts: Facts, suspended: bool) -> tuple[int | None, str]:
    sentence = facts.case.sentence
    if suspended and sentence.supervision_months is not None:
        return sentence.supervision_months, "supervision_months"
    return sentence.months, "months"


def _outside(months: int | None, what: str, ruling: Ruling | None) -> Iterator[tuple[Ground, str]]:
    if months is None or ruling is None or not isinstance(ruling.value, Bound):
        return
    if not ruling.value.holds(months):
        limit = end_broken(ruling.value, months)
        yield ruling, f"{what} of {counted(months, 'months')}: {limit}."


def _unlike(
    months: int | None, what: str, fixed: int | None, path: str
) -> Iterator[tuple[Ground, str]]:
    if months is not None and fixed is not None and months != fixed:
        said = f"{what} of {counted(months, 'months')}: the court fixed {fixed}."
        yield case_fact(f"sentence.{path}"), said


def _suspension(package: Package, facts: Facts) -> Iterator[tuple[Ground, str]]:
    months, whole = package.order.months, package.order.operational_months
    ruling = order_ruling("operational-months", package, facts)
    fixed = facts.case.sentence.operational_months
    yield from _outside(whole, "An operational period", ruling)
    yield from _unlike(whole, "An operational period", fixed, "operational_months")
    if whole is not None and months > whole:
        said = f"Supervision of {counted(months, 'months')}"
        limit = f"no longer than the operational period of {counted(whole, 'months')}"
        within = order_ruling("supervision-within-operational", package, facts)
        yield within or assumed("Rules"), f"{said}: {limit}."


def _end(package: Package) -> Iterator[tuple[Ground, str]]:
    """The order ends with its months; later with unpaid work, or what was added on a breach."""
    order = package.order
    due = last_day(order.start, order.months)
    added = max((planned.extended_months or 0 for planned in package.requirements), default=0)
    until_done = package.imposes(UNPAID_WORK) and order.end > due
    if not (due <= order.end <= last_day(order.start, order.months + added) or until_done):
        given = f"{counted(order.months, 'months')} from {day_of(order.start)}"
        said = f"An order that ends on {day_of(order.end)}: {given} end on {day_of(due)}."
        yield assumed("Words of the plan"), said


def holds(package: Package, facts: Facts) -> Iterator[Fault]:
    """Every session lies within the order; unpaid work may go on to the operational end."""
    order = package.order
    sentences = []
    for session in package.sessions:
        last = order.end
        if session.requirement == UNPAID_WORK and order.operational_months is not None:
            last = max(last, last_day(order.start, order.operational_months))
        if not order.start <= session.day <= last:
            sentences.append(
                f"{session.title} on {when(session)}: the order runs from "
                f"{day_of(order.start)} to {day_of(last)}."
            )
    ruling = _length_ruling(package, facts)
    source = ruling.source if ruling is not None else assumed("Rules")
    yield from found("order.holds", "order", source, sentences)


def punishment(package: Package, facts: Facts) -> Iterator[Fault]:
    """A community order holds a requirement imposed for punishment, or a fine goes beside it."""
    ruling = order_ruling("punitive-element", package, facts)
    if ruling is None or ruling.value is not True:
        return
    if package.order.kind is not OrderKind.COMMUNITY_ORDER:
        return
    if facts.case.sentence.fine is Answer.YES:
        return
    entries = [entry_of(planned.code, package, facts) for planned in package.requirements]
    if not any(entry is not None and Purpose.PUNISHMENT in entry.purposes for entry in entries):
        fine = "no fine" if facts.case.sentence.fine is Answer.NO else "no fine is said to be"
        said = f"The order: no requirement serves punishment and {fine} imposed"
        yield from found("order.punishment", "order", ruling, [f"{said}."])


def last_ends(package: Package, facts: Facts) -> Iterator[Fault]:
    """The last requirement ends with the order, and none after it.

    Unpaid work is the exception: an order with unpaid work goes on until the hours are done. The
    supervision of a suspended sentence is a period the court sets by itself, so that every
    requirement may end before it. An order counts in whole months: days that run on and end last
    may end in the last of its months.
    """
    end = package.order.end
    sentences = []
    for planned in package.requirements:
        last = period(planned, package).end
        if last > end and planned.code != UNPAID_WORK:
            name = name_of(planned.code, facts)
            sentences.append(f"{name} ends on {day_of(last)}: the order on {day_of(end)}.")
    stated = [planned.end for planned in package.requirements if planned.end is not None]
    of_its_own = package.order.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    whole = len(stated) == len(package.requirements) and not of_its_own
    if whole and stated and max(stated) < end and not _in_its_last_month(package, facts):
        sentences.append(
            f"The last requirement ends on {day_of(max(stated))}: the order on {day_of(end)}."
        )
    ruling = order_ruling("end", package, facts)
    yield from found("order.last-ends", "order", ruling or assumed("Rules"), sentences)


def _in_its_last_month(package: Package, facts: Facts) -> bool:
    """Whether what ends last is days that run on, which no order a month shorter would hold."""
    shorter = last_day(package.order.start, package.order.months - 1)
    last = max(planned.end for planned in package.requirements if planned.end is not None)
    return last > shorter and any(
        planned.end == last and last_of_days(planned, package, facts) is not None
        for planned in package.requirements
    )


RULES = (
    Rule("order.imprisonable", imprisonable),
    Rule("order.age", age),
    Rule("order.custody", custody),
    Rule("order.requirement", requirement),
    Rule("order.begins", begins),
    Rule("order.length", length),
    Rule("order.holds", holds, dated=True),
    Rule("order.punishment", punishment),
    Rule("order.last-ends", last_ends),
)
