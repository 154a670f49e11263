"""What is assumed is kept to and printed: a day in court, the nearest office, an unknown detox."""

from datetime import date, datetime, timedelta

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Ask,
    Detox,
    ExistingOrder,
    Need,
    NeedFact,
    OrderKind,
    Seriousness,
    Terms,
)
from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.package import Package, PlannedPart
from models.suitability import findings
from optimiser.assumptions import _learning
from optimiser.candidates import candidates
from optimiser.options import propose
from optimiser.outline import outlines
from optimiser.relied_on import unverified
from optimiser.telling import asked_for, beyond_the_timetable
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

COURT = ("sentence.seriousness", "sentence.purposes", "sentence.fine")
IN_COURT = "Nothing is attended on the day of sentence."


def facts_of(name: str, **more: object) -> Facts:
    shipped = read_case(name).case
    case = evolve(shipped, **more)
    on_offer = menu(load(), case)
    region = read_timetable("east-midlands").timetable
    return Facts(case, on_offer, region, findings(case, on_offer))


def test_unpaid_work_does_not_begin_on_the_day_of_sentence():
    # Sentenced on Monday 23 February 2026, when the Derby project works from nine.
    option = propose(facts_of("low-first-order"), want=1).options[0]
    package: Package = option.package
    assert min(session.day for session in package.sessions) > package.order.start
    assert IN_COURT in option.assumptions


def test_a_detox_nobody_spoke_of_is_asked_for_and_not_dated():
    shipped = read_case("trust-treatment-2009").case
    case = evolve(shipped, clinical=evolve(shipped.clinical, detox=Detox.UNKNOWN))
    on_offer = menu(load(), case)
    found = findings(case, on_offer)
    asked = asked_for(Facts(case, on_offer, read_timetable("east-midlands").timetable, found))
    assert [one.codes for one in asked if one.fact == "clinical.detox"] == [("atr",)]


@pytest.mark.parametrize("areas", [(), ("chesterfield",)])
def test_an_exclusion_of_no_place_says_that_nothing_was_checked_against_it(areas):
    facts = facts_of("low-first-order")
    asks = (*facts.case.sentence.asks, Ask("exclusion", Terms(months=3), areas=areas))
    facts = facts_of("low-first-order", sentence=evolve(facts.case.sentence, asks=asks))
    said = [text for text in propose(facts, 1).options[0].assumptions if "particulars" in text]
    assert [text.partition(":")[0] for text in said] == ([] if areas else ["Exclusion"])


@pytest.mark.parametrize(("before", "warned"), [(-1, True), (0, False), (1, False)])
def test_a_plan_made_before_the_timetable_begins_says_that_it_knows_nothing_of_the_day(
    before, warned
):
    facts = facts_of("low-first-order")
    first = facts.today - timedelta(days=before)
    facts = evolve(facts, timetable=evolve(facts.timetable, first=first))
    assert any("is not known from it" in text for text in propose(facts, 1).warnings) == warned


@pytest.mark.parametrize(("after", "warned"), [(-1, True), (0, False)])
def test_so_does_one_made_after_its_end(after, warned):
    facts = facts_of("low-first-order")
    last = facts.today + timedelta(days=after)
    region = evolve(facts.timetable, last=last)
    assert bool(list(beyond_the_timetable(evolve(facts, timetable=region)))) == warned


@pytest.mark.parametrize(("name", "said"), [("abstinence-monitored", 1), ("sabbath-observant", 0)])
def test_that_a_woman_sees_a_female_officer_is_said(name, said):
    # It may take her farther: the office of Loughborough, ten minutes from her home, has none.
    option = propose(facts_of(name), want=1).options[0]
    assert sum("female officer" in text for text in option.assumptions) == said


ALCOHOL, THINKING = Need.ALCOHOL, Need.THINKING


@pytest.mark.parametrize(
    ("linked", "order", "asked"),
    [
        ((ALCOHOL, THINKING), (), True),
        ((ALCOHOL, THINKING), (ALCOHOL,), True),
        ((ALCOHOL, THINKING), (THINKING, ALCOHOL), False),
        ((ALCOHOL,), (), False),  # one alone has no order
    ],
)
def test_the_order_of_several_linked_needs_is_asked_for_until_it_is_known(linked, order, asked):
    needs = tuple(NeedFact(need, Answer.YES) for need in linked)
    facts = facts_of("low-first-order", needs=needs, risk_order=order)
    assert any(one.fact == "risk_order" for one in asked_for(facts)) == asked


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({"seriousness": None, "purposes": (), "fine": Answer.UNKNOWN},
         ["sentence.seriousness", "sentence.purposes", "sentence.fine"]),
        ({"fine": Answer.UNKNOWN}, ["sentence.fine"]),
        ({"fine": Answer.NO}, []),
        # A suspended sentence order needs no punitive element, so a fine changes nothing.
        ({"fine": Answer.UNKNOWN, "kind": OrderKind.SUSPENDED_SENTENCE_ORDER,
          "custody_months": 6, "operational_months": 12, "supervision_months": 12}, []),
    ],
)  # fmt: skip
def test_what_the_court_has_not_said_is_asked_first(more, asked):
    shipped = read_case("low-first-order").case
    facts = facts_of("low-first-order", sentence=evolve(shipped.sentence, **more))
    found = [one.fact for one in asked_for(facts)]
    assert [fact for fact in found if fact.startswith("sentence.")][: len(asked)] == asked
    assert found[: len(asked)] == asked
    assert all(fact in asked for fact in found if fact in COURT)


@pytest.mark.parametrize(
    ("linked", "asked"),
    [([], True), ([Answer.UNKNOWN], True), ([Answer.NO], False), ([Answer.YES], False)],
)
def test_which_needs_are_linked_is_asked_where_nothing_is_known_of_any(linked, asked):
    needs = tuple(NeedFact(ALCOHOL, answer) for answer in linked)
    found = asked_for(facts_of("low-first-order", needs=needs, risk_order=()))
    assert any(one.fact == "needs" for one in found) == asked


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, []),
        ({"born": None}, ["person.born"]),
        ({"offences": ()}, ["offences"]),
        ({"imprisonable": [Answer.UNKNOWN]}, ["offences.imprisonable"]),
        ({"imprisonable": [Answer.UNKNOWN, Answer.NO]}, ["offences.imprisonable"]),
        ({"imprisonable": [Answer.UNKNOWN, Answer.YES]}, []),  # one is enough for an order
        ({"custody_months": None}, ["sentence.custody_months"]),
        ({"operational_months": None}, ["sentence.operational_months"]),
    ],
)
def test_what_the_law_of_any_order_turns_on_is_asked_of_every_option(more, asked):
    case = read_case("suspended-order-care-worker").case
    said = more.get("imprisonable", [Answer.YES])
    offences = more.get("offences", tuple(evolve(case.offences[0], imprisonable=a) for a in said))
    periods = {key: value for key, value in more.items() if key.endswith("_months")}
    facts = facts_of(
        "suspended-order-care-worker",
        person=evolve(case.person, born=more.get("born", case.person.born)),
        offences=offences,
        sentence=evolve(case.sentence, **periods),
    )
    assert [one.fact for one in asked_for(facts) if one.every] == asked


@pytest.mark.parametrize(("score", "flagged"), [(2, []), (3, [1]), (None, [])])
def test_a_learning_screen_of_three_is_flagged_for_building_choices(score, flagged):
    facts = facts_of("bus-driver-building-choices")
    case = evolve(facts.case, assessments=evolve(facts.case.assessments, learning_screen=score))
    facts = evolve(facts, case=case)
    outline = next(iter(outlines(facts, candidates(facts))))
    said = [text for text in _learning(facts, outline) if f"screen of {score} sets" in text]
    assert [len(said)] == (flagged or [0])


def test_what_narrows_the_menu_is_printed():
    facts = facts_of("low-first-order")
    said = " ".join(propose(facts, want=1).options[0].assumptions)
    assert "the one nearest home is taken" in said
    assert "that offer only days a nearer one offers are not considered" in said


def test_a_court_review_may_lie_on_a_day_of_treatment():
    """Every day but Thursday is taken: the court sits and the provider opens on Thursdays only."""
    facts = facts_of("opiate-user-drug-rehabilitation")
    shifts = tuple(Shift(weekday, 0, 1440) for weekday in range(7) if weekday != 3)
    busy = Commitment(CommitmentKind.UNAVAILABLE, True, "away", shifts=shifts)
    facts = evolve(facts, case=evolve(facts.case, commitments=(busy,)))
    option = propose(facts, want=1).options[0]
    held = option.package.of("drr")
    hearings = {session.day for session in held if session.kind == "hearing"}
    others = {session.day for session in held if session.kind != "hearing"}
    assert len(hearings) == 12
    assert hearings & others
    assert {day.weekday() for day in hearings | others} == {3}


def test_what_an_order_already_running_takes_is_said():
    def said(*running: ExistingOrder) -> list[str]:
        option = propose(facts_of("low-first-order", existing=running), want=1).options[0]
        return [text for text in option.assumptions if "already running" in text]

    day = datetime(2026, 3, 7, 9)
    kept = ExistingOrder(
        ends=date(2026, 12, 1),
        unpaid_work_hours_outstanding=35,
        sessions=((day, day.replace(hour=16)),),
    )
    assert said() == []
    assert said(kept, ExistingOrder()) == [
        "An order is already running until 1 December 2026: its one dated session is kept free; "
        "its 35 hours of unpaid work outstanding are not planned here.",
        "An order is already running: none of its sessions is dated in the case, so none is kept "
        "free.",
    ]


@pytest.mark.parametrize(
    ("seriousness", "said"), [(Seriousness.LOW, "its band"), (None, "what the law allows")]
)
def test_an_amount_without_a_band_is_the_least_the_law_allows(seriousness, said):
    shipped = read_case("low-first-order").case
    facts = facts_of("low-first-order", sentence=evolve(shipped.sentence, seriousness=seriousness))
    option = propose(facts, want=1).options[0]
    assert any(f"40 hours is the least of {said}" in text for text in option.assumptions)


def test_the_months_of_a_curfew_are_leant_on_only_where_nobody_states_them():
    said = "is planned for one month"
    option = propose(facts_of("excluded-and-tagged"), want=1).options[0]
    curfew = option.package.requirement("curfew")
    assert curfew is not None
    assert curfew.terms.months is not None
    assert not any(said in one for one in option.unverified)
    open_ended = evolve(curfew, terms=evolve(curfew.terms, months=None))
    others = tuple(r for r in option.package.requirements if r.code != "curfew")
    package = evolve(option.package, requirements=(*others, open_ended))
    facts = facts_of("excluded-and-tagged")
    assert sum(said in one for one in unverified(facts, package)) == 1


def test_when_an_evening_begins_is_leant_on_where_a_guide_counts_evenings():
    said = "Evenings only means from five"
    facts = facts_of("low-first-order")
    option = propose(facts, want=1).options[0]
    assert not any(said in one for one in option.unverified)
    [held, *others] = option.package.requirements
    with_resolve = evolve(held, parts=(PlannedPart("resolve"),))
    package = evolve(option.package, requirements=(with_resolve, *others))
    assert sum(said in one for one in unverified(facts, package)) == 1


CADENCE = "A treatment of twelve weeks is twelve appointments"
MEETINGS = "The middle and the last meeting of three"


def test_a_treatment_of_its_providers_own_cadence_leans_on_no_default():
    # Drug treatment at Derby: 26 weekly appointments by its provider, and no three-way meetings.
    facts = facts_of("opiate-user-drug-rehabilitation")
    (option,) = propose(facts, want=1).options
    said = " ".join(option.unverified)
    stated = next(one for one in option.package.requirements if one.code == "drr").provider
    provider = next(one for one in facts.timetable.providers if one.id == stated)
    assert any(one.requirement == "drr" for one in provider.cadences)
    assert (CADENCE in said, MEETINGS in said) == (False, False)


def test_a_treatment_whose_provider_states_no_cadence_leans_on_the_default():
    facts = facts_of("opiate-user-drug-rehabilitation")
    (option,) = propose(facts, want=1).options
    silent = tuple(evolve(one, cadences=()) for one in facts.timetable.providers)
    bare = evolve(facts, timetable=evolve(facts.timetable, providers=silent))
    assert CADENCE in " ".join(unverified(bare, option.package))


def test_what_no_guide_states_of_a_dose_is_told_where_it_is_attended():
    said = "ATR, review and relapse prevention: Each fortnight"
    facts = facts_of("mission")
    option = propose(facts, want=1).options[0]
    assert sum(said in one for one in option.unverified) == 1
    assert not any("ATR, relapse prevention" in one for one in option.unverified)  # none planned
    undated = evolve(option.package, sessions=())
    assert not any(said in one for one in unverified(facts, undated))


def test_an_amount_of_one_is_said_in_the_singular():
    shipped = read_case("low-first-order").case
    asks = (Ask("curfew"),)
    facts = facts_of("low-first-order", sentence=evolve(shipped.sentence, asks=asks))
    option = propose(facts, want=1).options[0]
    said = [text for text in option.assumptions if "is the least of its band" in text]
    assert any(text.startswith("Curfew: 1 month is the least of its band") for text in said)
    assert not any(" 1 months" in text for text in option.assumptions)
