"""Days of unpaid work and treatment appointments as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import asdict

from models.moments import clock
from models.placement import Booking
from reports.package_data import Data
from reports.plan_figures import rounded
from reports.plan_tables import bound, gap

if TYPE_CHECKING:
    from planning.report import Bookings, PlanReport


def with_bookings(report: PlanReport) -> Data:
    """What is added to a plan's JSON where anybody asks for bookings."""
    held, plan = report.bookings, report.plan
    if held is None:
        return {}
    return {
        "bookings": {
            "asked": held.asked,
            "booked": list(map(_booking, plan.bookings)),
            "waiting": [
                {
                    "person": one.person,
                    "requirement": one.requirement,
                    "reason": one.reason.value,
                    "sentence": one.sentence,
                }
                for one in plan.unbooked
            ],
            "rounds": [
                {
                    "requirements": list(one.requirements),
                    "proved": one.proved,
                    "status": [
                        {
                            "aim": stage.aim,
                            "proved": stage.proved,
                            "value": stage.value,
                            "bound": bound(stage),
                            "gap": gap(stage),
                        }
                        for stage in one.stages
                    ],
                }
                for one in plan.rounds
            ],
            **_figures(held),
            "prices": [
                {**asdict(one), "estimate": rounded(one.estimate)} for one in report.giver_prices
            ],
        }
    }


def _booking(one: Booking) -> Data:
    return {
        "person": one.person,
        "requirement": one.requirement,
        "giver": one.giver,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "sessions": [
            {"day": each.day.isoformat(), "start": clock(each.start), "end": clock(each.end)}
            for each in one.sessions
        ],
    }


def _figures(held: Bookings) -> Data:
    return {
        "waits": [asdict(one) for one in held.waits],
        "shortages": [
            {
                "requirement": one.programme,
                "wanted": one.wanted,
                "booked": one.placed,
                "reasons": {reason.value: number for reason, number in one.reasons.items()},
            }
            for one in held.shortages
        ],
        "days": [{**asdict(one), "day": one.day.isoformat()} for one in held.days],
        "weeks": [{**asdict(one), "week": one.week.isoformat()} for one in held.weeks],
    }
