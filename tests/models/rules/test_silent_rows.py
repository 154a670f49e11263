"""A row that sets no figure, or says no, asks for nothing; the same row with a figure does."""

import pytest

from models.case import Employment, Person, Seriousness
from models.dated import Bound
from models.entry import Delivery, Stage
from tests.models.rules.build import (
    case,
    contact,
    exactly,
    facts,
    found,
    intervention,
    leg,
    package,
    planned,
    requirement,
    session,
    should,
)

ONE_TO_ONE = Delivery.APPOINTMENT
ENTRIES = (
    requirement(
        "atr",
        leg(delivery=ONE_TO_ONE),
        leg("meeting", Stage.DURING, ONE_TO_ONE, kind="three-way"),
        stream="treatment",
    ),
    intervention("ete", leg(delivery=ONE_TO_ONE)),
)
# Whatever is asked for below is not kept: the officer is seen in the eleventh month alone.
HELD = package(
    planned("atr"),
    planned("rar", "ete", days=400),
    planned("unpaid-work", hours=20),
    sessions=[
        contact(330),
        *(session("atr", offset) for offset in (100, 103, 300)),
        session("atr", 200, leg="meeting", kind="three-way"),
        session("ete", 1, requirement="rar"),
        session("ete", 350, requirement="rar"),
        *(session("unpaid-work", offset, minutes=300) for offset in (100, 101, 121)),
    ],
)
CASE = case(Seriousness.HIGH, person=Person(employment=Employment.UNEMPLOYED))


@pytest.mark.parametrize(
    ("rule", "subject", "parameter", "asking", "silent"),
    [
        ("contact.first", "contact", "first-days", exactly(5), Bound()),
        ("contact.weekly", "contact", "weekly-weeks", exactly(16), Bound()),
        ("contact.monthly", "contact", "monthly", True, False),
        ("contact.reviews", "contact", "review-days", exactly(42), Bound()),
        ("rar.spread", "rar", "spread-days", exactly(7), Bound()),
        ("rar.one-a-day", "rar", "one-a-day", True, False),
        ("treatment.three-way", "treatment", "three-way-days", exactly(7), Bound()),
        ("unpaid-work.start", "unpaid-work", "start-days", exactly(7), Bound()),
        ("unpaid-work.weekly", "unpaid-work", "weekly", True, False),
        ("unpaid-work.most-days", "unpaid-work", "most-days-a-week", exactly(1), Bound()),
        ("unpaid-work.intensive", "unpaid-work", "intensive-days", exactly(4), Bound()),
        ("unpaid-work.learning", "unpaid-work", "learning-share", exactly(20), Bound()),
        ("unpaid-work.window", "unpaid-work", "window-months", exactly(3), Bound()),
    ],
)
def test_a_row_that_sets_nothing_asks_for_nothing(rule, subject, parameter, asking, silent):
    for value, faulty in ((asking, 1), (silent, 0), (None, 0)):
        world = facts(should(subject, parameter, value), entries=ENTRIES, case=CASE)
        assert faulty == len(found(rule, HELD, world))
    assert found(rule, HELD, facts(entries=ENTRIES, case=CASE)) == []


@pytest.mark.parametrize(
    ("number", "every", "faulty"),
    [
        (exactly(2), exactly(14), 1),
        (Bound(), exactly(14), 0),
        (exactly(2), Bound(), 0),
        (None, None, 0),
    ],
)
def test_a_cadence_takes_a_number_and_the_days_between(number, every, faulty):
    rows = (should("treatment", "appointments", number), should("treatment", "every-days", every))
    world = facts(*rows, entries=ENTRIES, case=CASE)
    for rule in ("treatment.number", "treatment.cadence"):
        assert faulty == len(found(rule, HELD, world))


@pytest.mark.parametrize(
    ("rule", "subject", "parameter", "value"),
    [
        ("rar.spread", "rar", "spread-days", exactly(7)),
        ("rar.one-a-day", "rar", "one-a-day", True),
        ("unpaid-work.learning", "unpaid-work", "learning-share", exactly(20)),
        ("contact.weekly", "contact", "weekly-weeks", exactly(16)),
    ],
)
def test_what_is_asked_of_a_requirement_is_asked_of_none_without_it(
    rule, subject, parameter, value
):
    world = facts(should(subject, parameter, value), entries=ENTRIES, case=CASE)
    assert found(rule, package(sessions=HELD.sessions), world) == []
