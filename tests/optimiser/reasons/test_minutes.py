"""Why these minutes: one part attended at other times, while all others may lie where they are."""

import pytest
from attrs import evolve

from commands.knowing import facts_of
from models.case import Ask, Purpose, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.package import Package
from models.wishes import Wishes
from optimiser.candidates import candidates
from optimiser.dating import Dated
from optimiser.options import best_dated
from optimiser.reasons.impossible import in_the_way
from optimiser.reasons.minutes import keeping_clear
from optimiser.reasons.why import why
from optimiser.solve import Effort
from reports.screen import rendered
from reports.why_text import answered
from tests.models.rules.build import exactly, requirement, row
from tests.optimiser.every_package import packages, vector
from tests.optimiser.reasons.test_worlds import world
from tests.optimiser.tiny import SEEDS, tiny

EVENINGS = "asro-derby-tue-thu-eve"


def slow(seed: int):
    return pytest.param(seed, marks=pytest.mark.slow)


def best(facts: Facts) -> Dated | None:
    return best_dated(facts, candidates(facts), Effort(60.0))


def parts_of(package: Package) -> list[str]:
    return list(dict.fromkeys(session.part for session in package.sessions))


def is_clear(package: Package, part: str, times) -> bool:
    return not any(
        session.start < other.end and other.start < session.end
        for session in package.of(part)
        for other in times
    )


@pytest.mark.parametrize("seed", [*SEEDS[::2], *map(slow, SEEDS[1::2])])
def test_what_keeps_one_part_clear_is_the_best_of_every_package_that_does(seed):
    world = tiny(seed)
    found = best(world)
    if found is None:
        return
    for part in parts_of(found.package):
        times = found.package.of(part)
        clear = keeping_clear(world, part, times)
        other = best(clear)
        every = (vector(one, world) for one in packages(world) if is_clear(one, part, times))
        least = min((one for one in every if one is not None), default=None)
        assert (other and other.measures.vector) == least
        assert other is None or is_clear(other.package, part, times)


def test_only_the_part_asked_about_moves_from_the_times_it_takes():
    # Kept free for every part, the officer's appointments were said to have no other times.
    facts, _ = facts_of("delivery-driver-asro", None, None)
    found = {one.part: one for one in why(facts, wishes=Wishes(groups=(EVENINGS,))).minutes}
    officer = found["contact"]
    costs = {one.measure: one.change for one in officer.costs}
    assert officer.proved
    assert officer.rules == ()
    assert costs["waiting"] == 0
    # By hand: 74 h become 76 h 30 with the appointments alone on other days.
    assert costs["work"] <= 150
    # Without that member the best package itself would be what cannot be.
    against = {(rule.rule, rule.subject) for rule in found["asro"].rules}
    assert ("clashes.avoided", "asro") in against


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stands_in_the_way_of_other_times_is_none_of_the_package_at_these(seed):
    world = tiny(seed)
    found = best(world)
    if found is None:
        return
    for part in parts_of(found.package):
        clear = keeping_clear(world, part, found.package.of(part))
        keys = {(rule.rule, rule.subject) for rule in in_the_way(clear).rules}
        assert not keys or ("clashes.avoided", part) in keys


CURFEW = requirement(
    "curfew", stream="curfew", units=("hours-a-day", "months"), purposes=(Purpose.PROTECTION,)
)
DAY_AND_NIGHT = Commitment(
    CommitmentKind.WORK, False, "bar", shifts=tuple(Shift(day, 0, 24 * 60) for day in range(5))
)
DEFAULTS = (
    row("curfew-default", "start", "19:00"),
    row("curfew-default", "hours", exactly(10)),
    row("curfew-default", "months", exactly(1)),
)


def under_curfew(*asks: Ask) -> Facts:
    """Only a curfew protects the public here, and work takes all hours of the week."""
    made = world(CURFEW, asks=asks, rows=DEFAULTS, commitments=(DAY_AND_NIGHT,))
    sentence = evolve(made.case.sentence, purposes=(Purpose.PROTECTION,))
    return evolve(made, case=evolve(made.case, sentence=sentence))


def test_a_curfew_nobody_asked_for_is_set_beside_the_package_without_it():
    found = why(under_curfew())
    [curfew] = found.minutes
    costs = {one.measure: one for one in curfew.costs}
    assert costs["work"].without == curfew.minutes > 0
    assert (costs["work"].under, costs["curfew"].under) == (0, 0)
    assert costs["answering"].change > 0
    assert (curfew.proved, curfew.asked) == (True, "")
    assert "To leave it out would change:" in rendered(answered(found), 200)


def test_a_curfew_that_is_asked_for_is_said_to_be_and_not_left_out():
    facts = under_curfew(Ask("curfew", Terms(months=1, hours_a_day=10)))
    [curfew] = (found := why(facts)).minutes
    assert (curfew.asked, curfew.costs, curfew.rules) == ("court", (), ())
    assert "The court asks for it" in rendered(answered(found), 200)
    wished = why(under_curfew(), wishes=Wishes(with_codes=("curfew",)))
    assert [one.asked for one in wished.minutes] == ["wish"]
    assert "It is wished for" in rendered(answered(wished), 200)


def test_a_curfew_that_cannot_be_left_out_says_what_stands_in_the_way():
    # The court ruled out the unpaid work: a curfew is all that an order could hold.
    made = under_curfew()
    sentence = evolve(made.case.sentence, rules_out=("unpaid-work",))
    found = why(evolve(made, case=evolve(made.case, sentence=sentence)))
    [curfew] = found.minutes
    assert ("availability.ruled-out", "curfew") in {
        (rule.rule, rule.subject) for rule in curfew.rules
    }
    assert "It cannot be left out:" in rendered(answered(found), 200)
