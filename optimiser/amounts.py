"""Amounts and lengths: the least of each band, the longest order, the minutes of a session."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer, OrderKind, Seriousness, Terms
from models.dated import Bound, Ruling
from models.entry import Leg
from models.facts import Facts
from models.moments import last_day
from models.rules.sentences import counted
from models.sources import Force
from models.timetable import Provider
from optimiser.horizon import Horizon

# How far to look where no row bounds the order: never a limit of law.
UNBOUNDED = 24


def longest(facts: Facts) -> Horizon:
    """The horizon of the longest order the law allows for this case."""
    return Horizon(facts.today, longest_months(facts))


def longest_months(facts: Facts) -> int:
    """The most whole months an order of this kind may run for, or what the court fixed."""
    sentence = facts.case.sentence
    fixed = sentence.months or sentence.supervision_months
    if fixed:
        return fixed
    most = lawful_months(facts) or UNBOUNDED
    most = min(most, sentence.operational_months or most)
    return max(1, min(most, months_to_finish(facts, most)))


def order_horizon(facts: Facts, months: int, *, works: bool) -> Horizon:
    """The days of an order of so many months; with unpaid work to the operational end."""
    operational = facts.case.sentence.operational_months
    return Horizon(facts.today, months, operational if works and operational else 0)


def months_to_finish(facts: Facts, most: int) -> int:
    """The whole months, `most` at the most, that end by the day the officer wants an end."""
    finish = facts.case.limits.finish_by
    months = most
    while finish is not None and months and last_day(facts.today, months) > finish:
        months -= 1
    return months


def months_to_run(facts: Facts, code: str, days: int) -> int:
    """The least whole months that hold days which follow one another; 0 where they need not."""
    if days < 1 or not days_run_on(facts, code):
        return 0
    return Horizon(facts.today, 1).month_of(days - 1)


def days_run_on(facts: Facts, code: str) -> bool:
    """Whether the days of a requirement follow one another from the first."""
    ruling = facts.menu.ruling(code, "days-run-on")
    return ruling is not None and ruling.value is True


def months_to_hold(facts: Facts, code: str, days: int) -> int:
    """The least whole months with as many calendar days as are given, each of which is one.

    0 where the catalogue doesn't say that each is; days that follow one another say it themselves.
    """
    ruling = facts.menu.ruling(code, "one-a-day")
    if ruling is None or ruling.value is not True or days < 1:
        return months_to_run(facts, code, days)
    return Horizon(facts.today, 1).month_of(days - 1)


def lawful_months(facts: Facts) -> int | None:
    """The most whole months the law allows an order of this kind; None where it is silent."""
    bound = _order_bound(facts)
    return None if bound is None or bound.highest is None else int(bound.highest)


def shortest_months(facts: Facts) -> int:
    """The least whole months an order of this kind runs for in law."""
    bound = _order_bound(facts)
    return 1 if bound is None or bound.lowest is None else int(bound.lowest)


def _order_bound(facts: Facts) -> Bound | None:
    kind = facts.case.sentence.kind
    suspended = kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    parameter = "supervision-months" if suspended else "months"
    return facts.menu.bound("order", parameter, kind=kind.value)


def least_amount(facts: Facts, code: str, unit: str) -> tuple[int | None, Ruling | None]:
    """The least lawful amount of a requirement inside its band, with the band's ruling.

    None where no band or floor is known: the amount is then asked for.
    """
    value = Bound()
    decisive: Ruling | None = None
    for ruling, bound in _bounds(facts, code, unit):
        value = value.meet(bound)
        decisive = ruling
    if value.lowest is None:
        return None, decisive
    return -int(-value.lowest // 1), decisive


def least_months(facts: Facts, code: str) -> int | None:
    """The least months of a requirement, cut to the longest order as far as only a should asks.

    What must be kept is not cut: then no such order holds the requirement.
    """
    least, _ = least_amount(facts, code, "months")
    if least is None:
        return None
    must = [
        -int(-bound.lowest // 1)
        for ruling, bound in _bounds(facts, code, "months")
        if ruling.row.force is Force.MUST and bound.lowest is not None
    ]
    return min(least, max([longest_months(facts), *must]))


def _bounds(facts: Facts, code: str, unit: str) -> Iterator[tuple[Ruling, Bound]]:
    """What bounds an amount: the rows that hold for every case, and the band of this one."""
    keys = band_keys(facts)
    held = (*facts.menu.floors(code, unit, **keys), facts.menu.band(code, unit, **keys))
    for ruling in held:
        if ruling is not None and isinstance(ruling.value, Bound):
            yield ruling, ruling.value


def fixed_unlawfully(facts: Facts, code: str) -> tuple[str, Ruling] | None:
    """The amount that the court fixed outside what the law allows, in words, and the law.

    None where there is none. The hours a day of a curfew are not among them: of how many days in
    a week they leave room for, the windows decide.
    """
    ask = facts.case.ask_for(code)
    for unit, value in ask.terms.items() if ask is not None else ():
        if unit == "hours_a_day":
            continue
        for ruling in facts.menu.floors(code, unit, **band_keys(facts)):
            bound = ruling.value
            binds = ruling.row.force is Force.MUST and isinstance(bound, Bound)
            if binds and isinstance(bound, Bound) and not bound.holds(value):
                return counted(value, unit), ruling
    return None


def beyond(fixed: str, ruling: Ruling) -> str:
    """The law, and what it leaves out."""
    return f"{ruling.row.text} That leaves out {fixed}."


def treatment_rulings(facts: Facts, code: str) -> tuple[Ruling, ...]:
    """What a guide gives the months of a treatment, by each need the facts leave open."""
    clinical = facts.case.clinical
    needs = [
        need
        for need, answer in (
            ("complex", clinical.complex_treatment_need),
            ("first", clinical.first_treatment),
        )
        if answer is not Answer.NO
    ]
    if clinical.complex_treatment_need is Answer.YES:
        needs = ["complex"]
    elif clinical.first_treatment is not Answer.YES:
        needs.append("usual")
    suggested = (_suggested(facts, code, need) for need in needs)
    return tuple(ruling for ruling in suggested if ruling is not None)


def _suggested(facts: Facts, code: str, need: str) -> Ruling | None:
    """The row of a need for the drug depended on that asks most, else what any need is given."""
    dependent = {held.substance for held in facts.case.clinical.dependence if held.found}
    of_any = (r for r in facts.menu.floors(code, "months") if r.row.force is Force.SHOULD)
    whatever = next(of_any, None)
    rows = [
        facts.menu.band(code, "months", treatment=need, substance=drug) or whatever
        for drug in sorted(dependent - {"alcohol"}) or [""]
    ]
    return max((row for row in rows if row is not None), key=_floor_of, default=None)


def _floor_of(ruling: Ruling) -> float:
    bound = ruling.value
    return bound.lowest if isinstance(bound, Bound) and bound.lowest is not None else 0


def band_keys(facts: Facts) -> dict[str, object]:
    """The facts bands are keyed to: seriousness of the offence, OGRS, the kind of order."""
    seriousness = facts.case.sentence.seriousness
    return {
        "seriousness": seriousness.value if isinstance(seriousness, Seriousness) else None,
        "ogrs": facts.case.assessments.ogrs3,
        "kind": facts.case.sentence.kind.value,
    }


def leg_minutes(facts: Facts, leg: Leg) -> int:
    """Minutes of one appointment of a leg: the guide's, else the catalogue's assumption."""
    if leg.minutes is not None:
        return int(leg.minutes.highest or leg.minutes.lowest or 0)
    return figure(facts, "load", "appointment-minutes")


def leg_sessions(leg: Leg) -> int:
    """How many sessions of a leg are scheduled: the least the guide states."""
    return int(leg.sessions.lowest or 0) if leg.sessions is not None else 0


def days_apart(every: int) -> tuple[int, int]:
    """How near and how far from the one before an appointment lies that comes every so many days.

    It moves at most two sevenths of that (docs/design.md, treatment.cadence).

    >>> days_apart(14)
    (10, 18)
    """
    return -(-5 * every // 7), 9 * every // 7


def cadence_days(facts: Facts, code: str, provider: Provider) -> int:
    """Days from one treatment appointment to the next: the provider's, else the catalogue's."""
    for cadence in provider.cadences:
        if cadence.requirement == code:
            return cadence.every_days
    return figure(facts, "treatment", "every-days")


def curfew_hours(facts: Facts, terms: Terms) -> int:
    """The hours of a curfew's block: what the court fixed, else the catalogue's assumption."""
    return terms.hours_a_day or figure(facts, "curfew-default", "hours")


def curfew_months(facts: Facts, terms: Terms) -> int:
    """The months a curfew is planned for: its own, else the catalogue's assumption."""
    return terms.months or figure(facts, "curfew-default", "months")


def figure(facts: Facts, subject: str, parameter: str) -> int:
    """A single figure of the catalogue that nothing here could stand in for.

    Raises
    ------
    LookupError
        Where no row states it (`models.catalogue.health` asks for every one of them).
    """
    bound = facts.menu.bound(subject, parameter)
    if bound is None or bound.highest is None:
        raise LookupError(f"no row of the catalogue states {parameter} of {subject}")
    return int(bound.highest)
