"""A case file to a `Case`: every fact optional but the dates an order cannot exist without."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.absurd import MOST
from models.case import (
    Address,
    Answer,
    Ask,
    Assessments,
    Case,
    Clinical,
    Dates,
    Dependence,
    ExistingOrder,
    Limits,
    NeedFact,
    Offence,
    Person,
    Sentence,
    Terms,
)
from models.structuring import (
    Reader,
    choice,
    filled,
    listed,
    load_table,
    mapping,
    nearest,
    number,
    real,
    text,
    word,
)
from scenarios.case_checks import check, check_units
from scenarios.commitment_reading import commitments, stretch
from scenarios.nouns import build, by_code, code

HOURS = number(1, MOST["hours"])
MONTHS = number(1, MOST["months"])
DAYS = number(1, MOST["days"])
HOURS_A_DAY = number(1, MOST["hours_a_day"])
MINUTES_OF_TRAVEL = number(0, 600)
ATTEMPTS = number(0, 20)
PERCENT = real(0, 100)

REPORTS = ("standard", "fast-delivery", "oral", "specific-sentence", "")
MANAGERS = ("nps", "crc", "")
AGAINST = ("female-partner", "male-partner", "family", "stranger", "other", "")
DOMAINS = ("sex", "thinking", "relationships", "self-management")
SUBSTANCES = (
    "alcohol", "opiates", "cocaine", "crack", "cannabis", "nps", "amphetamines",
    "benzodiazepines", "other",
)  # fmt: skip
VULNERABILITIES = (
    "child-concern", "child-protection", "domestic-violence-victim", "self-harm",
    "sexual-exploitation", "sex-worker", "mental-health", "substance-misuse-or-homelessness",
)  # fmt: skip
SCORES = {
    "ogrs3": PERCENT,
    "ovp": PERCENT,
    "rsr": PERCENT,
    "audit": number(0, 40),
    "learning_screen": number(0, 9),
    "aggression_score": number(0, 2),
    "temper_score": number(0, 2),
    "tier": number(1, 4),
    "vulnerabilities": listed(word(*VULNERABILITIES)),
}


Units = Mapping[str, tuple[str, ...]]


def parse_case(
    name: str, data: bytes, known: frozenset[str] | None = None, units: Units | None = None
) -> Case:
    """The case a TOML or JSON file holds; `known` are the codes of the catalogue, if at hand.

    `units` are those in which each requirement is measured, by its code.

    Raises
    ------
    InvalidInput
        With every mistake of the file at once.
    """
    return parse_case_file(name, data, known, units)[0]


def parse_case_file(
    name: str, data: bytes, known: frozenset[str] | None = None, units: Units | None = None
) -> tuple[Case, str]:
    """The case, and the name of the timetable it is meant for ("" where it does not say)."""
    reader = Reader(name, load_table(name, data))
    reader.take("schema", number(1, 1))
    timetable = reader.take("timetable", text, "")
    case = _case(reader, known, units or {})
    check(reader, case)
    reader.finish()
    return case, timetable


def _case(reader: Reader, known: frozenset[str] | None, units: Units) -> Case:
    reference = reader.take("reference", filled)
    return build(
        reader,
        Case,
        reference=reference,
        dates=_dates(reader.table("dates")),
        sentence=_sentence(reader.table("sentence"), known, units),
        person=build(reader.table("person"), Person, reference=reference),
        offences=tuple(
            build(row, Offence, {"against": word(*AGAINST)}) for row in reader.tables("offences")
        ),
        assessments=_assessments(reader.table("assessments")),
        needs=tuple(
            build(table, NeedFact, {"score": number(0, 10)}) for table in reader.tables("needs")
        ),
        clinical=_clinical(reader.table("clinical")),
        consents=by_code(reader, "consents", choice(Answer), known),
        provider_agrees=by_code(reader, "provider_agrees", choice(Answer), known),
        completed=reader.take("completed", listed(code(known)), None),
        attempts=by_code(reader, "attempts", ATTEMPTS, known),
        addresses=tuple(
            build(table, Address, {"id": filled}) for table in reader.tables("addresses")
        ),
        existing=tuple(_existing(table) for table in reader.tables("existing")),
        commitments=commitments(reader),
        travel=reader.take("travel", mapping(MINUTES_OF_TRAVEL), {}),
        limits=build(
            reader.table("limits"),
            Limits,
            {"attendances_a_day": number(1, 10), "attendances_a_week": number(1, 30)},
        ),
    )


def _dates(reader: Reader) -> Dates:
    dates = build(reader, Dates)
    if dates.conviction == date.min or dates.sentence == date.min:
        return dates
    if dates.sentence < dates.conviction:
        message = f"the sentence on {dates.sentence} is before the conviction on {dates.conviction}"
        reader.complain(message, "sentence", dates.sentence)
    if dates.offence is not None and dates.offence.end > dates.conviction:
        last = dates.offence.end
        message = f"the offence on {last} is after the conviction on {dates.conviction}"
        reader.complain(message, "offence", last)
    return dates


def _sentence(reader: Reader, known: frozenset[str] | None, units: Units) -> Sentence:
    parsers = {
        "months": MONTHS,
        "operational_months": MONTHS,
        "supervision_months": MONTHS,
        "custody_months": MONTHS,
        "rules_out": listed(code(known)),
        "report": word(*REPORTS),
        "managed_by": word(*MANAGERS),
    }
    asks = tuple(_ask(table, known, units) for table in reader.tables("asks"))
    return build(reader, Sentence, parsers, asks=asks)


def _ask(reader: Reader, known: frozenset[str] | None, units: Units) -> Ask:
    amounts = {"hours": HOURS, "days": DAYS, "months": MONTHS, "hours_a_day": HOURS_A_DAY}
    parsers = {"requirement": code(known), "programmes": listed(code(known))}
    ask = build(reader, Ask, parsers, terms=build(reader, Terms, amounts))
    check_units(reader, ask, units)
    return ask


def _assessments(reader: Reader) -> Assessments:
    domains = reader.take("domains", mapping(number(0, 2)), {})
    for name in domains:
        if name not in DOMAINS:
            message = f'"{name}" is not a domain of programme needs{nearest(name, DOMAINS)}'
            reader.complain(message, f"domains.{name}", domains[name])
    return build(reader, Assessments, SCORES, domains=domains)


def _clinical(reader: Reader) -> Clinical:
    dependence = tuple(
        build(table, Dependence, {"substance": word(*SUBSTANCES)})
        for table in reader.tables("dependence")
    )
    return build(reader, Clinical, dependence=dependence)


def _existing(reader: Reader) -> ExistingOrder:
    sessions = tuple(stretch(table) for table in reader.tables("sessions"))
    outstanding = {"unpaid_work_hours_outstanding": number(0, MOST["hours"])}
    return build(reader, ExistingOrder, outstanding, sessions=sessions)
