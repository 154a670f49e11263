"""Double entry of who gives an appointment: a stream offers whom the rules allow."""

from datetime import timedelta

import pytest

from commands.knowing import facts_of
from models.case import Terms
from models.dated import Bound
from models.entry import Delivery, Entry, Leg, Stage
from models.facts import Facts
from optimiser.build import horizon_of
from optimiser.candidates import candidates
from optimiser.courses import treatment_streams
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.offering import streams_of
from optimiser.outline import outlines
from tests.house.worlds import candidate, draft, outline, provider
from tests.models.rules.build import (
    START,
    exactly,
    facts,
    found,
    intervention,
    leg,
    package,
    planned,
    requirement,
    row,
    session,
    timetable,
)

ONE_TO_ONE = Delivery.APPOINTMENT
# Everybody at one place, so that nobody is left out for being farther away.
PEOPLE = (
    provider("clinic", "drr"),
    provider("officer", "officer", "facilitator"),
    provider("adviser", "talk"),
    provider("bench", "court"),
)
NAMED = ("provider", "officer", "court", "facilitator")


def offered(made: Draft, part: str, leg_id: str) -> set[str]:
    """Who may hold a leg's appointments, as the optimiser has it."""
    return {
        slot.giver
        for stream in streams_of(made)
        if (stream.part, stream.leg) == (part, leg_id)
        for slot in stream.slots(START + timedelta(days=1), made.facts.timetable)
    }


def allowed(entry: Entry, one: Leg, world: Facts) -> set[str]:
    """Who may hold them as the rules have it: each provider is asked about."""
    under = entry.under[0] if entry.under else entry.code
    held = planned(under, *([entry.code] if entry.under else []))
    return {
        person.id
        for person in PEOPLE
        if not found(
            "attendance.giver",
            package(
                held,
                sessions=[
                    session(
                        entry.code, 1, leg=one.id, requirement=under, kind=one.kind,
                        provider=person.id,
                    )
                ],
            ),
            world,
        )
    }  # fmt: skip


def test_the_legs_of_a_treatment_are_offered_with_whom_the_rules_allow():
    legs = [leg("main", Stage.MAIN, ONE_TO_ONE, exactly(1), exactly(60), with_="provider")]
    for stage in (Stage.BEFORE, Stage.DURING, Stage.AFTER):
        legs += [
            leg(f"{stage.value}-{who}", stage, ONE_TO_ONE, exactly(1), exactly(60), with_=who,
                kind="hearing" if who == "court" else "review")
            for who in ("provider", "officer", "court")
        ]  # fmt: skip
    entry = requirement("drr", *legs, stream="treatment")
    world = facts(
        row("drr", "review-months", Bound(1, None)),
        row("treatment", "appointments", exactly(1)),
        row("treatment", "every-days", exactly(14)),
        row("load", "contact-minutes", exactly(30)),
        entries=[entry],
        timetable=timetable(providers=PEOPLE),
    )
    made = draft(world, outline(candidate(entry), terms={"drr": Terms(months=2)}))
    assert list(treatment_streams(made, made.outline.requirements[0]))
    both = {one.id: (offered(made, "drr", one.id), allowed(entry, one, world)) for one in legs}
    assert {id: said for id, said in both.items() if said[0] != said[1]} == {}
    assert both["after-officer"][0] == {"officer"}


@pytest.mark.parametrize("who", NAMED)
def test_one_to_ones_are_offered_with_whom_the_rules_allow(who):
    only = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(1), exactly(60), with_=who)
    talk = intervention("talk", only)
    world = facts(
        row("load", "contact-minutes", exactly(30)),
        entries=[requirement("rar"), talk],
        timetable=timetable(providers=PEOPLE),
    )
    held = outline(candidate(requirement("rar")), parts=[candidate(talk, carriers=("rar",))])
    found_in = offered(draft(world, held), "talk", "main")
    assert found_in == allowed(talk, only, world)
    assert found_in


def test_the_reviews_of_a_made_up_case_are_the_officers():
    world, _ = facts_of("trust-treatment-2009", None, None)
    held = next(one for one in outlines(world, candidates(world)) if one.imposes("atr"))
    made = Draft(world, held, horizon_of(world, held), Days(world))
    atr = {one.id: one for one in world.menu.entries["atr"].legs}
    reviews = [one for one in streams_of(made) if one.part == "atr" and one.kind == "review"]
    assert reviews
    for stream in reviews:
        assert atr[stream.leg].with_ == "officer"
        assert stream.givers
        assert all("officer" in giver.offers for giver in stream.givers)
