"""A plan as JSON, for other programs. Fields are only ever added.

The same plan file and seed give the same bytes: no seconds are in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import asdict

from models.moments import WEEKDAYS, clock
from models.placement import StageBound
from models.plan_rules import PlanFault
from models.timetable import Slot
from reports.json_report import source_dict
from reports.package_data import Data
from reports.plan_booking_json import with_bookings
from reports.plan_figures import rounded
from reports.plan_tables import bound, gap

if TYPE_CHECKING:
    from planning.forecast import Forecast
    from planning.report import Compared, PlanReport, Staffed, Waits
    from planning.worth_report import Closings, Openings

SCHEMA = 1

def as_data(report: PlanReport) -> Data:
    plan = report.plan
    return {
        "schema": SCHEMA,
        "id": report.id,
        "title": report.title,
        "name": report.name,
        "seed": report.seed,
        "inputs": dict(report.inputs),
        "aims": [aim.value for aim in report.aims],
        "people": report.people,
        "wants": report.wants,
        "placed": len(plan.placements),
        "unplaced": len(plan.unplaced),
        "measures": asdict(report.measures),
        "status": status(report.stages),
        "proved": report.proved,
        "stopped": report.stopped,
        "left_out": list(report.left_out),
        "moved": report.moved,
        "least_moved": report.least_moved,
        "facilitator_sessions": report.facilitator_sessions,
        "placements": [
            {
                "person": one.person,
                "programme": one.programme,
                "group": one.group,
                "run": one.run,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
            }
            for one in plan.placements
        ],
        "waiting": [
            {
                "person": one.person,
                "programme": one.programme,
                "reason": one.reason.value,
                "sentence": one.sentence,
                "lacks": list(map(asdict, one.lacks)),
            }
            for one in plan.unplaced
        ],
        "staffed": list(map(staffed_dict, report.staffed)),
        "loads": [{**asdict(one), "week": one.week.isoformat()} for one in report.loads],
        "waits": list(map(waits_dict, report.waits)),
        "fairness": list(map(waits_dict, report.fairness)),
        "shortages": [
            {
                "programme": one.programme,
                "wanted": one.wanted,
                "placed": one.placed,
                "reasons": {reason.value: number for reason, number in one.reasons.items()},
            }
            for one in report.shortages
        ],
        "demands": [asdict(one) for one in report.demands],
        "weeks": {programme: list(weeks) for programme, weeks in report.weeks.items()},
        "weights": asdict(report.weights) if report.weights is not None else None,
        "prices": [{**asdict(one), "estimate": rounded(one.estimate)} for one in report.prices],
        "openings": openings_dict(report.openings) if report.openings is not None else None,
        "closings": closings_dict(report.closings) if report.closings is not None else None,
        "compared": list(map(compared_dict, report.compared)),
        "forecasts": {name: forecast_dict(one) for name, one in report.forecasts.items()},
        "departures": list(map(fault_dict, report.faults)),
        "assumptions": list(report.assumptions),
        **with_bookings(report),
    }


def comparison_data(found: Iterable[Compared]) -> list[Data]:
    return list(map(compared_dict, found))


def status(stages: Iterable[StageBound]) -> list[Data]:
    return [
        {
            "aim": one.aim,
            "proved": one.proved,
            "value": one.value,
            "bound": bound(one),
            "gap": gap(one),
        }
        for one in stages
    ]


def staffed_dict(one: Staffed) -> Data:
    return {
        **asdict(one),
        "week": one.week.isoformat() if one.week is not None else None,
        "first": one.first.isoformat() if one.first is not None else None,
    }


def waits_dict(one: Waits) -> Data:
    return asdict(one)


def compared_dict(one: Compared) -> Data:
    return {
        "name": one.name,
        "sentence": one.sentence,
        "people": one.people,
        "placed": one.placed,
        "unplaced": one.unplaced,
        "measures": asdict(one.measures),
        "waits": waits_dict(one.waits),
        "facilitator_sessions": one.facilitator_sessions,
        "hours_lost": rounded(one.hours_lost),
        "moved": one.moved,
        "status": status(one.stages),
        "proved": one.proved,
        "musts": one.musts,
        **_compared_bookings(one),
    }


def _compared_bookings(one: Compared) -> Data:
    if not one.booked and not one.unbooked:
        return {}
    return {
        "booked": one.booked, "unbooked": one.unbooked, "booking_weeks": one.booking_weeks,
    }  # fmt: skip


def openings_dict(found: Openings) -> Data:
    return {
        "number": found.number,
        "looked_at": found.looked_at,
        "solved": found.solved,
        "gain": found.gain,
        "most": found.most,
        "proved": found.proved,
        "groups": [
            {
                "id": one.id,
                "programme": one.programme,
                "venue": one.venue,
                "slots": list(map(slot_dict, one.slots)),
                "places": one.places,
                "most": one.most,
                "gain": one.gain,
                "chosen": one.chosen,
            }
            for one in found.groups
        ],
    }


def closings_dict(found: Closings) -> Data:
    groups = [asdict(one) for one in found.groups]
    return {**asdict(found), "groups": groups, "proved": found.proved}


def slot_dict(slot: Slot) -> Data:
    return {"day": WEEKDAYS[slot.weekday], "start": clock(slot.start), "end": clock(slot.end)}


def forecast_dict(found: Forecast) -> Data:
    outlook = found.outlook
    return {
        "begin": outlook.begin.isoformat(),
        "months": outlook.months,
        "seed": outlook.seed,
        "replications": outlook.replications,
        "filler": outlook.filler,
        "estimates": [
            {
                **asdict(one.key),
                "mean": rounded(one.mean),
                "low": rounded(one.low),
                "high": rounded(one.high),
                "having": one.having,
                "replications": one.replications,
            }
            for one in found.estimates
        ],
        "relied_on": [
            {
                "id": one.id,
                "of": one.of,
                "value": one.value,
                "unit": one.unit,
                "source": source_dict(one.source),
                "verified": one.verified,
            }
            for one in found.relied_on
        ],
    }


def fault_dict(fault: PlanFault) -> Data:
    return {
        "rule": fault.rule,
        "person": fault.person,
        "run": fault.run,
        "force": fault.force.value,
        "sentence": fault.sentence,
        "source": source_dict(fault.source),
        "occurrences": fault.occurrences,
    }
