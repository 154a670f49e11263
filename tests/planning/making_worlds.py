"""Random small regions: some people, few places, everything that can go wrong at once.

One town with an office and a hall, evenings of six months; `did` in closed cohorts and `tsp`
rolling, as in `tests/models/plan_rules/world.py`. Who somebody is, what they ask and when they work
is drawn by the seed.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from attrs import evolve

from models.case import OffenceKind, Sex
from models.commitments import Commitment, CommitmentKind, Shift
from models.population import Person, Want
from models.region import Region, Staffing
from tests.models.plan_rules import world

FIRST = world.FIRST


def region(seed: int, number: int = 14) -> Region:
    """A region drawn by a seed; staff, rooms, taken places and least numbers now and then."""
    luck = Random(seed)
    groups = (
        world.did(places=luck.randint(1, 5), women=0),
        evolve(
            world.did(places=luck.randint(1, 4), venue="hall"),
            id="did-sat",
            slots=(world.Slot(5, 10 * 60, 12 * 60 + 30),),
            starts=(date(2026, 6, 6), date(2026, 9, 12)),
        ),
        world.tsp(places=luck.randint(1, 5), sexes=luck.choice(["any", "any", "male"])),
        evolve(world.tsp(places=luck.randint(1, 4)), id="tsp-mon",
               slots=(world.Slot(luck.choice([0, 3]), 9 * 60, 11 * 60 + 30),)),
    )  # fmt: skip
    people = tuple(person(luck, place, number) for place in range(number))
    held = world.region(*people, groups=groups)
    staffing = []
    if luck.random() < 0.5:
        staffing.append(Staffing("town", sessions=luck.randint(1, 4)))
    if luck.random() < 0.3:
        staffing.append(Staffing("office", rooms=luck.randint(1, 2)))
    return evolve(
        held,
        staffing=tuple(staffing),
        taken={"did-tue": 1} if luck.random() < 0.3 else {},
        minimum={"tsp-wed": 3} if luck.random() < 0.3 else {},
    )


def person(luck: Random, place: int, number: int) -> Person:
    first = FIRST + timedelta(days=luck.randint(0, 60))
    who: dict[str, object] = {}
    if luck.random() < 0.2:
        who["kept_apart_from"] = (f"p{luck.randrange(number):02d}",)
    if luck.random() < 0.1:
        who["cannot_attend"] = ("hall",)
    return world.person(
        f"p{place:02d}",
        *wants(luck),
        sex=luck.choice([Sex.MALE, Sex.MALE, Sex.FEMALE]),
        who=who,
        first=first,
        last=first + timedelta(days=luck.choice([60, 200, 365])),
        commitments=commitments(luck),
        offences=(world.Offence(luck.choice([OffenceKind.DRINK_DRIVING, OffenceKind.VIOLENCE])),),
    )


def wants(luck: Random) -> tuple[Want, ...]:
    units = luck.randint(1, 3)
    return luck.choice(
        [
            (Want("did", units),),
            (Want("tsp", units),),
            (Want("tsp", units), Want("did", 1, after=("tsp",))),
            (Want("did", units), Want("tsp", 2, after=("did",))),
            (Want("did", units), Want("tsp", 2)),
        ]
    )


def commitments(luck: Random) -> tuple[Commitment, ...]:
    held = []
    if luck.random() < 0.6:
        start = luck.choice([8, 14]) * 60
        days = luck.choice([range(5), (1, 2), (0, 3, 5)])
        shifts = tuple(Shift(day, start, start + 8 * 60) for day in days)
        held.append(Commitment(CommitmentKind.WORK, firm=False, shifts=shifts))
    if luck.random() < 0.3:
        shift = Shift(luck.randrange(6), 18 * 60, 21 * 60)
        held.append(Commitment(CommitmentKind.WORSHIP, firm=True, shifts=(shift,)))
    return tuple(held)


