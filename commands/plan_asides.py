"""What is asked of a plan besides, one after another, and what of it is left out once stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commands.stopping import Stop
    from planning.making import Made
    from planning.report import PlanReport

MONTHS_TO_COME = "The months to come"


def left_out(report: PlanReport, what: str) -> PlanReport:
    """A report that says so."""
    return _stopped(report, f"{what}: left out, since the work was stopped before.")


def cut_short(report: PlanReport, what: str) -> PlanReport:
    """A report that says it holds the best that was found until it was stopped."""
    return _stopped(report, f"{what}: the best that was found until the work was stopped.")


def _stopped(report: PlanReport, said: str) -> PlanReport:
    from attrs import evolve

    return evolve(report, stopped=True, left_out=(*report.left_out, said))


def with_asides(
    report: PlanReport, made: Made, given: dict[str, Any], stop: Stop
) -> PlanReport:
    """The report with prices of places and the groups to open and to close, where asked for."""
    from attrs import evolve

    from planning.prices import stated

    for option, what, add in (
        ("prices", "What one more place is worth", _priced),
        ("number", "Which groups to open", _opened),
        ("fewer", "Which groups to close", _closed),
    ):
        if not given[option]:
            continue
        found = None if stop() else add(report, made, given[option])
        if found is None:
            report = left_out(report, what)
        else:
            report = evolve(found, weights=stated())
            report = cut_short(report, what) if stop() else report
    return report


def _priced(report: PlanReport, made: Made, _: bool) -> PlanReport:
    from attrs import evolve

    from planning.booking_prices import giver_prices
    from planning.prices import seat_prices

    prices, of_givers = seat_prices(made), giver_prices(made)
    return evolve(report, priced=True, prices=prices, giver_prices=of_givers)


def _opened(report: PlanReport, made: Made, number: int) -> PlanReport | None:
    from attrs import evolve

    from planning.openings import which_next

    found = which_next(made, number)
    stopped = made.asked.halted() and not found.solved
    return None if stopped else evolve(report, openings=found)


def _closed(report: PlanReport, made: Made, number: int) -> PlanReport | None:
    from attrs import evolve

    from planning.closings import least_missed

    found = least_missed(made, number)
    stopped = made.asked.halted() and not found.solved
    return None if stopped else evolve(report, closings=found)
