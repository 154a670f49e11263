"""Drafts with a treatment are solved in two parts: the answer is that of the whole."""

from itertools import product
from threading import current_thread, main_thread

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from optimiser import engine, tally
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.courses import halves
from optimiser.days import Days
from optimiser.engine import Engine, side_by_side
from optimiser.options import best_dated
from optimiser.outline import outlines
from optimiser.parting import solved_in_parts
from optimiser.solve import Beaten, Effort, Exhausted, least
from tests.optimiser.one_of import one_of
from tests.optimiser.tiny import SEEDS, tiny

PACKAGES = [(2, 1), (1, 5), (1, 4), (3, 0), (1, 6), (2, 0)]
# In world 39 nothing is suitable.
TREATED = [seed for seed in SEEDS if seed % 6 == 3 and seed != 39]


@pytest.fixture(autouse=True)
def _however_small(monkeypatch):
    monkeypatch.setattr(tally, "WORTH_PARTING", 0)


def world():
    """The packages, and their Booleans in two parts."""
    model, aims, chosen = one_of(PACKAGES)
    places = [literal.index for literal in chosen]
    return model, aims, (tuple(places[:3]), tuple(places[3:]))


def pigeons(number):
    """One hole too few: no short proof, and a search without end."""
    model = cp_model.CpModel()
    inside = {
        (pigeon, hole): model.new_bool_var("")
        for pigeon, hole in product(range(number), range(number - 1))
    }
    for pigeon in range(number):
        model.add_bool_or(inside[pigeon, hole] for hole in range(number - 1))
    for hole in range(number - 1):
        for one, other in product(range(number), repeat=2):
            if one < other:
                model.add_bool_or(~inside[one, hole], ~inside[other, hole])
    return model


@pytest.mark.parametrize("strictly", [False, True])
@pytest.mark.parametrize("processors", [1, 2])
def test_the_least_is_that_of_the_whole_whatever_is_in_hand(strictly, processors, monkeypatch):
    monkeypatch.setattr(engine, "processors", lambda: processors)
    for beat in (None, *product(range(4), range(8))):
        told = []
        for parted in (False, True):
            model, aims, parts = world()
            try:
                found = least(
                    model,
                    aims,
                    beat=beat,
                    strictly=strictly,
                    effort=Effort(5.0),
                    parts=parts if parted else (),
                )
            except Beaten:
                told.append("beaten")
            else:
                told.append(found and (found.values, found.bounds))
        assert told[0] == told[1], beat


def test_the_better_part_is_the_answer():
    model, (first, second), parts = world()
    model.minimize(10 * first + second)
    found = solved_in_parts(model, parts, 5.0, None)
    assert found.bound == 14  # of (1, 4) in the earlier part; the later begins at (1, 6): 16
    assert found.solution is not None
    assert [found.solution[place] for place in range(6)] == [0, 0, 1, 0, 0, 0]


def test_a_part_that_holds_nothing_leaves_the_other():
    model, (first, second), parts = world()
    model.add(second == 0)  # (3, 0) and (2, 0), both in the later part
    model.minimize(first)
    found = solved_in_parts(model, parts, 5.0, None)
    assert (found.bound, found.none) == (2, False)
    model.add(first == 1)
    assert solved_in_parts(model, parts, 5.0, None).none


def parted_into(model, parts, *outcomes):
    """What a solve in two parts comes to whose parts come to just that."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("optimiser.parting.side_by_side", lambda *_: outcomes)
        return solved_in_parts(model, parts, 5.0, None)


UNKNOWN = engine.Outcome(None, None, False, 1.0)
NOTHING = engine.Outcome(None, None, True, 0.5)


def test_what_one_part_could_not_tell_is_not_told_of_the_whole():
    model, (first, second), parts = world()
    model.minimize(10 * first + second)
    known = evolve(Engine(model, 5.0).run(), spent=0.25)
    found = parted_into(model, parts, known, UNKNOWN)
    assert (found.solution, found.bound, found.none) == (known.solution, None, False)
    assert found.spent == 1.25  # both parts are paid for
    assert parted_into(model, parts, NOTHING, known).bound == known.bound == 14
    assert parted_into(model, parts, NOTHING, UNKNOWN) == evolve(UNKNOWN, spent=1.5)
    assert parted_into(model, parts, NOTHING, NOTHING) == evolve(NOTHING, spent=1.0)


def test_the_lower_bound_of_two_parts_is_that_of_the_whole():
    model, (first, second), parts = world()
    model.minimize(10 * first + second)
    best = Engine(model, 5.0).run()
    early, late = evolve(best, bound=9), evolve(best, bound=12)
    assert parted_into(model, parts, early, late).bound == 9
    assert parted_into(model, parts, late, early).bound == 9


def test_effort_that_runs_out_in_a_part_is_not_read_as_impossible(monkeypatch):
    model, (first, _), parts = world()
    outcomes = [NOTHING, UNKNOWN]
    monkeypatch.setattr("optimiser.parting.side_by_side", lambda *_: outcomes)
    with pytest.raises(Exhausted):
        least(model, (first,), effort=Effort(1.0), parts=parts)


def test_the_second_of_two_solves_has_a_thread_of_its_own(monkeypatch):
    threads = []
    monkeypatch.setattr(Engine, "run", lambda self, heard=None: threads.append(current_thread()))
    model, _, _ = world()
    for processors, apart in ((1, False), (2, True)):
        threads.clear()
        monkeypatch.setattr(engine, "processors", lambda held=processors: held)
        side_by_side(Engine(model, 1.0), Engine(model, 1.0))
        assert main_thread() in threads
        assert (len(set(threads)) == 2) is apart


def test_an_interrupt_of_the_first_ends_the_second(monkeypatch):
    monkeypatch.setattr(engine, "processors", lambda: 2)
    model, (first, _), _ = world()
    model.minimize(first)

    def interrupted(_):
        raise KeyboardInterrupt

    endless = Engine(pigeons(14), 1e6)
    with pytest.raises(KeyboardInterrupt):
        side_by_side(Engine(model, 5.0), endless, interrupted)
    # Left running it would not come back: that this line is reached is what is asked.
    assert endless.run().spent == 0.0


@pytest.mark.parametrize("seed", TREATED)
def test_the_halves_of_a_treatment_are_all_the_days_it_may_begin_on(seed):
    facts = tiny(seed)
    treated = [
        one
        for one in outlines(facts, candidates(facts))
        if any(held.entry.stream == "treatment" for held in one.requirements)
    ]
    drafts = [build(facts, outline, Days(facts)) for outline in treated]
    parted = [(draft, parts) for draft in drafts if draft is not None and (parts := halves(draft))]
    assert parted
    for draft, parts in parted:
        begun = {
            literal.index: day
            for stream in draft.streams.values()
            if stream.order == 1
            for day, literal in draft.present(stream.key).items()
        }
        early, late = parts
        assert sorted([*early, *late]) == sorted(begun)
        assert max(begun[place] for place in early) <= min(begun[place] for place in late)
        neither = draft.model.clone()
        for stream in draft.streams.values():
            if stream.order == 1:
                for literal in draft.present(stream.key).values():
                    neither.add(literal == 0)
        assert least(neither, (), effort=Effort(5.0)) is None


@pytest.mark.parametrize("seed", TREATED)
def test_a_tiny_world_comes_to_the_same_in_parts(seed, monkeypatch):
    facts = tiny(seed)
    vectors, solves = [], []

    def counted(*asked):
        solves.append(asked)
        return solved_in_parts(*asked)

    monkeypatch.setattr(tally, "solved_in_parts", counted)
    for smallest in (0, 10**9):
        monkeypatch.setattr(tally, "WORTH_PARTING", smallest)
        best = best_dated(facts, candidates(facts), Effort(60.0))
        vectors.append(best and (best.proved, best.measures.vector))
    assert vectors[0] == vectors[1]
    assert solves
