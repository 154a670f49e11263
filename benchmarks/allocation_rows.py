"""One made-up region placed, measured and read by the evaluator, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from attrs import evolve, frozen

from benchmarks.allocation_regions import Made, made, settings
from benchmarks.harness import peak_mebibytes, stopwatch
from models.entry import Entry
from models.placement import Plan, Unplaced, Waiting
from models.plan_rules import faults, measure_plan
from models.population import Population
from models.region import Region
from models.sources import Force
from models.timetable import Group
from optimiser.allocation.people import Load
from optimiser.allocation.settle import Settled, Weights, settle

# Below this many people a second process costs more than it saves.
ALONE = 1500
WORKERS = 2
# The most attendances of a day and a week of the catalogue's assumption.
LOAD = Load(2, 7)


@frozen
class Row:
    """A region's figures. `checking_seconds` are the evaluator's, timed apart."""

    people: int
    areas: int
    percent: int
    seconds: float
    cpu_seconds: float
    mebibytes: float | None
    value: int
    bound: int
    kinds: int
    lots: int
    rounds: int
    unmet: int
    weeks: int
    phases: tuple[tuple[str, float], ...]
    faults: int
    counted: int
    checking_seconds: float

    @property
    def proved(self) -> bool:
        return self.bound >= self.value

    @property
    def holds(self) -> bool:
        """Whether the evaluator finds no must broken and counts the same."""
        return self.proved and not self.faults and self.counted == self.value


def weights() -> Weights:
    return Weights(**settings()["prices"])


def row(people: int, areas: int, percent: int) -> Row:
    """The clock runs from the population in memory to the bound closed."""
    world = made(people, areas, percent)
    with stopwatch() as watch:
        found = _settled(world, people)
    peak = peak_mebibytes()
    with stopwatch() as checking:
        wrong, counted = _checked(world, found)
    return Row(
        people, areas, percent, watch.seconds, watch.cpu_seconds, peak, found.value, found.bound,
        found.kinds, found.lots, found.rounds, found.measures["unmet"], found.measures["weeks"],
        tuple(found.seconds.items()), wrong, counted, checking.cpu_seconds,
    )  # fmt: skip


def _settled(world: Made, number: int) -> Settled:
    region = world.region
    given = (region.population.people, region.timetable, _Entries(world.entries), LOAD, weights())
    if number <= ALONE:
        return settle(*given, clock=perf_counter)
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        return settle(*given, executor=pool)


class _Entries:
    """What each group delivers, as something to ask."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __call__(self, group: Group) -> Entry:
        return self._entries[group.id]


def _checked(world: Made, found: Settled) -> tuple[int, int]:
    """Musts broken, and the plan's cost counted again, area by area."""
    prices = settings()["prices"]
    broken = counted = 0
    for region, plan in _by_area(world, found):
        broken += sum(one.force is Force.MUST for one in faults(region, plan))
        measured = measure_plan(region, plan)
        counted += (
            prices["unmet"] * measured.priority_unmet
            + prices["weeks"] * measured.weeks_waited
            + prices["work"] * measured.work_minutes
            + prices["travel"] * measured.travel_minutes
        )
    return broken, counted


def _by_area(world: Made, found: Settled) -> Iterator[tuple[Region, Plan]]:
    region = world.region
    area_of = {one.reference: one.area for one in region.population.people}
    people: dict[str, list[object]] = {}
    for one in region.population.people:
        people.setdefault(one.area, []).append(one)
    for area, held in people.items():
        groups = tuple(
            group
            for group in region.timetable.groups
            if area in region.timetable.venues[group.venue].areas
        )
        plan = Plan(
            tuple(one for one in found.placements if area_of[one.person] == area),
            tuple(
                Unplaced(person, programme, Waiting.FULL, "")
                for person, programme in found.left_out
                if area_of[person] == area
            ),
        )
        timetable = evolve(region.timetable, groups=groups)
        yield evolve(region, timetable=timetable, population=Population(tuple(held))), plan
