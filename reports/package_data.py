"""An option as a package for audit: plain tables that `scenarios` reads back unchanged."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.moments import MINUTES_A_DAY, WEEKDAYS, clock
from models.package import (
    CurfewRow,
    Package,
    PlannedPart,
    PlannedRequirement,
    PlannedSession,
)
from optimiser.results import Option

Data = dict[str, Any]


def option_to_package_dict(option: Option) -> Data:
    """Everything of an option that audit needs, and its name."""
    return {"schema": 1, "id": option.id, "name": option.name, **package_dict(option.package)}


def package_dict(package: Package) -> Data:
    """A package without what is unset: days as 2026-06-08, moments with their offset."""
    order = package.order
    return stated({
        "order": stated({
            "kind": order.kind.value,
            "months": order.months,
            "start": iso(order.start),
            "end": iso(order.end),
            "operational_months": order.operational_months,
        }),
        "requirements": [requirement_dict(planned) for planned in package.requirements],
        "sessions": [session_dict(session) for session in package.sessions],
        "curfew": [curfew_dict(row) for row in package.curfew],
        "detox": dict(zip(("from", "to"), map(iso, package.detox), strict=True))
        if package.detox
        else None,
        "overrides": [{"rule": o.rule, "reason": o.reason} for o in package.overrides] or None,
        # Else one without sessions is read as terms that nobody has dated yet.
        "unattended": (package.unattended and not package.sessions) or None,
    })  # fmt: skip


def requirement_dict(planned: PlannedRequirement) -> Data:
    return stated({
        "code": planned.code,
        "terms": dict(planned.terms.items()),
        "purposes": [purpose.value for purpose in planned.purposes],
        "start": iso(planned.start),
        "end": iso(planned.end),
        "project": planned.project or None,
        "provider": planned.provider or None,
        "areas": list(planned.areas) or None,
        "place": planned.place or None,
        "extended_months": planned.extended_months,
        "parts": [part_dict(part) for part in planned.parts],
    })  # fmt: skip


def part_dict(part: PlannedPart) -> Data:
    return {"code": part.code, "group": part.group, "run": part.run, "edition": part.edition}


def session_dict(session: PlannedSession) -> Data:
    return stated({
        "id": session.id,
        "part": session.part,
        "leg": session.leg,
        "number": session.number,
        "start": session.start.isoformat(),
        "end": session.end.isoformat(),
        "title": session.title,
        "requirement": session.requirement,
        "venue": session.venue,
        "kind": session.kind,
        "module": session.module or None,
        "provider": session.provider or None,
        "firm": session.firm,
    })  # fmt: skip


def curfew_dict(row: CurfewRow) -> Data:
    return {
        "weekday": WEEKDAYS[row.weekday],
        "start": clock(row.start),
        "end": "24:00" if row.end == MINUTES_A_DAY else clock(row.end),
        "place": row.place,
    }


def iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def stated(table: Data) -> Data:
    """A table without the keys that hold nothing: TOML has no null."""
    return {key: value for key, value in table.items() if value is not None}
