"""What a draft on few days comes to is never more than what the draft of all days comes to.

Tiny worlds are asked on few days wherever a single day can be left out, and held against every
package there is.
"""

from random import Random

import pytest
from attrs import evolve

import optimiser.build
from benchmarks.population import world
from models.facts import SequenceRule
from models.timetable import Slot
from optimiser import few_days
from optimiser.aims.expressions import ranges, tiers
from optimiser.bounding import Bounding, Luck
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.fitting import raised
from optimiser.narrowed import Asked
from optimiser.options import best_dated, propose
from optimiser.outline import outlines
from optimiser.solve import Effort, Solved
from optimiser.weighing import least_weighed
from tests.models.rules.build import day, should
from tests.optimiser.every_package import least_vector
from tests.optimiser.test_closing import LESS_CONTACT, LOSSES, list_of_every_package
from tests.optimiser.tiny import HOUR, tiny

# Small worlds in which a day stands in for another.
SMALL = (11, 13, 17, 19, 24, 26, 40, 42)


def several(seed):
    """A tiny world whose officer and worker are there on two weekdays, often at one hour."""
    facts, random = tiny(seed), Random(f"several {seed}")
    weekdays = random.sample(range(5), 2)
    starts = [random.choice([9, 10, 17]) * HOUR] * 2
    if random.random() < 0.5:
        starts[1] = random.choice([11, 16]) * HOUR

    def seen(provider):
        if not {"officer", "worker"} & set(provider.offers):
            return provider
        minutes = HOUR if "worker" in provider.offers else HOUR // 2
        ahead = random.choice([0, minutes])
        hours = tuple(
            Slot(weekday, start + ahead, start + ahead + minutes)
            for weekday, start in zip(weekdays, starts, strict=True)
        )
        return evolve(provider, hours=hours, last=day(14))

    providers = tuple(map(seen, facts.timetable.providers))
    relation = random.choice(["before", "with-or-before", "not-before"])
    both = random.sample(["alone", "talks"], 2)
    rule = SequenceRule("another", *both, relation, should("group", "sequence", True))
    menu = evolve(facts.menu, sequences=(*facts.menu.sequences, rule))
    timetable = evolve(facts.timetable, providers=providers)
    return evolve(facts, menu=menu, timetable=timetable)


@pytest.fixture
def wherever_it_can_be(monkeypatch):
    """Drafts are made on few days wherever a day can be left out; how many were."""
    made = []

    def kept(draft):
        few_days.keep_few_days(draft)
        made.append(draft.few)

    monkeypatch.setattr(few_days, "FEWEST", 1)
    monkeypatch.setattr(few_days, "SHARE", 0.0)
    monkeypatch.setattr(optimiser.build, "keep_few_days", kept)
    return made


@pytest.fixture
def nowhere(monkeypatch):
    monkeypatch.setattr(few_days, "FEWEST", 1_000_000)


def best_of_every_package(facts):
    found = best_dated(facts, candidates(facts), Effort(60.0))
    assert least_vector(facts) == (None if found is None else found.measures.vector)
    assert found is None or found.proved


@pytest.mark.parametrize("seed", SMALL)
def test_the_best_of_every_package(seed, wherever_it_can_be):
    best_of_every_package(several(seed))
    assert any(wherever_it_can_be)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(480))
def test_the_best_of_every_package_of_more_worlds(seed, wherever_it_can_be):
    best_of_every_package(several(seed))


@pytest.mark.parametrize("seed", SMALL)
def test_the_list_of_every_package(seed, wherever_it_can_be):
    for loss in (LOSSES[0], LESS_CONTACT):
        list_of_every_package(several(seed), loss)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(160))
def test_the_list_of_every_package_of_more_worlds(seed, wherever_it_can_be):
    for loss in LOSSES:
        list_of_every_package(several(seed), loss)


@pytest.mark.parametrize(
    ("floors", "told"),
    [
        ((0, 40), (0, 41)),
        ((0, 41), (0, 41)),
        ((0, 42), (0, 42)),
        ((1, 0), (1, 0)),
        ((0,), (0, 41)),
    ],
)
def test_the_floors_of_all_days_are_told_where_they_are_more(floors, told):
    found = raised(Solved((0, 41), (0, 41), (1,)), floors)
    assert found.values == told
    assert found.bounds == told


def test_few_days_are_not_held_to_the_floors_of_all_days():
    """They may come to less, and what then stands for the best of all days must not be cut off."""
    heard = []

    class Few:
        def asked(self, places, asked, *, effort):
            heard.append(asked)
            return Solved((3, 41), (3, 41), (1,))

    bound = Bounding(Few()).bound((0, 1), Asked((3, 60), 1, hint=(1, 0)), Effort(1.0))
    assert heard == [Asked((3,), 1)]
    assert bound is not None
    assert bound.values == (3, 60)


def least_of(facts, outline, *, few):
    draft = build(facts, outline, Days(facts), few=few)
    if draft is None:
        return None, False
    found = least_weighed(draft.model, tiers(draft), ranges(draft), effort=Effort(30.0))
    assert found is None or found.proved
    return None if found is None else found.values, draft.few


@pytest.mark.parametrize("seed", SMALL)
def test_every_outline_comes_to_no_more_on_few_days(seed, wherever_it_can_be):
    facts = several(seed)
    for outline in outlines(facts, candidates(facts)):
        few, small = least_of(facts, outline, few=True)
        whole, _ = least_of(facts, outline, few=False)
        if not small:
            assert few == whole
        elif few is None:
            assert whole is None
        elif whole is not None:
            assert few <= whole


MADE_UP = [("small", 2), ("small", 5), ("small", 8), ("medium", 10)]


@pytest.mark.parametrize(("kind", "number"), MADE_UP)
def test_a_made_up_case_has_the_same_best_on_all_days(kind, number, request):
    facts = world(kind, number).facts()
    [few] = propose(facts).options
    request.getfixturevalue("nowhere")
    [whole] = propose(facts).options
    assert few.proved
    assert whole.proved
    assert few.measures.vector == whole.measures.vector


def drafts(kind, number):
    facts = world(kind, number).facts()
    outline = next(outlines(facts, candidates(facts)))
    days = Days(facts)
    whole, few = build(facts, outline, days), build(facts, outline, days, few=True)
    assert whole is not None
    assert few is not None
    return whole, few


def test_a_week_with_nothing_else_in_it_keeps_one_day():
    """Of five days a week on which contact and activity take the same, four are left out."""
    whole, few = drafts("small", 5)
    assert few.few
    anywhere = few_days.anywhere(whole)
    assert {"contact/appointment"} < set(anywhere)
    for key in anywhere:
        weeks = {whole.horizon.week(day) for day in whole.present(key)}
        assert {few.horizon.week(day) for day in few.present(key)} == weeks
        assert len(few.present(key)) < 0.6 * len(whole.present(key))
    others = [key for key in whole.streams if key not in anywhere]
    assert all(set(few.present(key)) == set(whole.present(key)) for key in others)


def test_a_day_on_which_a_contact_saves_a_way_is_kept():
    whole, few = drafts("small", 5)
    saving = {
        day
        for day, pairs in whole.pairs.items()
        for pair in pairs
        if "contact/appointment" in pair.names and "covaid/individual" in pair.names
    }
    assert saving
    assert saving <= set(few.present("contact/appointment"))


def test_nothing_is_moved_beside_a_detox():
    facts = world("small", 1).facts()
    outline = next(outlines(facts, candidates(facts)))
    draft = build(facts, outline, Days(facts))
    assert draft is not None
    draft.detox[3] = draft.model.new_bool_var("detox")
    before = {key: set(draft.present(key)) for key in draft.streams}
    few_days.keep_few_days(draft)
    assert not draft.few
    assert before == {key: set(draft.present(key)) for key in draft.streams}


def test_few_days_are_given_up_where_no_dates_come_to_their_bound_twice_running():
    luck = Luck()
    for found, out in ((False, False), (True, False), (False, False), (False, True)):
        luck.take(found=found)
        assert luck.out is out
