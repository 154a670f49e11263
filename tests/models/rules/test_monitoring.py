"""Electronic monitoring without a term of its own, beside what it enforces."""

from datetime import date

import pytest

from models.rules.grounds import of_law
from models.rules.unknowns import unknowns
from tests.models.rules.build import (
    facts,
    found,
    package,
    planned,
    requirement,
    row,
    sentences,
)

TAG = "electronic-monitoring"
WORLD = facts(
    *(row(code, "monitored", True) for code in ("curfew", "exclusion", "aamr")),
    row("aamr", "days-run-on", True),
    entries=[requirement(TAG, units=("months",)), requirement("rar")],
)
# Two months from 2 March 2026 end on 1 May, six on 1 September.
CURFEW = planned("curfew", months=2, end=date(2026, 5, 1))
EXCLUSION = planned("exclusion", months=6, end=date(2026, 9, 1))
RULE = "duration.monitoring"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (date(2026, 4, 30), []),
        (date(2026, 5, 1), []),
        (
            date(2026, 5, 2),
            [
                f"{TAG} with no months of its own ends on 2 May 2026: the last requirement it "
                "enforces on 1 May 2026."
            ],
        ),
        (None, []),
    ],
)
def test_a_tag_without_a_term_lasts_no_longer_than_the_curfew(end, said):
    held = package(CURFEW, planned(TAG, end=end), planned("rar", end=date(2027, 3, 1)))
    assert sentences(RULE, held, WORLD) == said
    assert not any(of_law(fault, WORLD) for fault in found(RULE, held, WORLD))


@pytest.mark.parametrize(("end", "faults"), [(date(2026, 9, 1), 0), (date(2026, 9, 2), 1)])
def test_it_may_last_as_long_as_the_last_it_enforces(end, faults):
    assert len(found(RULE, package(CURFEW, EXCLUSION, planned(TAG, end=end)), WORLD)) == faults


@pytest.mark.parametrize(
    ("held", "end", "faults"),
    [
        # What states no end ends with its months, its days (30 of March), or the order.
        (planned("curfew", months=2), date(2026, 5, 1), 0),
        (planned("curfew", months=2), date(2026, 5, 2), 1),
        (planned("aamr", days=30), date(2026, 3, 31), 0),
        (planned("aamr", days=30), date(2026, 4, 1), 1),
        (planned("exclusion"), date(2027, 3, 1), 0),
        (planned("exclusion"), date(2027, 3, 2), 1),
    ],
)
def test_an_end_that_is_not_stated_is_worked_out(held, end, faults):
    assert len(found(RULE, package(held, planned(TAG, end=end)), WORLD)) == faults


def test_a_term_of_its_own_is_for_the_court():
    # Twelve months end on 1 March 2027: whereabouts may be monitored for as long.
    tag = planned(TAG, months=12, end=date(2027, 3, 1))
    assert found(RULE, package(CURFEW, tag), WORLD) == []


def test_where_it_enforces_nothing_it_may_last_as_long_as_the_order():
    held = package(planned("rar", end=date(2027, 3, 1)), planned(TAG, end=date(2027, 3, 1)))
    assert found(RULE, held, WORLD) == []


@pytest.mark.parametrize(("end", "faults"), [(date(2026, 6, 1), 0), (date(2026, 6, 2), 1)])
def test_months_added_after_a_breach_are_allowed_for(end, faults):
    # 1 May and a month: 2 May to 1 June.
    held = package(CURFEW, planned(TAG, end=end, extended_months=1))
    assert len(found(RULE, held, WORLD)) == faults


def test_a_term_that_is_not_set_is_said_with_what_is_taken_instead():
    assert [one.sentence for one in unknowns(package(CURFEW, planned(TAG)), WORLD)][-1:] == [
        f"{TAG}: its months are not set, and it is taken to end with the last requirement it "
        "enforces."
    ]
    said = [one.sentence for one in unknowns(package(planned(TAG)), WORLD)]
    assert f"{TAG}: its months are not set." in said


@pytest.mark.parametrize(("end", "faults"), [(date(2026, 4, 1), 0), (date(2026, 4, 2), 1)])
def test_an_end_that_is_stated_goes_before_the_months_it_should_have_been(end, faults):
    # The curfew of two months is said to end on 1 April, a month early.
    held = package(planned("curfew", months=2, end=date(2026, 4, 1)), planned(TAG, end=end))
    assert len(found(RULE, held, WORLD)) == faults
