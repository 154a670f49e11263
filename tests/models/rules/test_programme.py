"""The days of a programme requirement."""

import pytest

from models.entry import Delivery, Stage
from models.rules.rule import ASSUMPTION
from tests.models.rules.build import (
    facts,
    found,
    leg,
    package,
    planned,
    programme,
    row,
    sentences,
    session,
)

TSP = programme(
    "tsp",
    leg(),
    leg("single", Stage.DURING, Delivery.APPOINTMENT),
    leg("first", Stage.BEFORE, Delivery.APPOINTMENT),
    leg("review", Stage.AFTER, Delivery.APPOINTMENT),
    leg("meeting", Stage.BEFORE, Delivery.APPOINTMENT, counts=False),
    leg("report", Stage.AFTER, Delivery.APPOINTMENT, counts=False),
)


def given(*held: tuple[int, str], days: int | None):
    sessions = [session("tsp", on, requirement="programme", leg=leg) for on, leg in held]
    return package(planned("programme", "tsp", days=days), sessions=sessions)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (((1, "main"), (8, "main")), []),
        (((1, "main"), (8, "single")), []),
        (((1, "main"), (8, "main"), (9, "single")), ["Programme sessions on 3 days: at most 2."]),
        (((1, "main"), (8, "main"), (8, "single")), []),  # a day counts once
        # What the guide has as sessions of the programme counts at any stage; what it has beside
        # the programme at none.
        (((0, "first"), (1, "main")), []),
        (((0, "first"), (1, "main"), (8, "main")), ["Programme sessions on 3 days: at most 2."]),
        (((1, "main"), (8, "main"), (9, "review")), ["Programme sessions on 3 days: at most 2."]),
        (((0, "meeting"), (1, "main"), (8, "main"), (9, "report")), []),
    ],
)
def test_no_more_days_than_the_court_gave(held, said):
    assert said == sentences("programme.days", given(*held, days=2), facts(entries=[TSP]))


def test_where_the_court_gave_no_number_there_is_none_to_keep():
    held = given((1, "main"), (8, "main"), (15, "main"), days=None)
    assert found("programme.days", held, facts(entries=[TSP])) == []


def test_it_rests_on_the_act_that_has_the_court_fix_days_and_before_it_on_an_assumption():
    held = given((1, "main"), (8, "main"), days=1)
    fixed = row("programme", "fixed-in", "days")
    [fault] = found("programme.days", held, facts(fixed, entries=[TSP]))
    assert fault.source == fixed.source
    [fault] = found("programme.days", held, facts(entries=[TSP]))
    assert fault.source.document == ASSUMPTION
