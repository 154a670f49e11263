"""The last tie-breaks: never less neat, and the aims as they were."""

from optimiser.aims.expressions import JOINT, PATTERN, tiers
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.neatness import neatened
from optimiser.outline import outlines
from optimiser.solve import Effort, least
from tests.optimiser.tiny import SEEDS, tiny


def untidiness(draft, solved):
    """10,000 a weekday of each stream, 2,000 a joint review, the days, 100 a later window."""
    found = 0
    for key, stream in draft.streams.items():
        days = [day for day, one in draft.present(key).items() if solved.is_true(one)]
        found += PATTERN * len({draft.horizon.date(day).weekday() for day in days})
        found += JOINT * len(days) * (stream.kind == "review")
    found += sum(day for day, _, literal in draft.attended() if solved.is_true(literal))
    return found + sum(
        100 * place for (_, place), literal in draft.curfew.items() if solved.is_true(literal)
    )


def test_dates_made_neater_come_to_the_same_in_every_aim():
    neater = 0
    for seed in SEEDS:
        facts = tiny(seed)
        for outline in outlines(facts, candidates(facts)):
            draft = build(facts, outline, Days(facts))
            solved = draft and least(draft.model, tiers(draft), effort=Effort(10.0))
            if solved:
                neat = neatened(draft, solved)
                assert neat.values == solved.values == tuple(map(neat.worth, tiers(draft)))
                assert untidiness(draft, neat) <= untidiness(draft, solved)
                neater += untidiness(draft, neat) < untidiness(draft, solved)
    assert neater > 10
