"""The answer as JSON: the contract other programs read. Fields are only ever added.

The same input gives the same bytes: everything stands in the order it was given, no time of day
of the computation and nothing of the machine is in it.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from attrs import asdict

from models.facts import Facts
from models.fault import Fault
from models.findings import Reason
from models.moments import WEEKDAYS, clock
from models.rules.rar import RAR, activity_days
from models.rules.unset import unset
from models.sources import Source
from optimiser.results import (
    AmountRange,
    Clash,
    Condition,
    Hindrance,
    Impasse,
    Measures,
    MissingGroup,
    NotOffered,
    Option,
    Options,
    Repair,
    StageRoom,
)
from reports.court import court_text
from reports.headline import headline
from reports.package_data import Data, iso, package_dict

SCHEMA = 1


def answer(found: Options, court: int | None = None) -> Data:
    """The whole answer; `court` is the option whose text for the court is added, from 1."""
    facts = found.facts
    data: Data = {
        "schema": SCHEMA,
        "inputs": dict(found.inputs),
        "options": [option_dict(option, facts) for option in found.options],
        "headlines": [headline(option.package, facts) for option in found.options],
        "not_offered": [refusal_dict(row) for row in found.not_offered],
        "to_ask": [
            {
                "fact": ask.fact,
                "question": ask.question,
                "codes": list(ask.codes),
                "every_option": ask.every or not ask.codes,
            }
            for ask in found.to_ask
        ],
        "signposts": [refusal_dict(row) for row in found.signposts],
        "warnings": list(found.warnings),
        "exhausted": found.exhausted,
        "closed": found.closed,
        "cut_short": found.cut_short,
        "interrupted": found.interrupted,
        "allowed_loss": asdict(found.loss) if found.loss is not None else None,
        "impasse": impasse_dict(found.impasse) if found.impasse else None,
    }
    if court is not None:
        text = court_text(found, court)
        data["court"] = {
            "option": found.options[court - 1].id,
            "proposal": text.proposal,
            "rationale": text.rationale,
            "alternatives": text.alternatives,
        }
    return data


def dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def option_dict(option: Option, facts: Facts) -> Data:
    """One option: a package for audit with all that is said beside it."""
    package = package_dict(option.package)
    for row in package["requirements"]:
        row["sources"] = sources(row["code"], tuple(row["terms"]), facts)
        if row["code"] == RAR:
            row["scheduled_days"] = len(activity_days(option.package, facts))
    lost, rest = _by_session(option.clashes), _by_session(option.rest)
    for row in package["sessions"]:
        row["clash_minutes"] = lost[row["id"]]
        row["rest_minutes"] = rest[row["id"]]
    return {
        "id": option.id,
        "name": option.name,
        "trade": option.trade,
        **package,
        "departures": [fault_dict(fault) for fault in option.departures],
        "needs": [{"need": s.need.value, "met_by": list(s.met_by)} for s in option.needs],
        "purposes_unserved": [purpose.value for purpose in option.purposes_unserved],
        "conditions": [condition_dict(condition) for condition in option.conditions],
        "clashes": [clash_dict(clash) for clash in option.clashes],
        "rest": [clash_dict(clash) for clash in option.rest],
        "ranges": [range_dict(found) for found in option.ranges],
        "unset": [
            {"requirement": amount.entry.code, "unit": amount.unit}
            for amount in unset(option.package, facts)
            if not amount.follows
        ],
        "measures": measures_dict(option.measures),
        "status": [
            {"aim": s.aim.value, "proved": s.proved, "value": s.value, "bound": s.bound}
            for s in option.status
        ],
        "proved": option.proved,
        "assumptions": list(option.assumptions),
        "unverified": list(option.unverified),
        "counterfactuals": [missing_dict(one) for one in option.missing],
        "room_to_miss": [room_dict(room) for room in option.room],
    }


def _by_session(clashes: tuple[Clash, ...]) -> Counter[str]:
    lost = Counter[str]()
    for clash in clashes:
        lost[clash.session] += clash.minutes
    return lost


def clash_dict(clash: Clash) -> Data:
    return {
        "session": clash.session,
        "day": iso(clash.day),
        "minutes": clash.minutes,
        "commitment": clash.commitment,
    }


def sources(code: str, units: tuple[str, ...], facts: Facts) -> list[Data]:
    """Where a requirement and the bounds of its amounts come from, each once."""
    entry = facts.menu.entries.get(code)
    found = {(entry.source, True): None} if entry else {}
    asked = {"available", *(unit.replace("_", "-") for unit in units)}
    for ruling in facts.menu.rulings:
        if ruling.row.subject == code and ruling.row.parameter in asked:
            found[ruling.source, ruling.verified] = None
    return [{**source_dict(source), "verified": verified} for source, verified in found]


def measures_dict(found: Measures) -> Data:
    """Every aim by its name, then what it is made of. Minutes and days are whole."""
    return {
        "proportionality": found.proportionality,
        "answering": found.answering,
        "conditions": found.conditions,
        "practice": found.practice,
        "work": found.work,
        "travel": found.travel,
        "waiting": found.waiting,
        "last_day": found.last_day,
        "months": found.months,
        "restriction": found.attended + found.curfew,
        "forgiveness": found.forgiveness,
        "attendances": found.attendances,
        "care_minutes": found.care,
        "rest_minutes": found.rest,
        "attended_minutes": found.attended,
        "curfew_minutes": found.curfew,
        "first_session": iso(found.first_session),
        "last_session": iso(found.last_session),
    }


def fault_dict(fault: Fault) -> Data:
    return {
        "rule": fault.rule,
        "subject": fault.subject,
        "force": fault.force.value,
        "aim": fault.aim.value,
        "sentence": fault.sentence,
        "occurrences": fault.occurrences,
        "source": source_dict(fault.source),
        "verified": fault.verified,
        "strength": fault.strength.value if fault.strength is not None else None,
    }


def condition_dict(condition: Condition) -> Data:
    finding = condition.finding
    return {
        "code": condition.code,
        "verdict": finding.verdict.value,
        "reasons": [reason_dict(reason) for reason in finding.reasons],
    }


def reason_dict(reason: Reason) -> Data:
    return {
        "verdict": reason.verdict.value,
        "sentence": reason.sentence,
        "source": source_dict(reason.source),
        "verified": reason.verified,
        "facts": list(reason.facts),
        "to": reason.to,
    }


def range_dict(found: AmountRange) -> Data:
    return {
        "requirement": found.requirement,
        "unit": found.unit,
        "lowest": found.lowest,
        "amount": found.amount,
        "highest": found.highest,
        "proved": found.proved,
    }


def missing_dict(found: MissingGroup) -> Data:
    """A group that nobody runs, and the minutes of work lost without and with it."""
    group = found.group
    return {
        "programme": group.programme,
        "venue": group.venue,
        "slots": [
            {"day": WEEKDAYS[slot.weekday], "start": clock(slot.start), "end": clock(slot.end)}
            for slot in group.slots
        ],
        "instead_of": found.instead_of,
        "work_before": found.before,
        "work_after": found.after,
    }


def room_dict(room: StageRoom) -> Data:
    """For officers: never to be passed on to the person."""
    return {
        "code": room.code,
        "leg": room.leg,
        "stage": room.stage,
        "sessions": room.sessions,
        "stated": not room.silent,
        "allowed": room.allowed,
        "per": room.per,
        "made_good": room.good,
        "where": [{"provider": provider, "venue": venue} for provider, venue in room.where],
        "lacking": [iso(day) for day in room.lacking],
        "catch_up": room.catch_up,
        "beyond": room.beyond,
        "restart_at": room.restart_at,
        "source": source_dict(room.source),
    }


def refusal_dict(row: NotOffered) -> Data:
    return {
        "code": row.code,
        "name": row.name,
        "sentence": row.sentence,
        "source": source_dict(row.source),
        "verified": row.verified,
    }


def impasse_dict(found: Impasse) -> Data:
    return {
        "summary": found.summary,
        "wished": found.wished,
        "reasons": [refusal_dict(row) for row in found.reasons],
        "rules": [hindrance_dict(rule) for rule in found.rules],
        "repairs": [repair_dict(repair) for repair in found.repairs],
    }


def hindrance_dict(found: Hindrance) -> Data:
    return {
        "rule": found.rule,
        "subject": found.subject,
        "sentence": found.sentence,
        "source": source_dict(found.source),
        "strength": found.strength,
        "verified": found.verified,
    }


def repair_dict(found: Repair) -> Data:
    """A way out; the package it would give and its measures are null where none was found."""
    return {
        "sentence": found.sentence,
        "changed": [hindrance_dict(rule) for rule in found.changed],
        "package": package_dict(found.package) if found.package is not None else None,
        "measures": measures_dict(found.measures) if found.measures is not None else None,
        "proved": found.proved,
        "possible": found.possible,
    }


def source_dict(source: Source) -> Data:
    return {"document": source.document, "section": source.section}
