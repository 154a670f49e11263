"""What must not change an answer does not, and what takes time away never betters it."""

from random import Random

import pytest
from attrs import evolve

from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.timetable import Timetable
from optimiser.candidates import candidates
from optimiser.options import best_dated, propose
from optimiser.solve import Effort
from reports.json_report import answer, dumped
from tests.optimiser.tiny import SEEDS, tiny

# A curfew is placed around firm commitments: where they leave no room it is shortened.
UNTAGGED = [seed for seed in SEEDS if seed % 6 != 4]


def vector(world: Facts) -> tuple[int, ...] | None:
    found = best_dated(world, candidates(world), Effort(60.0))
    return None if found is None else found.measures.vector


def no_better(later: tuple[int, ...] | None, earlier: tuple[int, ...] | None) -> bool:
    """Whether the later answer is the same or worse; none at all is the worst."""
    return later is None or (earlier is not None and later >= earlier)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_firm_commitment_more_never_betters_the_answer(seed):
    world = tiny(seed)
    start = Random(seed).choice([9, 10, 12, 15, 16]) * 60
    worship = Commitment(
        CommitmentKind.WORSHIP, True, "more", shifts=(Shift(seed % 6, start, start + 90),)
    )
    case = evolve(world.case, commitments=(*world.case.commitments, worship))
    assert no_better(vector(evolve(world, case=case)), vector(world))


@pytest.mark.parametrize("seed", UNTAGGED)
def test_a_commitment_made_firm_never_betters_what_comes_before_work(seed):
    world = tiny(seed)
    firm = tuple(evolve(one, firm=True) for one in world.case.commitments)
    found = vector(evolve(world, case=evolve(world.case, commitments=firm)))
    earlier = vector(world)
    assert no_better(found and found[:4], earlier and earlier[:4])


def renamed(timetable: Timetable) -> Timetable:
    """The same region with every venue, group, provider and project called otherwise."""

    def other(id: str) -> str:
        return f"another-{id[::-1]}"

    def moved(held):  # type: ignore[no-untyped-def]
        return tuple(evolve(one, id=other(one.id), venue=other(one.venue)) for one in held)

    return evolve(
        timetable,
        venues={other(id): evolve(one, id=other(id)) for id, one in timetable.venues.items()},
        groups=moved(timetable.groups),
        providers=moved(timetable.providers),
        projects=moved(timetable.projects),
        travel={tuple(map(other, pair)): way for pair, way in timetable.travel.items()},
    )


@pytest.mark.parametrize("seed", SEEDS[:24])
def test_names_do_not_matter(seed):
    world = tiny(seed)
    away = {f"another-{id[::-1]}": way for id, way in world.case.travel.items()}
    other = evolve(world, timetable=renamed(world.timetable), case=evolve(world.case, travel=away))
    assert vector(other) == vector(world)


@pytest.mark.parametrize("seed", SEEDS[:12])
def test_the_same_input_gives_the_same_bytes(seed):
    first, second = (dumped(answer(propose(tiny(seed), want=2))) for _ in range(2))
    assert first == second
