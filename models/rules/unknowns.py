"""The rules that cannot be said of a package, for want of a fact or of a figure."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Answer
from models.circumstances import age_at
from models.dated import Ruling
from models.facts import Facts
from models.findings import Reason, Verdict
from models.package import Package
from models.rules.addresses import unspoken
from models.rules.lookups import keys, order_ruling
from models.rules.rule import Ground, assumed
from models.rules.sentences import name_of
from models.rules.unset import unset
from models.suitability.questions import questions

GENERAL = ("order", "contact", "load", "treatment", "detox")
"""Subjects of rows that speak of every package; the others speak of an entry."""


def unknowns(package: Package, facts: Facts) -> tuple[Reason, ...]:
    """What was not checked: first for want of facts of the case, then of figures of the law.

    Those for want of facts name them in `facts`; the others name none, and no answer of the
    officer would help.
    """
    return (
        *_findings(package, facts),
        *_addresses(package, facts),
        *_case_facts(package, facts),
        *_amounts(package, facts),
        *_figures(package, facts),
    )


def _findings(package: Package, facts: Facts) -> Iterator[Reason]:
    for code in dict.fromkeys(package.codes):
        finding = facts.findings.get(code)
        if finding is None:
            if code in facts.menu.entries:
                name = name_of(code, facts)
                yield _not_known(f"{name}: suitability was not looked at.", assumed("Findings"))
        elif finding.verdict is Verdict.NOT_KNOWN:
            for reason in finding.reasons:
                if reason.verdict is Verdict.NOT_KNOWN:
                    yield reason


def _addresses(package: Package, facts: Facts) -> Iterator[Reason]:
    """What is not known of the address a curfew or a residence is at, though another is fit."""
    for stay in unspoken(package, facts):
        if stay.outcome.answer is Answer.UNKNOWN:
            said = f"{name_of(stay.code, facts)} at {stay.place}: the address"
            lacks = "is not among those of the case" if stay.address is None else "is not checked"
            asked = questions(stay.outcome.facts)
            sentence = f"{said} {lacks}. To be asked: {asked}"
            yield _not_known(sentence, stay.stated.source, *stay.outcome.facts)


def _case_facts(package: Package, facts: Facts) -> Iterator[Reason]:
    case, codes = facts.case, {"order", *package.codes}
    imprisonable = order_ruling("imprisonable", package, facts)
    said_to_be = [offence.imprisonable for offence in case.offences]
    settled = Answer.YES in said_to_be or (said_to_be and Answer.UNKNOWN not in said_to_be)
    if imprisonable is not None and imprisonable.value is True and not settled:
        said = "The order: not known whether an offence is punishable with imprisonment."
        yield _not_known(said, imprisonable, "offences[0].imprisonable")
    age = order_ruling("age", package, facts)
    if age is not None and age.value is not None and age_at(case) is None:
        yield _not_known("The order: the age at conviction is not known.", age, "person.born")
    for key, path, value in (
        ("seriousness", "sentence.seriousness", case.sentence.seriousness),
        ("ogrs", "assessments.ogrs3", case.assessments.ogrs3),
    ):
        keyed = [
            ruling
            for ruling in facts.menu.rulings
            if ruling.row.subject in codes and key in dict(ruling.row.when)
        ]
        if keyed and value is None:
            said = f"The bands of {_subjects(keyed, facts)}: the {key} is not known."
            yield _not_known(said, keyed[0], path)


def _subjects(rulings: list[Ruling], facts: Facts) -> str:
    names = [name_of(ruling.row.subject, facts) for ruling in rulings]
    return ", ".join(dict.fromkeys("the order" if name == "order" else name for name in names))


def _amounts(package: Package, facts: Facts) -> Iterator[Reason]:
    """Amounts the package leaves open, of requirements that have them."""
    for open_still in unset(package, facts):
        entry, units = open_still.entry, open_still.unit.replace("_", " ")
        said = f"{entry.name}: its {units} are not set"
        if open_still.follows:
            said += ", and it is taken to end with the last requirement it enforces"
        yield _not_known(f"{said}.", entry.source)


def _figures(package: Package, facts: Facts) -> Iterator[Reason]:
    """Rows that speak of the package and whose figure nobody has stated."""
    known, subjects = keys(package, facts), {*GENERAL, *package.codes}
    for ruling in facts.menu.rulings:
        row = ruling.row
        if ruling.value is not None or row.subject not in subjects or _repealed(ruling):
            continue
        if all(name in known and _holds(wanted, known[name]) for name, wanted in row.when):
            subject = name_of(row.subject, facts)
            said = f"{subject}: the {row.parameter.replace('-', ' ')} are not known."
            yield _not_known(f"{said[0].upper()}{said[1:]}", ruling)


def _repealed(ruling: Ruling) -> bool:
    """Whether a row had a value before: then its having none is the law, not our ignorance."""
    return any(step.value is not None for step in ruling.row.steps if step.since <= ruling.since)


def _holds(wanted: object, value: object) -> bool:
    holds = getattr(wanted, "holds", None)
    return bool(holds(value)) if holds is not None else wanted == value


def _not_known(sentence: str, ground: Ground, *paths: str) -> Reason:
    source = ground.source if isinstance(ground, Ruling) else ground
    verified = ground.verified if isinstance(ground, Ruling) else True
    return Reason(Verdict.NOT_KNOWN, sentence, source, verified, facts=paths)
