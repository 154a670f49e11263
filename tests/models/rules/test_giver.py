"""With whom an appointment is held: with whom its guide names."""

import pytest

from models.entry import Delivery, Stage
from tests.models.rules.build import (
    facts,
    found,
    intervention,
    leg,
    package,
    planned,
    provider,
    requirement,
    sentences,
    session,
    timetable,
)

ONE_TO_ONE = Delivery.APPOINTMENT
PEOPLE = (
    provider("clinic", "atr"),
    provider("officer", "officer", "facilitator"),
    provider("adviser", "talk"),
    provider("bench", "court"),
)
ATR = requirement(
    "atr",
    leg(delivery=ONE_TO_ONE, with_="provider"),
    leg("review", Stage.AFTER, ONE_TO_ONE, with_="officer"),
    leg("hearing", Stage.DURING, ONE_TO_ONE, with_="court"),
    stream="treatment",
)


def held(*by: str, leg: str = "review"):
    sessions = [session("atr", 7 * k, leg=leg, provider=one) for k, one in enumerate(by, 1)]
    return package(planned("atr", provider="clinic"), sessions=sessions)


def world(*entries):
    return facts(entries=entries or [ATR], timetable=timetable(providers=PEOPLE))


@pytest.mark.parametrize(
    ("leg_id", "by", "faulty"),
    [
        ("main", "clinic", 0),
        ("main", "officer", 1),
        ("main", "bench", 1),
        ("review", "officer", 0),
        ("review", "clinic", 1),  # the provider of the treatment is no officer
        ("hearing", "bench", 0),
        ("hearing", "clinic", 1),
        ("hearing", "officer", 1),
    ],
)
def test_an_appointment_is_given_by_whom_its_leg_names(leg_id, by, faulty):
    assert faulty == len(found("attendance.giver", held(by, leg=leg_id), world()))


def test_each_appointment_with_another_is_an_occurrence_of_one_fault():
    [fault] = found("attendance.giver", held("clinic", "officer", "clinic"), world())
    assert (fault.subject, fault.occurrences) == ("atr", 2)
    said = ["review on 9 March 2026 by Clinic: with the officer."]
    assert said == sentences("attendance.giver", held("clinic", "officer"), world())


def test_nobody_named_and_nobody_known_is_no_fault():
    assert found("attendance.giver", held("", "somebody-else"), world()) == []


@pytest.mark.parametrize(("by", "faulty"), [("officer", 0), ("adviser", 0), ("clinic", 1)])
def test_who_offers_an_intervention_by_name_gives_it_as_a_facilitator_does(by, faulty):
    talk = intervention("talk", leg(delivery=ONE_TO_ONE, with_="facilitator"))
    sessions = [session("talk", 7, requirement="rar", provider=by)]
    rar = package(planned("rar", "talk", days=1), sessions=sessions)
    assert faulty == len(found("attendance.giver", rar, world(requirement("rar"), talk)))


@pytest.mark.parametrize(("by", "faulty"), [("officer", 0), ("adviser", 1)])
def test_who_offers_an_intervention_by_name_is_no_officer(by, faulty):
    talk = intervention("talk", leg(delivery=ONE_TO_ONE, with_="officer"))
    sessions = [session("talk", 7, requirement="rar", provider=by)]
    rar = package(planned("rar", "talk", days=1), sessions=sessions)
    assert faulty == len(found("attendance.giver", rar, world(requirement("rar"), talk)))


def test_a_leg_that_names_nobody_may_be_given_by_anybody_and_a_group_is_no_appointment():
    by_anybody = requirement("atr", leg("review", Stage.AFTER, ONE_TO_ONE), stream="treatment")
    assert found("attendance.giver", held("bench"), world(by_anybody)) == []
    in_group = requirement("atr", leg("review", Stage.AFTER, with_="officer"), stream="treatment")
    assert found("attendance.giver", held("clinic"), world(in_group)) == []
    # And those before it keep none that follows from being looked at.
    both = requirement(
        "atr",
        leg("pre", Stage.BEFORE, ONE_TO_ONE),
        leg("review", Stage.AFTER, ONE_TO_ONE, with_="officer"),
        stream="treatment",
    )
    assert len(found("attendance.giver", held("clinic"), world(both))) == 1
