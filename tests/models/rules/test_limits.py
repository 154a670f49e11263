"""The day by which an officer wants all to be over."""

import pytest
from attrs import evolve

from models.case import Limits
from tests.models.rules.build import case, contact, day, facts, found, package, planned, sentences


def until(offset: int | None):
    finish = None if offset is None else day(offset)
    return facts(case=evolve(case(), limits=Limits(finish_by=finish)))


# One month from 2 March 2026 ends on 1 April, offset 30.
ORDER = "An order that ends on 1 April 2026: to be over by "


@pytest.mark.parametrize(
    ("finish", "said"),
    [
        (None, []),
        (30, []),
        (29, [f"{ORDER}31 March 2026."]),
        (28, [f"{ORDER}30 March 2026."]),  # the session of that day is over in time
        (27, [f"{ORDER}29 March 2026."]),
    ],
)
def test_an_order_and_each_session_are_over_by_the_day_wished_for(finish, said):
    held = package(planned("rar"), sessions=[contact(27), contact(28)], months=1)
    assert sentences("limits.finish-by", held, until(finish)) == said


def test_the_order_is_spoken_of_before_its_sessions():
    # What is said is the first, and all are counted.
    held = package(planned("rar"), sessions=[contact(28), contact(29)], months=1)
    for finish, day_before, times in ((27, "29", 3), (28, "30", 2), (29, "31", 1)):
        (fault,) = found("limits.finish-by", held, until(finish))
        said = f"{ORDER}{day_before} March 2026."
        assert (fault.sentence, fault.occurrences) == (said, times)


def test_a_session_after_the_order_is_late_of_itself():
    held = package(planned("rar"), sessions=[contact(31)], months=1)
    said = "contact main on 2 April 2026 at 10am: to be over by 1 April 2026."
    assert sentences("limits.finish-by", held, until(30)) == [said]
