"""Small regions short of hands and rooms, and the least stated sum by going through every plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

from attrs import evolve

from models.placement import PlanAim
from models.plan_rules import faults
from models.region import Region, Staffing
from models.sources import Force
from models.timetable import Slot
from planning.prices import stated
from tests.models.plan_rules import world
from tests.planning.every_company import ways
from tests.planning.making_worlds import commitments

PLANNED = (PlanAim.PRIORITY, PlanAim.WAITING, PlanAim.WORK, PlanAim.TRAVEL)


def region(seed: int, number: int = 5) -> Region:
    """Two groups of `did` and one of `tsp`, with hands or a room for some of them only."""
    luck = Random(seed)
    cohort = {"starts": (date(2026, 6, 2),)}
    groups = (
        evolve(world.did(places=luck.randint(1, 3)), **cohort),
        evolve(
            world.did(places=luck.randint(1, 3)),
            id="did-late",
            slots=(Slot(luck.choice([1, 2]), 18 * 60, 20 * 60 + 30),),
            starts=(date(2026, 6, 16),),
        ),
        world.tsp(places=luck.randint(1, 3), last=date(2026, 9, 30)),
    )
    people = tuple(_person(luck, f"p{place}") for place in range(number))
    held = world.region(*people, groups=groups)
    staffing = Staffing("town", sessions=luck.randint(1, 2))
    if luck.random() < 0.3:
        staffing = Staffing("office", rooms=1)
    taken = {luck.choice(groups).id: 1} if luck.random() < 0.3 else {}
    return evolve(held, staffing=(staffing,), taken=taken)


def _person(luck: Random, reference: str):
    first = world.FIRST + timedelta(days=luck.choice([0, 0, 8]))
    wants = luck.choice([("did",), ("did",), ("tsp",), ("did", "tsp")])
    return world.person(
        reference, *wants, first=first, last=first + timedelta(days=365),
        commitments=commitments(luck),
    )  # fmt: skip


def least_sum(region: Region, shut: str = "") -> int:
    """The least stated sum of any plan that breaks no must and puts nobody into a shut group."""
    choices = [
        [(_sum(way.value), way) for way in ways(person, region)
         if all(place.group != shut for place in way.places)]
        for person in region.people
    ]  # fmt: skip
    for value, places in sorted(_plans(choices), key=lambda plan: plan[0]):
        told = faults(region, world.plan(region.people, *places))
        if not any(fault.force is Force.MUST for fault in told):
            return value
    raise AssertionError("to place nobody is a plan")


def _plans(choices) -> Iterator[tuple[int, list]]:
    for chosen in product(*choices):
        places = [place for _, way in chosen for place in way.places]
        yield sum(value for value, _ in chosen), places


def _sum(value: dict[PlanAim, int]) -> int:
    weights = stated()
    each = (weights.unmet, weights.week, weights.work_minute, weights.travel_minute)
    return sum(weight * value[aim] for weight, aim in zip(each, PLANNED, strict=True))
