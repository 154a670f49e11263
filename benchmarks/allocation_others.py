"""Others' instances and a small region, ours beside what is done otherwise, in a process apart."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from attrs import asdict, evolve

from benchmarks.allocation_baselines import (
    Otherwise,
    booleans,
    first_come,
    flow,
    of_crowd,
    of_yardstick,
)
from benchmarks.allocation_regions import made
from benchmarks.allocation_rows import LOAD, weights
from benchmarks.harness import peak_mebibytes, stopwatch
from benchmarks.yardsticks import read
from models.population import Person
from models.timetable import Intake
from optimiser.allocation.allocate import allocate
from optimiser.allocation.kinds import Crowd, crowd
from optimiser.allocation.offer import offered
from optimiser.allocation.settle import settle

FIRST_COME = "first come, first served"
BOOLEANS = "a Boolean for each person and group"
FLOW = "one group each, by flow"
OURS = "ours"


def instance(path: str, limit: float) -> dict[str, Any]:
    """A yardstick closed, and by first come and by Booleans."""
    yardstick = read(path)
    with stopwatch() as watch:
        found = allocate(yardstick.instance, clock=perf_counter)
    return {
        "name": yardstick.name,
        "people": yardstick.people,
        "requests": yardstick.requests,
        "groups": yardstick.groups,
        "kinds": len(yardstick.kinds),
        "value": found.value,
        "bound": found.bound,
        "proved": found.proved and found.value == (yardstick.best_known or found.value),
        "best_known": yardstick.best_known,
        "alone": yardstick.alone,
        "rounds": found.rounds,
        "seconds": watch.seconds,
        "cpu_seconds": watch.cpu_seconds,
        "mebibytes": peak_mebibytes(),
        "phases": found.seconds,
        "otherwise": [
            _timed(
                f"{yardstick.name}, {FIRST_COME}",
                lambda: first_come(yardstick.instance, yardstick.order),
            ),
            _timed(
                f"{yardstick.name}, {BOOLEANS}",
                lambda: booleans(of_yardstick(yardstick), limit),
            ),
        ],
    }


def region_otherwise(people: int, percent: int, limit: float) -> list[dict[str, Any]]:
    """A region of one area by each means, and ours beside the flow where that is exact."""
    world = made(people, 1, percent)
    held = world.region.population.people
    whole = _crowd(held, world, closed=False)
    order = sorted(range(len(held)), key=lambda place: (held[place].first, place))
    kinds = [int(whole.kind[place]) for place in order]

    def ours() -> Otherwise:
        found = settle(held, world.region.timetable, lambda one: world.entries[one.id], LOAD,
                       weights())  # fmt: skip
        return Otherwise(found.value, found.bound)

    rows = [
        _timed(OURS, ours),
        _timed(FIRST_COME, lambda: first_come(whole.instance, kinds)),
        _timed(BOOLEANS, lambda: booleans(of_crowd(whole), limit)),
    ]
    ones = _crowd(_of_one_closed(held, world), world, closed=True)
    rows.append(_timed(FLOW, lambda: flow(ones)))
    rows.append(_timed(f"{FLOW.split(',')[0]}, {OURS}", lambda: _allocated(ones)))
    return rows


def one_group_each(people: int, percent: int) -> tuple[int | None, int | None]:
    """What ours and a flow make of the people who want one closed programme."""
    world = made(people, 1, percent)
    ones = _crowd(_of_one_closed(world.region.population.people, world), world, closed=True)
    return _allocated(ones).value, flow(ones).value


def _allocated(ones: Crowd) -> Otherwise:
    found = allocate(ones.instance)
    return Otherwise(found.value, found.bound)


def _of_one_closed(people: tuple[Person, ...], world: Any) -> tuple[Person, ...]:
    closed = {
        group.programme
        for group in world.region.timetable.groups
        if group.intake is Intake.CLOSED
    }
    return tuple(
        evolve(one, wants=one.wants[:1]) for one in people if one.wants[0].programme in closed
    )


def _crowd(people: tuple[Person, ...], world: Any, *, closed: bool) -> Crowd:
    timetable = world.region.timetable
    groups = [one for one in timetable.groups if not closed or one.intake is Intake.CLOSED]
    offer = offered(
        groups, lambda one: world.entries[one.id], timetable, timetable.first, timetable.last
    )
    return crowd(people, offer, weights().array, LOAD)


def _timed(name: str, work: Callable[[], Otherwise]) -> dict[str, Any]:
    with stopwatch() as watch:
        found = work()
    return {"name": name, **asdict(found), "seconds": watch.seconds}
