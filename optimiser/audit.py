"""What is to be said of a package somebody else proposes, or a court has already made."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from models.case import Answer, Ask, Case
from models.facts import Facts
from models.findings import Finding, Reason, Verdict
from models.package import Package
from models.rules import faults, overridden
from models.rules.grounds import of_law
from models.rules.unknowns import unknowns
from models.sources import Force, Source
from optimiser.aims.measure import measure
from optimiser.assumptions import outstanding
from optimiser.options import propose
from optimiser.relied_on import unverified
from optimiser.results import AuditResult, Condition

NOT_IN_IT = Reason(
    Verdict.NOT_SUITABLE, "It is not in the package.", Source("assumption", "audit")
)
SINCE = date(2005, 4, 4)


def audit(facts: Facts, package: Package) -> AuditResult:
    """Whether a package is lawful and deliverable, as far as the facts say; and can be dated.

    An offence before the Criminal Justice Act 2003 orders is outside the product and said so.
    """
    outside = _outside(facts)
    found = tuple(faults(package, facts))
    broken = tuple(f for f in found if f.force is Force.MUST)
    unsaid = unknowns(package, facts)
    missing = tuple(reason for reason in unsaid if reason.facts)
    conditions = tuple(
        Condition(code, facts.findings[code])
        for code in dict.fromkeys(package.codes)
        if code in facts.findings and facts.findings[code].conditional
    )
    breaks_law = any(of_law(fault, facts) for fault in broken)
    verdict = "lawful"
    if outside or (not broken and (missing or conditions)):
        verdict = "not known"
    elif broken:
        verdict = "not lawful" if breaks_law else "not deliverable"
    schedulable: bool | None = None
    schedule = None
    if not package.dated and not broken and not outside:
        answer = propose(evolve(facts, **alone(facts, package)), 1)
        schedulable = bool(answer.options) if not answer.exhausted else None
        schedule = answer.options[0] if answer.options else None
    return AuditResult(
        facts=facts,
        package=package,
        verdict=verdict,
        faults=broken,
        departures=tuple(f for f in found if f.force is Force.SHOULD),
        overridden=tuple(overridden(package, facts)),
        conditions=conditions,
        assumptions=(
            *facts.menu.assumptions,
            *outstanding(facts, package),
            *(reason.sentence for reason in unsaid),
        ),
        measures=measure(package, facts) if package.dated else None,
        schedulable=schedulable,
        schedule=schedule,
        outside=outside,
        breaks_law=breaks_law,
        to_ask=missing,
        unverified=unverified(facts, package),
    )


def alone(facts: Facts, package: Package) -> dict[str, Any]:
    """The case and findings under which nothing but the package can be planned."""
    case = asking(facts.case, package)
    if any(override.rule == "order.punishment" for override in package.overrides):
        case = evolve(case, sentence=evolve(case.sentence, fine=Answer.YES))
    shut = {
        code: Finding(code, Verdict.NOT_SUITABLE, (NOT_IN_IT,))
        for code in facts.findings
        if code not in package.codes
    }
    return {"case": case, "findings": {**facts.findings, **shut}}


def asking(case: Case, package: Package) -> Case:
    """The case with everything in the package asked for."""
    asks = tuple(
        Ask(
            requirement.code,
            requirement.terms,
            tuple(part.code for part in requirement.parts if part.code != requirement.code),
            requirement.areas,
            requirement.place,
        )
        for requirement in package.requirements
    )
    return evolve(case, sentence=evolve(case.sentence, asks=asks, months=package.order.months))


def _outside(facts: Facts) -> str:
    offence = facts.case.dates.offence
    if offence is not None and offence.start < SINCE:
        return (
            "An offence before 4 April 2005 falls under earlier orders, which this product does "
            "not cover."
        )
    return ""
