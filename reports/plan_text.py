"""A plan on the screen: how good it is, who waits and why, how full it all is.

Names of people stand in short lists only; the workbook and the JSON hold everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from models.sources import Source
from reports import plan_seat_tables, plan_tables, plan_whatif_tables, words
from reports.plan_booking_text import booked, bookings
from reports.plan_compare_text import comparison_screen
from reports.plan_forecast_text import forecasts
from reports.plan_grid import LISTED, by_kind, grid, shown
from reports.screen import heading, indented, line, section

if TYPE_CHECKING:
    from planning.report import PlanReport, Waits

CAUTION = (
    "Made from the population, the timetable and the places given. What was not given limits "
    "nothing. A plan settles groups and days; each person's package is still to be made."
)


def screen(report: PlanReport) -> Iterator[RenderableType]:
    """The whole plan; what-ifs and forecasts where they were asked for."""
    yield line(headline(report), "bold")
    yield from section("Left out", report.left_out)
    yield from how_good(report)
    yield from who_waits(report)
    yield from how_full(report)
    yield from bookings(report)
    yield from comparison_screen(report.compared)
    yield from worth(report)
    yield from forecasts(report)
    yield from section("Departures from guidance", departures(report))
    yield from section("Assumptions", map(words.sentence, report.assumptions))
    yield from section("Time", times(report))
    yield Text("")
    yield line(CAUTION, "italic")


def headline(report: PlanReport) -> str:
    """
    "East Midlands: 412 of 430 programmes placed for 310 people, proved best. 112 of 118
    requirements booked, proved best given the groups."
    """
    placed = len(report.plan.placements)
    name = words.plain(report.title or report.id)
    people = counted(report.people, "person", "people")
    asked = counted(report.wants, "programme")
    if not report.people:
        return f"{name}: there is nobody to place."
    sure = "proved best" if report.proved else "not proved best"
    if report.bookings is not None and not report.wants:
        return f"{name}: {booked(report)}, for {people}."
    beside = f" {booked(report)}." if report.bookings is not None else ""
    return f"{name}: {placed:,} of {asked} placed for {people}, {sure}.{beside}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """
    >>> counted(1, "person", "people"), counted(2486, "session")
    ('1 person', '2,486 sessions')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def how_good(report: PlanReport) -> Iterator[RenderableType]:
    if report.stopped and not report.proved:
        yield line("Stopped before all was proved: this is the best plan found until then.")
    table = plan_tables.aims(report)
    yield heading(table.title)
    yield indented(grid(table.only("Aim", "Unit", "Value", "Proved bound", "Gap", "Proved best")))
    sessions = counted(report.facilitator_sessions, "group session")
    yield indented(line(f"{sessions} held. Seed {report.seed}."))
    if report.moved is not None:
        yield indented(line(f"{moved(report)}."))


def moved(report: PlanReport) -> str:
    """How many lose a run of the plan this one was to stay near, and how many must."""
    people = counted(report.moved, "person", "people") if report.moved else "Nobody"
    near = "a run they have in the plan without the what-ifs"
    said = f"{people} {'lose' if (report.moved or 0) > 1 else 'loses'} {near}"
    if report.least_moved is None:
        return said
    if report.least_moved == report.moved:
        return f"{said}; no plan moves fewer" if report.moved else said
    return f"{said}; at least {report.least_moved:,} do in any plan"


def who_waits(report: PlanReport) -> Iterator[RenderableType]:
    waits = plan_tables.waits(report)
    # By area they stand under who waits longest.
    area = plan_tables.BY["area"]
    yield from by_kind(waits.where(row for row in waits.rows if row[0] != area))
    yield from by_kind(plan_tables.fairness(report))
    yield from section("Who waits longest", longest(report.fairness))
    yield from shown(plan_tables.shortages(report))
    waiting = plan_tables.waiting(report)
    yield from shown(waiting.only("Person", "Programme", "Why"), LISTED)


def longest(found: Sequence[Waits]) -> Iterator[str]:
    """By each mark of fairness, who waits longest: by the ninth in ten, then the longest."""
    for by in dict.fromkeys(one.by for one in found):
        waiting = [one for one in found if one.by == by and one.p90 is not None]
        if len(waiting) < 2:
            continue
        ranked = sorted(waiting, key=lambda one: (one.p90 or 0, one.longest or 0), reverse=True)
        most, least = ranked[0], ranked[-1]
        what = plan_tables.BY.get(by, by)
        if (most.p90, most.longest) == (least.p90, least.longest):
            yield f"{what}: no difference."
            continue
        yield (
            f"{what}: {_who(most)}, nine in ten within {words.count(most.p90 or 0, 'week')} and "
            f"the last after {words.count(most.longest or 0, 'week')}; {_who(least)} within "
            f"{words.count(least.p90 or 0, 'week')} and after "
            f"{words.count(least.longest or 0, 'week')}."
        )


def _who(one: Waits) -> str:
    return words.plain(one.name) or "not known"


def how_full(report: PlanReport) -> Iterator[RenderableType]:
    table = plan_seat_tables.groups(report)
    columns = ("Group", "Cohort", "Fullest", "Places", "Mean use")
    yield from shown(table.fullest_first("Mean use").only(*columns), LISTED)
    yield from shown(plan_seat_tables.staffed(report).without("Week of"), LISTED)
    demand = plan_seat_tables.demands(report)
    yield from shown(demand.only("Name", "Offered a week", "Asked a week", "Over"), LISTED)


def worth(report: PlanReport) -> Iterator[RenderableType]:
    columns = ["Group", "Programme", "Estimate", "Exact"]
    if any(one.lowest != one.highest for one in report.prices):
        columns += ["At least", "At most"]
    yield from shown(plan_whatif_tables.prices(report).only(*columns), LISTED)
    if none := plan_whatif_tables.nothing_dear(report):
        yield from section("What one more place is worth", (none,))
    columns = ["Name", "One more", "Requirement", "Estimate", "Exact"]
    if any(one.lowest != one.highest for one in report.giver_prices):
        columns += ["At least", "At most"]
    yield from shown(plan_whatif_tables.giver_prices(report).only(*columns), LISTED)
    yield from shown(plan_whatif_tables.openings(report), LISTED)
    if none := plan_whatif_tables.nothing_to_open(report):
        yield from section("Which group to open next", (none,))
    yield from shown(plan_whatif_tables.closings(report), LISTED)
    if none := plan_whatif_tables.nothing_to_close(report):
        yield from section("Which group to close next", (none,))


def departures(report: PlanReport) -> Iterator[str]:
    """Each sentence once, with how often it holds, and its source where it has only one."""
    found: dict[str, list[Source]] = {}
    for fault in report.faults:
        found.setdefault(fault.sentence, []).append(fault.source)
    for sentence, sources in list(found.items())[:LISTED]:
        times = f" ({len(sources):,} times)" if len(sources) > 1 else ""
        cited = f" [{words.plain(str(sources[0]))}]" if len(set(sources)) == 1 else ""
        yield f"{words.sentence(words.plain(sentence))}{times}{cited}"
    if len(found) > LISTED:
        yield f"{len(found) - LISTED:,} more in the workbook and the JSON."


def times(report: PlanReport) -> Iterator[str]:
    """Seconds by aim and by phase: the only figures that are not the same twice."""
    stages = [(plan_tables.stage_name(one.aim), one.seconds) for one in report.stages]
    for title, found in (("Aims", stages), ("Phases", list(report.seconds.items()))):
        said = _seconds(found)
        if said:
            yield f"{title}: {said}."


def _seconds(found: Iterable[tuple[str, float]]) -> str:
    return words.listing(f"{words.inside(name)} {seconds:.1f} s" for name, seconds in found)
