"""Small regions in which company matters, and the best plan found by going through every one."""

from datetime import date, timedelta
from itertools import product
from random import Random

from attrs import evolve, frozen

from models.case import Sex
from models.catalogue import load
from models.placement import Placement, PlanAim
from models.plan_rules import faults, in_company, measure_plan
from models.population import Want
from models.region import Region
from models.runs import runs
from models.sources import Force
from tests.models.plan_rules import world
from tests.planning.making_worlds import commitments

WANTS = (
    (Want("did"),),
    (Want("did"),),
    (Want("tsp"),),
    (Want("tsp"),),
    (Want("did"), Want("tsp", 2)),
)


def region(seed: int, number: int) -> Region:
    """Two cohorts and a rolling group of three entries, with a least number now and then."""
    luck = Random(seed)
    groups = (
        world.did(places=luck.randint(2, 4), women=luck.choice([None, 0, 1])),
        world.tsp(
            places=luck.randint(2, 4),
            last=date(2026, 11, 18),
            women=luck.choice([None, 0]),
            sexes=luck.choice(["any", "any", "any", "female"]),
        ),
    )
    people = tuple(_person(luck, f"p{place}") for place in range(number))
    taken = {}
    if luck.random() < 0.4:
        taken["did-tue"] = 1
    if luck.random() < 0.4:
        taken["tsp-wed"] = 1
    least = {group.id: luck.randint(1, 4) for group in groups if luck.random() < 0.7}
    return evolve(world.region(*people, groups=groups), taken=taken, minimum=least)


def _person(luck: Random, reference: str):
    first = world.FIRST + timedelta(days=luck.choice([0, 0, 1, 20]))
    return world.person(
        reference,
        *luck.choice(WANTS),
        sex=luck.choice([Sex.MALE, Sex.FEMALE]),
        first=first,
        last=first + timedelta(days=365),
        commitments=commitments(luck),
    )


@frozen
class Way:
    """One person's lawful places, and what they come to by themselves."""

    places: tuple[Placement, ...]
    value: dict[PlanAim, int]


def best_of_all(region: Region, aims: tuple[PlanAim, ...]) -> tuple[int, ...]:
    """The least of the aims in order over every plan there is that breaks no must.

    What each person comes to is the sum over people; company is read off the whole plan.
    """
    choices = [ways(person, region) for person in region.people]
    ahead = aims[: aims.index(PlanAim.COMPANY)]
    summed = [
        ({aim: sum(way.value[aim] for way in plan) for aim in PlanAim}, plan)
        for plan in product(*choices)
    ]
    best: tuple[int, ...] | None = None
    for value, plan in sorted(summed, key=lambda pair: tuple(pair[0][aim] for aim in ahead)):
        before = tuple(value[aim] for aim in ahead)
        if best is not None and before > best[: len(before)]:
            break
        told = faults(region, world.plan(region.people, *(p for way in plan for p in way.places)))
        if any(fault.force is Force.MUST for fault in told):
            continue
        value[PlanAim.COMPANY] = in_company(told)
        found = tuple(value[aim] for aim in aims)
        best = found if best is None else min(best, found)
    assert best is not None, "to place nobody is a plan"
    return best


def ways(person, region: Region) -> list[Way]:
    timetable = region.timetable
    alone = evolve(world.region(person, groups=timetable.groups), taken=region.taken)
    ways = []
    offered = [
        [None, *(run for group in timetable.groups if group.programme == want.programme
                 for run in runs(group, load().entry(group.programme), timetable,
                                 timetable.first, timetable.last))]
        for want in person.wants
    ]  # fmt: skip
    for way in product(*offered):
        places = tuple(
            Placement(person.reference, want.programme, run.id, run.group.id, run.first, run.last)
            for want, run in zip(person.wants, way, strict=True) if run is not None
        )  # fmt: skip
        told = faults(alone, world.plan((person,), *places))
        if not any(fault.force is Force.MUST for fault in told):
            measures = measure_plan(alone, world.plan((person,), *places))
            ways.append(Way(places, {aim: measures.of(aim) for aim in PlanAim}))
    return ways
