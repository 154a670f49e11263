"""A draft laid out roughly leaves out nothing possible: what it bounds is never too much."""

from itertools import islice

import pytest

from benchmarks.population import world
from optimiser.aims.expressions import tiers, work_twice
from optimiser.apart import Apart
from optimiser.build import build, shares_at_most
from optimiser.candidates import candidates
from optimiser.dating import fewest_departures
from optimiser.days import Days
from optimiser.linear import constant
from optimiser.narrowing import Narrowing
from optimiser.options import propose
from optimiser.orders import ORDERS, PROPORTIONALITY, WORK, expressions
from optimiser.outline import outlines
from optimiser.signature import stream_of
from optimiser.solve import Effort, least
from tests.optimiser.tiny import SEEDS, tiny

WORK_OF_A_DRAFT, TRAVEL_OF_A_DRAFT = 2, 3
FIRST = [order for order in ORDERS if order.decided_first]


def leads(facts, outline, order, options, limits, *, roughly):
    """The least of what an order puts before work, apart from some options; None where none is."""
    costed = not roughly
    draft = build(facts, outline, Days(facts), costed=costed, roughly=roughly)
    if draft is None:
        return None
    apart = Apart(draft, roughly=roughly)
    for option in options:
        apart.post(option.package)
    aims = [constant(aim) if isinstance(aim, int) else aim for aim in expressions(draft)]
    if costed:
        draft.model.add(aims[WORK] <= limits[WORK])
    draft.model.add(aims[PROPORTIONALITY] <= limits[PROPORTIONALITY])
    found = least(
        draft.model, [aims[place] for place in order.before_work], effort=Effort(30.0)
    )
    return None if found is None else found.values


def test_departures_counted_roughly_are_never_more_and_none_are_missed():
    """(0, 1) roughly may be (0, 2) exactly, never (0, 0); and mostly they are the same."""
    same = {False: 0, True: 0}
    for seed in SEEDS:
        facts = tiny(seed)
        limits = {PROPORTIONALITY: 2, WORK: 10_000}
        for outline in islice(outlines(facts, candidates(facts), limits), 6):
            asked = facts, outline, Days(facts), Effort(30.0)
            exactly, roughly = fewest_departures(*asked), fewest_departures(*asked, roughly=True)
            same[exactly == roughly] += 1
            if roughly is None:
                assert exactly is None
            elif exactly is not None:
                assert roughly <= exactly
    assert same[True] > 9 * same[False]


# Departures of contact that a package may have: there are four rules of it.
ANY = 4


@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_order_puts_first_is_bounded_from_below(seed):
    facts = tiny(seed)
    found = candidates(facts)
    options = propose(facts, want=2).options
    best = options[0].measures if options else None
    for allowed in (0, 200):
        limits = {
            PROPORTIONALITY: best.vector[PROPORTIONALITY] if best else 2,
            WORK: (best.work if best else 0) + allowed,
        }
        for outline in outlines(facts, found, limits):
            days = Days(facts)
            share = shares_at_most(facts, outline, days)
            if share > limits[WORK]:
                continue
            for order in FIRST:
                narrowing = Narrowing(
                    facts, outline, days, limits, share, 0, Effort(30.0), contact=ANY
                )
                exactly = leads(facts, outline, order, options, limits, roughly=False)
                bounded = narrowing.lead(order, options)
                assert exactly is None or (bounded is not None and bounded <= exactly)


def fixed_as(rough, exact, solved):
    """The rough draft with everything attended, every run and every window as in a solution."""
    model = rough.model.clone()
    held = [
        *(
            (rough.present(key)[day], literal)
            for key in exact.streams
            for day, literal in exact.present(key).items()
        ),
        *(
            (mine.literal, theirs.literal)
            for code, choices in exact.runs.items()
            for mine, theirs in zip(rough.runs[code], choices, strict=True)
        ),
        *((rough.curfew[key], literal) for key, literal in exact.curfew.items()),
    ]
    for mine, theirs in held:
        model.add(mine == solved.value(theirs))
    return model


def halves(draft, *, roughly):
    """The sessions in each half-day of the week, by stream."""
    apart = Apart(draft, roughly=roughly)
    names = {stream_of(draft.facts, stream.part) for stream in draft.streams.values()}
    return {name: apart.counted(name) for name in sorted(names)}


WORLDS = [*(("tiny", seed) for seed in SEEDS), ("small", 0), ("small", 1), ("medium", 0)]


@pytest.mark.parametrize("aim", [WORK_OF_A_DRAFT, TRAVEL_OF_A_DRAFT], ids=["work", "travel"])
@pytest.mark.parametrize("made", WORLDS, ids=lambda made: f"{made[0]}-{made[1]}")
def test_whatever_an_exact_draft_holds_a_rough_one_holds(made, aim):
    kind, number = made
    facts = tiny(number) if kind == "tiny" else world(kind, number).facts()
    for outline in islice(outlines(facts, candidates(facts)), 2):
        days = Days(facts)
        exact = build(facts, outline, days)
        rough = build(facts, outline, days, costed=False, roughly=True)
        if exact is None:
            continue
        theirs, mine = halves(exact, roughly=False), halves(rough, roughly=True)
        # Least travel joins visits, least work moves them: what a rough draft knows little of.
        solved = least(exact.model, (tiers(exact)[aim],), effort=Effort(6.0))
        if solved is None:
            continue
        model = fixed_as(rough, exact, solved)
        for name, counted in theirs.items():
            for half, number in counted.items():
                model.add(mine[name].get(half, 0) == solved.worth(number))
        model.add(work_twice(rough) <= 2 * solved.worth(tiers(exact)[WORK_OF_A_DRAFT]))
        assert least(model, (), effort=Effort(10.0)) is not None


def test_under_a_curfew_the_rough_draft_is_the_smaller():
    # An exact one holds every way to spend a day; a rough one none for what can be attended clear
    # of every window, and none for two things together.
    tagged = [
        (facts, outline)
        for facts in map(tiny, SEEDS)
        for outline in outlines(facts, candidates(facts))
        if outline.imposes("curfew")
    ]
    assert tagged
    for facts, outline in tagged:
        held = [
            build(facts, outline, Days(facts), costed=False, roughly=roughly)
            for roughly in (False, True)
        ]
        exact, rough = (0 if one is None else len(one.model.proto.variables) for one in held)
        assert rough <= exact
