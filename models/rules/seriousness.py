"""The bands: seriousness for amounts and number, OGRS for a RAR, need for treatment."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer, Clinical
from models.dated import Bound, Ruling
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.rules.lookups import band, treatments
from models.rules.rule import Ground, Rule, found, gathered
from models.rules.sentences import counted, end_broken, name_of
from models.sources import Force

MONITORING = "electronic-monitoring"


def number(package: Package, facts: Facts) -> Iterator[Fault]:
    """At low seriousness there are no more requirements than the guideline has in general.

    Electronic monitoring beside a requirement it enforces is not counted.
    """
    row = band("order", "requirements", "seriousness", package, facts)
    if row is None:
        return
    bound, ruling = row
    others = [planned for planned in package.requirements if planned.code != MONITORING]
    held = len(others) or len(package.requirements)
    if bound.highest is not None and held > bound.highest:
        limit = end_broken(bound, held)
        said = f"{counted(held, 'requirements')}: {limit} at this seriousness"
        sentences = [f"{said}."] * int(held - bound.highest)
        yield from found("seriousness.number", "order", ruling, sentences, aim=Aim.PROPORTIONALITY)


def bands(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each amount lies in the band of the seriousness; a should where the court fixed it."""
    for planned in package.requirements:
        ask = facts.case.ask_for(planned.code)
        fixed = dict(ask.terms.items()) if ask is not None else {}
        by_court: list[tuple[Ground, str]] = []
        by_us: list[tuple[Ground, str]] = []
        for unit, amount in planned.terms.items():
            row = band(planned.code, unit.replace("_", "-"), "seriousness", package, facts)
            if row is not None and not row[0].holds(amount):
                limit = f"{end_broken(row[0], amount)} at this seriousness"
                said = f"{name_of(planned.code, facts)} of {counted(amount, unit)}: {limit}."
                (by_court if fixed.get(unit) == amount else by_us).append((row[1], said))
        for broken, force in ((by_us, None), (by_court, Force.SHOULD)):
            yield from gathered(
                "seriousness.band", planned.code, broken, force=force, aim=Aim.PROPORTIONALITY
            )


def suits(package: Package, facts: Facts) -> Iterator[Fault]:
    """No requirement that its guide keeps for another seriousness."""
    seriousness = facts.case.sentence.seriousness
    for planned in package.requirements:
        if seriousness is None:
            continue
        ruling = facts.menu.ruling(
            planned.code, "suits-seriousness", seriousness=seriousness.value
        )
        if ruling is not None and ruling.value is False:
            said = f"{name_of(planned.code, facts)} at {seriousness.value} seriousness"
            sentences = [f"{said}: its guide keeps it for another."]
            yield from found(
                "seriousness.suits", planned.code, ruling, sentences, aim=Aim.PROPORTIONALITY
            )


def rar_days(package: Package, facts: Facts) -> Iterator[Fault]:
    """The days of a RAR lie in the row of the OGRS score."""
    planned = package.requirement("rar")
    row = band("rar", "days", "ogrs", package, facts)
    if planned is None or planned.terms.days is None or row is None:
        return
    bound, ruling = row
    if not bound.holds(planned.terms.days):
        limit = end_broken(bound, planned.terms.days)
        name = name_of("rar", facts)
        said = f"{name} of {counted(planned.terms.days, 'days')}: {limit} at this OGRS score"
        sentences = [f"{said}."]
        yield from found("seriousness.rar-days", "rar", ruling, sentences, aim=Aim.PROPORTIONALITY)


def treatment_months(package: Package, facts: Facts) -> Iterator[Fault]:
    """The months of a treatment lie in what the guide gives the treatment need.

    Where the need is not known, in what it gives any of the needs it may be.
    """
    for planned, entry in treatments(package, facts):
        months = planned.terms.months
        rulings = [_months_of(planned.code, need, facts) for need in _needs(facts.case.clinical)]
        bounds = [r.value for r in rulings if r is not None and isinstance(r.value, Bound)]
        if months is None or len(bounds) < len(rulings) or any(b.holds(months) for b in bounds):
            continue
        given = f"{entry.name} of {counted(months, 'months')}"
        said = f"{given}: {end_broken(bounds[0], months)} for the treatment need."
        yield from found(
            "seriousness.treatment-months",
            planned.code,
            rulings[0] or entry.source,
            [said],
            aim=Aim.PROPORTIONALITY,
        )


def _needs(clinical: Clinical) -> list[str]:
    """The treatment needs the facts leave open: the most complex, a first treatment, or usual."""
    if clinical.complex_treatment_need is Answer.YES:
        return ["complex"]
    open_to = [] if clinical.complex_treatment_need is Answer.NO else ["complex"]
    first = clinical.first_treatment
    return open_to + {Answer.YES: ["first"], Answer.NO: ["usual"]}.get(first, ["first", "usual"])


def _months_of(code: str, need: str, facts: Facts) -> Ruling | None:
    """What a guide gives a need, else what it gives any; of several drugs the longest."""
    given = [
        ruling
        for ruling in facts.menu.rulings
        if (ruling.row.subject, ruling.row.parameter) == (code, "months")
        and ruling.row.force is Force.SHOULD
    ]
    drugs = [
        one.substance
        for one in facts.case.clinical.dependence
        if one.found and one.substance != "alcohol"
    ]
    rows = [_row_of(need, drug, given) for drug in drugs or [""]]
    return max((row for row in rows if row is not None), key=_least, default=None)


def _row_of(need: str, drug: str, given: list[Ruling]) -> Ruling | None:
    """The row of a need for one drug, else of the need, else of any."""
    of_need = {"treatment": need}
    narrowest_first = (of_need | {"substance": drug}, of_need, dict[str, str]())
    rows = (ruling for keys in narrowest_first for ruling in given if dict(ruling.row.when) == keys)
    return next(rows, None)


def _least(ruling: Ruling) -> float:
    return ruling.value.lowest or 0 if isinstance(ruling.value, Bound) else 0


def order_months(package: Package, facts: Facts) -> Iterator[Fault]:
    """With a RAR, the months of the order lie in the row of the OGRS score."""
    row = band("rar", "order-months", "ogrs", package, facts)
    if not package.imposes("rar") or row is None:
        return
    (bound, ruling), months = row, package.order.months
    if not bound.holds(months):
        limit = end_broken(bound, months)
        said = f"An order of {counted(months, 'months')} with a RAR: {limit} at this OGRS score"
        sentences = [f"{said}."]
        yield from found(
            "seriousness.order-months", "rar", ruling, sentences, aim=Aim.PROPORTIONALITY
        )


RULES = (
    Rule("seriousness.number", number),
    Rule("seriousness.band", bands),
    Rule("seriousness.suits", suits),
    Rule("seriousness.rar-days", rar_days),
    Rule("seriousness.order-months", order_months),
    Rule("seriousness.treatment-months", treatment_months),
)
