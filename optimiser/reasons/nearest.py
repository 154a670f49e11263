"""The figure nearest to one that leaves nothing possible, among those that can be had."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import evolve, frozen

from models.case import OrderKind, Terms
from models.facts import Facts
from models.moments import last_day
from models.package import Package
from optimiser.amounts import months_to_finish
from optimiser.reasons.conflict import Conflicts
from optimiser.reasons.dosage import (
    DOSE,
    NUMBER,
    appointments,
    local_sessions,
    with_appointments,
    with_sessions,
)
from optimiser.reasons.standing import Key
from optimiser.solve import Effort, Exhausted

PROBE_EFFORT = 2.0
AMOUNTS = ("availability.amount", "rar.days", "programme.days")


@frozen
class Figure:
    """A figure that leaves nothing possible, the one a package takes instead, and its facts.

    `only`, where that package differs in no other figure of the requirement.
    """

    wanted: int
    taken: int
    facts_with: Callable[[int], Facts]
    only: bool = True


def nearest(taken: int, wanted: int, holds: Callable[[int], bool]) -> tuple[int, bool]:
    """The figure nearest to `wanted` on the way from `taken`, and whether none is nearer for sure.

    `taken` is known to hold and `wanted` not to; whatever lies beyond what holds is taken to hold.

    >>> nearest(12, 3, lambda months: months >= 5), nearest(3, 12, lambda months: months < 8)
    ((5, True), (7, True))
    """
    sure = True
    while abs(taken - wanted) > 1:
        middle = (taken + wanted) // 2
        try:
            holding = holds(middle)
        except Exhausted:
            holding = sure = False
        taken, wanted = (middle, wanted) if holding else (taken, middle)
    return taken, sure


def is_possible(facts: Facts) -> bool:
    """Whether feasibility drafts give some package dates.

    Raises
    ------
    Exhausted
        When the effort of a probe is spent before that is known.
    """
    conflicts = Conflicts(facts, effort=Effort(PROBE_EFFORT))
    return conflicts.possible(conflicts.standings)


def figure_of(key: Key, before: Facts, facts: Facts, package: Package) -> Figure | None:
    """The figure a rule fixes, as it was `before` it was taken away to give this package."""
    rule, code = key
    sentence, months = before.case.sentence, package.order.months
    if rule == "order.months":
        fixed = sentence.months or sentence.supervision_months or 0
        return Figure(fixed, months, partial(_of_months, facts))
    if rule == "limits.finish-by":
        return Figure(months_to_finish(before, months), months, partial(_over_after, facts))
    if rule == DOSE and local_sessions(before, code):
        most, least = local_sessions(before, code), local_sessions(facts, code)
        return Figure(most, least, partial(_of_sessions, before, facts, code))
    if rule == NUMBER:
        most, least = appointments(before, code), appointments(facts, code)
        return Figure(most, least, partial(with_appointments, facts, code))
    ask, given = before.case.ask_for(code), package.requirement(code)
    if rule not in AMOUNTS or ask is None or given is None:
        return None
    taken = dict(given.terms.items())
    differing = [
        Figure(fixed, taken[unit], partial(_of_amount, facts, code, ask.terms, unit))
        for unit, fixed in ask.terms.items()
        if unit in taken and taken[unit] != fixed
    ]
    if len(differing) == 1:
        return differing[0]
    # Where several went, the first that is enough by itself, the others as they were.
    return next((evolve(one, only=False) for one in differing if _enough(one)), None)


def _enough(figure: Figure) -> bool:
    try:
        return is_possible(figure.facts_with(figure.taken))
    except Exhausted:
        return False


def _of_months(facts: Facts, months: int) -> Facts:
    sentence = facts.case.sentence
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    sentence = (
        evolve(sentence, supervision_months=months)
        if suspended
        else evolve(sentence, months=months)
    )
    return evolve(facts, case=evolve(facts.case, sentence=sentence))


def _over_after(facts: Facts, months: int) -> Facts:
    limits = evolve(facts.case.limits, finish_by=last_day(facts.today, months))
    return evolve(facts, case=evolve(facts.case, limits=limits))


def _of_sessions(before: Facts, facts: Facts, code: str, number: int) -> Facts:
    """The groups of a programme as they were before, but of at most so many sessions."""
    own = {group.id: group for group in before.timetable.groups if group.programme == code}
    groups = tuple(own.get(group.id, group) for group in facts.timetable.groups)
    as_before = evolve(facts, timetable=evolve(facts.timetable, groups=groups))
    return with_sessions(as_before, code, number)


def _of_amount(facts: Facts, code: str, asked: Terms, unit: str, amount: int) -> Facts:
    """An amount of a requirement changed, its others as they were asked for."""
    sentence = facts.case.sentence
    asks = tuple(
        evolve(ask, terms=evolve(asked, **{unit: amount})) if ask.requirement == code else ask
        for ask in sentence.asks
    )
    return evolve(facts, case=evolve(facts.case, sentence=evolve(sentence, asks=asks)))
