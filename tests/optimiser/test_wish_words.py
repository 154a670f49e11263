"""Rules a wish put in the way are told as the wish, and those of the case as the case's."""

from datetime import timedelta

import pytest
from attrs import evolve

from models.case import Limits, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.moments import last_day
from models.sources import Source
from models.wishes import Wishes
from optimiser.results import Hindrance
from optimiser.wish_words import as_wished
from tests.models.rules.build import START
from tests.optimiser.wished import JOB, world

CASE = Source("case", "sentence.asks")
EDUCATION = Commitment(CommitmentKind.EDUCATION, True, "College", shifts=(Shift(0, 540, 600),))
CARING = Commitment(CommitmentKind.CARING, True, "Caring", shifts=(Shift(1, 540, 600),))


def told(rule, subject, wishes, facts=None):
    before = Hindrance(rule, subject, "As the case has it.", CASE, "court")
    (after,) = as_wished((before,), facts or world(), wishes)
    return after


def changed(rule, subject, wishes, facts=None):
    after = told(rule, subject, wishes, facts)
    return (after.sentence, str(after.source)) if after.strength == "wish" else None


@pytest.mark.parametrize(
    ("rule", "subject", "wishes", "said"),
    [
        ("availability.asked", "tsp", Wishes(with_codes=("tsp",)),
         ("tsp is wished for.", "wish --with")),
        ("availability.asked", "tsp", Wishes(groups=("tsp-thu-eve",)),
         ("tsp is wished for.", "wish --group")),
        # The court asks for it with and without the wish.
        ("availability.asked", "asro", Wishes(with_codes=("asro",)), None),
        ("availability.ruled-out", "tsp", Wishes(without_codes=("tsp",)),
         ("tsp is to be left out.", "wish --without")),
        ("availability.amount", "unpaid-work", Wishes(amounts={"unpaid-work": 14}),
         ("unpaid-work of 14 hours is wished for.", "wish --amount")),
        ("availability.amount", "unpaid-work", Wishes(), None),
        ("order.months", "order", Wishes(months=1),
         ("An order of 1 month is wished for.", "wish --months")),
        ("order.months", "order", Wishes(), None),
        ("limits.finish-by", "order", Wishes(finish_by=last_day(START, 2)),
         ("The order is to be over by 1 May 2026.", "wish --finish-by")),
        ("clashes.firm", "existing[0]", Wishes(evenings_only=True), None),
    ],
)  # fmt: skip
def test_what_a_wish_makes_is_said_to_be_it_and_nothing_else_is(rule, subject, wishes, said):
    assert changed(rule, subject, wishes) == said


@pytest.mark.parametrize(("days", "mine"), [(-1, True), (0, False), (1, False)])
def test_the_day_to_finish_by_is_the_wish_only_where_it_is_the_earlier(days, mine):
    facts = world()
    own = last_day(START, 2)
    facts = evolve(facts, case=evolve(facts.case, limits=Limits(finish_by=own)))
    wishes = Wishes(finish_by=own + timedelta(days=days))
    assert (changed("limits.finish-by", "order", wishes, facts) is not None) == mine


def test_what_the_court_rules_out_stays_the_courts():
    facts = world()
    sentence = evolve(facts.case.sentence, rules_out=("tsp",))
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    assert changed("availability.ruled-out", "tsp", Wishes(without_codes=("tsp",)), facts) is None


def test_firm_time_is_found_again_where_a_relaxed_kind_was_taken_out():
    # Work (0), college (1), caring (2); without the work caring is the second that is left.
    facts = world(JOB, EDUCATION, CARING)
    after = told("clashes.firm", "commitments[1]", Wishes(relax=(CommitmentKind.WORK,)), facts)
    assert (after.subject, str(after.source)) == ("commitments[2]", "case commitments[2]")
    after = told("clashes.firm", "commitments[1]", Wishes(), facts)
    assert after.subject == "commitments[1]"


@pytest.mark.parametrize(
    ("place", "flag"), [(0, None), (1, "wish --evenings-only"), (2, "wish --never"), (3, None)]
)
def test_times_kept_free_are_the_wish_that_keeps_them(place, flag):
    wishes = Wishes(evenings_only=True, never=(Shift(2, 0, 60),))
    said = changed("clashes.firm", f"commitments[{place}]", wishes)
    assert (said and said[1]) == flag


@pytest.mark.parametrize(("place", "flag"), [(1, "wish --never"), (2, "wish --never"), (3, None)])
def test_each_time_never_wished_for_stands_by_itself_and_once(place, flag):
    stretches = (Shift(2, 0, 60), Shift(3, 0, 60), Shift(2, 0, 60))
    said = changed("clashes.firm", f"commitments[{place}]", Wishes(never=stretches))
    assert (said and said[1]) == flag


def test_never_alone_stands_first():
    said = changed("clashes.firm", "commitments[1]", Wishes(never=(Shift(2, 0, 60),)))
    assert said == ("As the case has it.", "wish --never")


def test_terms_of_the_court_stay_the_courts():
    facts = world()
    ask = evolve(facts.case.sentence.asks[0], requirement="unpaid-work", terms=Terms(hours=14))
    sentence = evolve(facts.case.sentence, asks=(ask,))
    facts = evolve(facts, case=evolve(facts.case, sentence=sentence))
    assert changed("availability.asked", "unpaid-work", Wishes(), facts) is None
