"""Double entry before any date: which requirements and parts go together, in both books.

Every set of a few requirements and parts is asked of a package draft that holds one family, and
written down as a package of terms for the rules.
"""

from collections.abc import Iterable
from itertools import count

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Ask,
    Case,
    Need,
    NeedFact,
    Offence,
    OffenceKind,
    OrderKind,
    Person,
    Purpose,
    Sentence,
    Seriousness,
    Terms,
)
from models.dated import Bound
from models.entry import Entry, Stage
from models.facts import Facts, PairRule
from optimiser.package_draft import (
    PackageDraft,
    post_asked,
    post_carried,
    post_number,
    post_order,
    post_pairs,
    post_programme_days,
    post_punishment,
    post_rar_days,
    post_suits,
)
from tests.house.choices import Answers, asked_of_both, candidates_of, expressible, written
from tests.house.families import ONE_TO_ONE
from tests.house.worlds import departures_of_choice, faults_of
from tests.models.rules.build import (
    START,
    case,
    exactly,
    facts,
    intervention,
    leg,
    programme,
    requirement,
    row,
    session,
    should,
)

PUNISHING = requirement("unpaid-work", purposes=(Purpose.PUNISHMENT,))
CURFEW = requirement("curfew", purposes=(Purpose.PUNISHMENT, Purpose.PROTECTION))
PROGRAMME, RAR, TAG = map(requirement, ("programme", "rar", "electronic-monitoring"))
ATR = requirement("atr", stream="treatment")


def agreed(answers: Answers, *kinds: int | None) -> bool:
    """Both books agree on every choice, and every kind of answer was met."""
    differing = {chosen: both for chosen, both in answers.items() if both[0] != both[1]}
    assert differing == {}
    assert {law for law, _ in answers.values()} >= set(kinds)
    return True


def world_of(
    *rulings: object,
    entries: Iterable[Entry],
    known: Case | None = None,
    pairs: tuple[PairRule, ...] = (),
) -> Facts:
    return facts(*rulings, entries=entries, case=known, pairs=pairs)  # type: ignore[arg-type]


def sentenced(**more: object) -> Case:
    held: dict[str, object] = {"seriousness": Seriousness.MEDIUM, **more}
    return case(sentence=Sentence(**held))  # type: ignore[arg-type]


def test_what_the_court_asks_is_there():
    asks = (
        Ask("unpaid-work", Terms(hours=100)),
        Ask("programme", programmes=("tsp",)),
    )
    entries = (PUNISHING, CURFEW, PROGRAMME, programme("tsp"), programme("bbr"))
    world = world_of(entries=entries, known=sentenced(asks=asks))
    answers = asked_of_both(
        [post_asked], ["availability.asked", "order.requirement"], world, *entries
    )
    assert agreed(answers, None, 0)


def test_an_order_holds_a_requirement():
    entries = (PUNISHING, CURFEW)
    answers = asked_of_both(
        [post_asked], ["order.requirement"], world_of(entries=entries), *entries
    )
    assert agreed(answers, None, 0)


@pytest.mark.parametrize("completed", [(), ("grow",)])
def test_parts_stand_under_requirements_and_on_each_other(completed):
    entries = (
        PROGRAMME,
        PUNISHING,
        programme("tsp"),
        programme("grow"),
        programme("thrive", requires=("grow",)),
    )
    world = world_of(entries=entries, known=case(completed=completed))
    answers = asked_of_both(
        [post_carried], ["availability.carried", "sequence.requires"], world, *entries
    )
    assert agreed(answers, None, 0)


@pytest.mark.parametrize("fine", list(Answer))
@pytest.mark.parametrize("kind", list(OrderKind))
@pytest.mark.parametrize("due", [True, False])
def test_a_punitive_element_is_there_where_it_is_due(fine, kind, due):
    entries = (PUNISHING, CURFEW, RAR, ATR)
    ruling = row("order", "punitive-element", due, kind="community-order")
    world = world_of(ruling, entries=entries, known=sentenced(fine=fine, kind=kind))
    answers = asked_of_both([post_punishment], ["order.punishment"], world, *entries)
    forbids = due and kind is OrderKind.COMMUNITY_ORDER and fine is not Answer.YES
    assert agreed(answers, 0, *([None] if forbids else []))


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("band", [Seriousness.LOW, Seriousness.MEDIUM])
def test_low_seriousness_usually_holds_one_requirement(most, band):
    entries = (PUNISHING, CURFEW, TAG, RAR)
    ruling = should("order", "requirements", Bound(None, most), seriousness="low")
    world = world_of(ruling, entries=entries, known=sentenced(seriousness=band))
    answers = asked_of_both([post_number], ["seriousness.number"], world, *entries)
    assert agreed(answers, 0, *([1] if band is Seriousness.LOW else []))


@pytest.mark.parametrize("said", [True, False])
@pytest.mark.parametrize("band", [Seriousness.LOW, Seriousness.MEDIUM])
def test_a_requirement_may_be_kept_for_another_seriousness(said, band):
    entries = (PUNISHING, CURFEW, RAR)
    ruling = should("curfew", "suits-seriousness", said, seriousness="low")
    world = world_of(ruling, entries=entries, known=sentenced(seriousness=band))
    answers = asked_of_both([post_suits], ["seriousness.suits"], world, *entries)
    assert agreed(answers, 0, *([1] if band is Seriousness.LOW and not said else []))


@pytest.mark.parametrize(
    "relation", ["never-together", "not-usually-together", "needs", "usually-with", "never-alone"]
)
@pytest.mark.parametrize("must", [True, False])
@pytest.mark.parametrize("on", [True, False])
def test_pairs_go_together(relation, must, on):
    entries = (
        PROGRAMME,
        ATR,
        PUNISHING,
        programme("one", classes=("first",)),
        programme("two", classes=("second",)),
        programme("three", classes=("second",)),
    )
    ruling = (row if must else should)("one", "pair", True)
    pair = PairRule("a-pair", "first", "second", relation, ruling, ("other-needs",))
    linked = (NeedFact(Need.THINKING, Answer.YES if on else Answer.NO),)
    world = world_of(entries=entries, known=case(needs=linked), pairs=(pair,))
    answers = asked_of_both([post_pairs], ["a-pair"], world, *entries)
    assert agreed(answers, 0, *([None if must else 1] if on else []))


@pytest.mark.parametrize("relation", ["never-together", "not-usually-together"])
def test_no_two_of_one_class_go_together(relation):
    entries = (PROGRAMME, *(programme(code, classes=("kind",)) for code in ("x", "y", "z")))
    pair = PairRule("a-pair", "kind", "kind", relation, should("x", "pair", True))
    world = world_of(entries=entries, pairs=(pair,))
    assert agreed(asked_of_both([post_pairs], ["a-pair"], world, *entries), 0, 1)


@pytest.mark.parametrize("highest", [4, 5, 6])
def test_rar_days_lie_in_the_row_of_the_score(highest):
    # Parts of 1, 2 and 3 days: sums from 0 to 6, the row from 2 days upwards.
    parts = tuple(intervention(f"i{n}", leg(sessions=exactly(n))) for n in (1, 2, 3))
    entries = (RAR, *parts)
    ruling = should("rar", "days", Bound(2, highest), ogrs=Bound(0, 49))
    known = case(assessments=evolve(case().assessments, ogrs3=20))
    world = world_of(ruling, entries=entries, known=known)
    answers = asked_of_both([post_rar_days], ["seriousness.rar-days"], world, *entries, floor=2)
    assert agreed(answers, 0, *([1] if highest < 6 else []))


@pytest.mark.parametrize("days", [1, 2, 3, 4, 5, 6, 7, None])
def test_programmes_take_no_more_days_than_the_court_gave(days):
    """A day for each session: what is written down has them on days of their own."""
    # Of p3's three one is before its group; a meeting beside each of them is no session of it.
    numbers = {"p1": 1, "p2": 2, "p3": 2}
    parts = tuple(
        programme(
            code,
            leg(sessions=exactly(n)),
            leg("first", Stage.BEFORE, ONE_TO_ONE, exactly(int(code == "p3"))),
            leg("meeting", Stage.BEFORE, ONE_TO_ONE, exactly(1), counts=False),
        )
        for code, n in numbers.items()
    )
    entries = (PROGRAMME, PUNISHING, *parts)
    asks = (Ask("programme", Terms(days=days)),)
    world = world_of(entries=entries, known=sentenced(asks=asks))
    found = candidates_of(world, entries)
    made = PackageDraft(world, found)
    post_programme_days(made)
    answers = {}
    for chosen in expressible(found):
        places = count(1)
        sessions = [
            session(one.code, next(places), requirement="programme", leg=held.id)
            for one in parts
            for held in one.legs
            for _ in range(int(held.sessions.lowest))
            if one.code in chosen
        ]
        held = evolve(written(found, chosen, world), sessions=tuple(sessions))
        law = faults_of(held, world, ["programme.days"])
        answers[chosen] = (law, departures_of_choice(made, chosen))
    # Of one, two and three sessions all six are taken at the most.
    assert agreed(answers, 0, *([None] if days is not None and days < 6 else []))


@pytest.mark.parametrize("imprisonable", [True, False])
@pytest.mark.parametrize("born", [START.replace(year=2008), START.replace(year=2008, day=3)])
def test_no_order_is_made_that_the_law_forbids(imprisonable, born):
    offences = (
        Offence(OffenceKind.OTHER, imprisonable=Answer.NO),
        Offence(OffenceKind.OTHER, imprisonable=Answer.YES if imprisonable else Answer.NO),
    )
    rulings = (row("order", "imprisonable", True), row("order", "age", Bound(18, None)))
    entries = (PUNISHING,)
    known = case(offences=offences, person=Person(born=born))
    world = world_of(*rulings, entries=entries, known=known)
    answers = asked_of_both([post_order], ["order.imprisonable", "order.age"], world, *entries)
    # Convicted on 2 March 2026: born on 2 March 2008 that is 18, a day later 17.
    allowed = imprisonable and born.day == 2
    assert agreed(answers, 0 if allowed else None)


# Would it be noticed? ----------------------------------------------------------------------


def test_a_bound_one_off_in_the_menu_is_noticed():
    entries = (PUNISHING, CURFEW, RAR)
    law = should("order", "requirements", Bound(None, 1), seriousness="low")
    known = sentenced(seriousness=Seriousness.LOW)
    other = should("order", "requirements", Bound(None, 2), seriousness="low")
    found = candidates_of(world_of(entries=entries, known=known), entries)
    made = PackageDraft(world_of(other, entries=entries, known=known), found)
    post_number(made)
    world = world_of(law, entries=entries, known=known)
    differing = [
        chosen
        for chosen in expressible(found)
        if departures_of_choice(made, chosen)
        != faults_of(written(found, chosen, world), world, ["seriousness.number"])
    ]
    assert [len(chosen) for chosen in differing] == [2, 2, 2]
