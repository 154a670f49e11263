"""Random lives made harder until nothing is possible: what is found is impossible, and minimal."""

from functools import cache
from random import Random

import pytest
from attrs import evolve

from models.case import Limits
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.findings import Finding, Verdict
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.outline import outlines
from optimiser.reasons.impossible import in_the_way
from optimiser.solve import Effort, least
from tests.models.rules.build import exactly, requirement, row
from tests.optimiser.tiny import tiny

SEEDS = range(60)
LEAST = ("order.requirement", "order")


@cache
def harder(seed: int) -> Facts:
    """A tiny world with an order of a month, loads of one, or much more firm time."""
    random, facts = Random(seed), tiny(seed)
    known = facts.case
    if random.random() < 0.5:
        known = evolve(known, sentence=evolve(known.sentence, months=1))
    if random.random() < 0.5:
        known = evolve(known, limits=Limits(attendances_a_week=1))
    firm = tuple(
        Commitment(
            random.choice([CommitmentKind.CARING, CommitmentKind.WORSHIP]),
            True,
            f"firm {number}",
            shifts=tuple(
                Shift(weekday, start, start + random.choice([180, 600]))
                for weekday in random.sample(range(7), 4)
                for start in [random.choice([480, 600, 900])]
            ),
        )
        for number in range(3)
    )
    hours = row("curfew-default", "hours", exactly(10))
    months = row("curfew-default", "months", exactly(1))
    return evolve(
        facts,
        menu=evolve(facts.menu, rulings=(*facts.menu.rulings, hours, months)),
        case=evolve(known, commitments=(*known.commitments, *firm)),
    )


def is_possible(facts: Facts) -> bool:
    """Whether the engine's own draft of any outline can be met, contact and all."""
    for outline in outlines(facts, candidates(facts)):
        draft = build(facts, outline, Days(facts), costed=False)
        if draft is not None and least(draft.model, (), effort=Effort(20.0)) is not None:
            return True
    return False


def with_something_undated(facts: Facts) -> Facts:
    """The same where a requirement without any session may be imposed."""
    entry = requirement("supervision")
    return evolve(
        facts,
        menu=evolve(facts.menu, entries={**facts.menu.entries, entry.code: entry}),
        findings={**facts.findings, entry.code: Finding(entry.code, Verdict.SUITABLE, ())},
    )


@cache
def impossible() -> tuple[int, ...]:
    return tuple(seed for seed in SEEDS if not is_possible(harder(seed)))


def test_some_worlds_are_impossible_and_some_are_not():
    assert 15 <= len(impossible()) <= 50


@pytest.mark.parametrize("seed", SEEDS)
def test_a_set_is_found_exactly_where_nothing_is_possible(seed):
    found = in_the_way(harder(seed))
    assert bool(found.rules) == (seed in impossible())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_set_is_impossible_and_minimal_by_the_engine_itself(seed):
    """All other rules taken out of the facts; then one more, wherever it is a change of facts."""
    found = in_the_way(harder(seed))
    standings = found.conflicts.standings
    keys = {(rule.rule, rule.subject) for rule in found.rules}
    if not keys:
        return
    alone = harder(seed)
    for key, standing in standings.items():
        if key not in keys:
            alone = standing.lift(alone)
    if LEAST not in keys:
        alone = with_something_undated(alone)
    assert not is_possible(alone)
    for key in keys:
        less = standings[key].lift(alone)
        if less != alone:
            assert is_possible(less), key
