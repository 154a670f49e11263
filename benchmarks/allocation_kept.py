"""What else limits a plan: minimum sizes, facilitators, rooms, projects and appointments, measured.

Each by itself, on one made-up region; projects and appointments on a shipped plan, whose people ask
for them. Facilitators and rooms are planned with, and so under the bound; company (minimum sizes
and women alone) in rows of its own, and told of in the others; projects and appointments are
planned given the groups, a row for each round with its own bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import process_time

from attrs import evolve, frozen

from benchmarks.allocation_regions import made as made_up
from benchmarks.allocation_regions import settings
from benchmarks.harness import stopwatch
from benchmarks.tables import Table, number
from models.moments import monday
from models.placement import PlanAim
from models.region import Region, Staffing
from models.sources import Force
from planning.asking import no_clock
from planning.making import Asked, Made, made
from planning.repairing import Book
from planning.seating import all_on_offer
from planning.staging import Clock

WITHOUT_COMPANY = tuple(aim for aim in PlanAim if aim is not PlanAim.COMPANY)


@frozen
class Kept:
    """A plan under one more limit: `(value, bound)` of each aim, and what the clerk finds.

    `seconds` of the clock are None of a round of bookings, which is a part of its plan.
    """

    limit: str
    seconds: float | None
    cpu_seconds: float
    shut: int
    aims: tuple[tuple[str, int, int], ...]
    musts: int
    short: str


def kept() -> list[Kept]:
    """A row for each limit, the plan without any first."""
    held = settings()["kept"]
    percent = sorted(settings()["places_percent"])[1]
    region = made_up(held["people"], 1, percent).region
    bare, plan = _row("none", region)
    groups = region.timetable.groups
    small = evolve(region, minimum={group.id: held["minimum"] for group in groups})
    few = _fullest(plan) * held["facilitators_percent"] // 100
    area = region.people[0].area
    venues = sorted({group.venue for group in groups})
    narrow = tuple(Staffing(venue, rooms=held["rooms"]) for venue in venues)
    return [
        bare,
        _row("company planned for", region, tuple(PlanAim))[0],
        _row(f"at least {held['minimum']} in a group", small)[0],
        _row(f"at least {held['minimum']} in a group, planned for", small, tuple(PlanAim))[0],
        _row(f"{few} sessions a week", evolve(region, staffing=(Staffing(area, few),)))[0],
        _row(f"{held['rooms']} rooms a venue", evolve(region, staffing=narrow))[0],
        *_demanded(held["plan"]),
    ]


def _row(
    limit: str,
    region: Region,
    asked: tuple[PlanAim, ...] = WITHOUT_COMPANY,
    clock: Clock = no_clock,
) -> tuple[Kept, Made]:
    with stopwatch() as watch:
        plan = made(region, Asked(asked, clock=clock))
    shoulds = Counter(one.rule for one in plan.faults if one.force is Force.SHOULD)
    bounds = {one.aim: round(one.bound) for one in plan.plan.stages}
    # Of what is only told of nothing is proved.
    aims = tuple(
        (aim.value, plan.measures.of(aim), bounds.get(aim.value, 0)) for aim in PlanAim
    )
    musts = sum(one.force is Force.MUST for one in plan.faults)
    under = shoulds["plan.minimum"]
    short = f"{under} groups under their minimum"
    return Kept(limit, watch.seconds, watch.cpu_seconds, len(plan.struck), aims, musts, short), plan


def _fullest(plan: Made) -> int:
    """The sessions of the fullest week."""
    book = Book(plan.region, all_on_offer(plan.region, plan.catalogue), plan.plan)
    weeks = Counter(monday(one.day) for one in book.meetings)
    return max(weeks.values(), default=0)


def _demanded(name: str) -> Iterator[Kept]:
    from models.catalogue import load
    from scenarios.plan_reading import read_plan

    region = read_plan(name, load()).region
    row, plan = _row(f"{name} in all, the aims of its groups", region, clock=process_time)
    yield row
    held = plan.plan
    for one in held.rounds:
        waiting = sum(each.requirement in one.requirements for each in held.unbooked)
        asked = waiting + sum(each.requirement in one.requirements for each in held.bookings)
        aims = tuple((each.aim, each.value, round(each.bound)) for each in one.stages)
        spent = sum(each.seconds for each in one.stages)
        limit = f"{', '.join(one.requirements)} of {name}, given the groups"
        yield Kept(limit, None, spent, 0, aims, row.musts, f"{waiting} of {asked} not booked")


def table(rows: list[Kept]) -> Table:
    """The rows for the screen and for Markdown."""
    aims = [aim for aim, _, _ in rows[0].aims]
    return Table(
        "What else limits a plan: value, and bound where it is below",
        ("limit", "wall s", "processor s", "meetings shut", *aims, "musts broken", "short"),
        tuple(
            (
                row.limit, number(row.seconds), number(row.cpu_seconds), f"{row.shut:,}",
                *(_closed(row, aim) for aim in aims),
                str(row.musts), row.short,
            )
            for row in rows
        ),
    )  # fmt: skip


def _closed(row: Kept, aim: str) -> str:
    """Value and bound of an aim; nothing where a round has no such aim."""
    for name, value, bound in row.aims:
        if name == aim:
            return f"{value:,}" if bound >= value else f"{value:,} ({bound:,})"
    return ""
