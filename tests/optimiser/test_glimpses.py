"""What is in hand on the way to the first option, with bounds that hold."""

import pytest
from attrs import evolve

import optimiser.search
from benchmarks import population
from models.fault import Aim
from models.rules import faults
from models.sources import Force
from optimiser.options import propose
from optimiser.orders import DECIDED
from optimiser.reasons.why import why
from optimiser.solve import Exhausted, Solved
from reports.text import glimpsed
from tests.optimiser.tiny import tiny
from tests.optimiser.working import working


@pytest.mark.parametrize("seed", [*range(24), 29, 59])
def test_each_is_lawful_better_than_the_last_and_bounded_by_the_best(seed):
    world, seen = tiny(seed), []
    answer = propose(world, 1, glimpse=seen.append)
    if not answer.options:
        assert seen == []
        return
    best = answer.options[0].measures.vector
    vectors = [option.measures.vector for option in seen]
    if len(vectors) > 1 and vectors[-1] == vectors[-2]:
        # Told of again, now that it is proved.
        assert not seen[-2].proved
        vectors.pop()
    assert vectors == sorted(set(vectors), reverse=True)
    assert vectors[-1] == best
    assert [option.proved for option in seen] == [*(False for _ in seen[1:]), True]
    for option in seen:
        found = faults(option.package, world, dated=True)
        assert [fault for fault in found if fault.force is Force.MUST] == []
        bound = tuple(one.bound for one in option.status)
        # Lexicographic, over the aims that dates decide.
        assert bound <= tuple(best[place] for place in DECIDED)
        assert all(one.bound <= one.value for one in option.status)


def test_dates_are_seen_before_all_their_aims_are_settled():
    """Those with the least work lost, before travel and all after it is looked at."""
    for seed in (15, 29, 59):
        world, seen = tiny(seed), []
        propose(world, 1, glimpse=seen.append)
        first, last = seen
        assert [first.proved, last.proved] == [False, True]
        assert first.measures.vector[:5] == last.measures.vector[:5]


def test_one_line_with_what_is_lost_and_what_none_can_better():
    # Saturday takes no work: nothing loses less.
    world, seen = working(60), []
    propose(world, 1, glimpse=seen.append)
    *_, proved = seen
    travel = [evolve(one, proved=one.aim is not Aim.TRAVEL) for one in proved.status]
    said = glimpsed(evolve(proved, status=tuple(travel)), world)
    assert said.startswith("So far: Community order of 1 month: ")
    assert said.endswith("None of work, study or care lost; no package loses less.")


def test_the_best_is_told_of_as_proved_before_its_dates_are_neat():
    """Room, neat dates and ranges come after: the aims before them stay as they are."""
    world, heard = tiny(29), []
    [option] = propose(world, 1, glimpse=heard.append, progress=heard.append).options
    *_, proved, finished = heard
    assert [proved.proved, finished.proved] == [True, True]
    assert proved.ranges == ()
    assert proved.measures.vector == finished.measures.vector
    assert finished == evolve(option, name=finished.name)
    said = glimpsed(proved, world)
    assert said.startswith("Proved: ")
    assert said.endswith("of work, study or care lost; its dates may still be made neater.")


def test_what_was_told_of_is_the_answer_where_effort_runs_out_before_anything_is_proved(
    monkeypatch,
):
    """Each draft's dates are told of on the way and given up: the best is not thrown away.

    It was said that none was found, after one had been on the screen.
    """
    dating = optimiser.search.date_structures

    def given_up(*given):
        *known, told = given
        dated = dating(*known, None)
        if dated is not None and told is not None:
            told(evolve(dated, solved=Solved((), (), dated.solved.solution)))
        raise Exhausted

    def nothing(*given, told):
        raise Exhausted

    monkeypatch.setattr(optimiser.search, "date_structures", given_up)
    monkeypatch.setattr(optimiser.search, "date_outline", nothing)
    glimpses = []
    world = population.world("small", 0).facts()
    found = propose(world, want=1, glimpse=glimpses.append)
    [option] = found.options
    assert not found.exhausted
    assert not option.proved
    assert option.measures.vector <= min(glimpse.measures.vector for glimpse in glimpses)
    assert all(one.bound <= one.value for one in option.status)
    # Where nobody listens as well: a reason then stands on what was in hand.
    told = why(world)
    assert not told.exhausted
    assert told.best is not None
    assert not told.best.proved
