"""A curfew of more hours a day than a week has room for seven times, and hours as they are kept."""

from functools import cache

import pytest
from attrs import evolve

from models.case import Ask, Terms
from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.rules.curfew import nights
from models.suitability import findings
from optimiser import curfew
from optimiser.audit import audit
from optimiser.options import propose
from optimiser.results import Options
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

HOUR = 60


@cache
def catalogue():
    return load()


def under(
    hours: int | None, *commitments: Commitment, kept: bool = True, months: int = 1
) -> Facts:
    """A curfew alone, of so many months and of hours the court fixed, where it did."""
    read = read_case("mission").case
    ask = Ask("curfew", Terms(months=months, hours_a_day=hours), place="home")
    case = evolve(
        read,
        sentence=evolve(read.sentence, asks=(ask,)),
        needs=(),
        risk_order=(),
        commitments=(*(read.commitments if kept else ()), *commitments),
    )
    on_offer = menu(catalogue(), case)
    region = read_timetable("east-midlands").timetable
    return Facts(case, on_offer, region, findings(case, on_offer))


def proposed(facts: Facts) -> Options:
    return propose(facts, want=1)


def work(days, start: int, end: int) -> Commitment:
    shifts = tuple(Shift(weekday, start * HOUR, end * HOUR) for weekday in days)
    return Commitment(CommitmentKind.WORK, firm=False, title="Shop", shifts=shifts)


@pytest.mark.parametrize(("hours", "days"), [(16, 7), (17, 6), (18, 6), (19, 5), (20, 5)])
def test_as_many_days_have_a_curfew_as_the_week_has_room_for(hours, days):
    # 7 x 16 = 112; 6 x 18 = 108 and 5 x 20 = 100, a day more of each 126 and 120.
    facts = under(hours)
    option = proposed(facts).options[0]
    assert {row.end - row.start for row in option.package.curfew} == {hours * HOUR}
    assert len({row.weekday for row in option.package.curfew}) == days
    assert option.package.requirement("curfew").terms.hours_a_day == hours
    said = f"{hours} hours is planned on {days} days"
    assert any(said in text for text in option.assumptions) is (days < 7)
    # All windows over all nights, each as long as the court says.
    result = audit(facts, option.package)
    assert result.faults == ()
    assert result.measures.curfew == len(nights(option.package)) * hours * HOUR


def test_the_day_left_free_is_the_one_that_takes_most_of_work():
    # From 8pm to noon are 16 hours: 18 take two of work. Before Wednesday's 11am and after its 9pm
    # are 15: the nights of Tuesday and of Wednesday take three, and one of them is left free.
    shop = (work([0, 1, 3, 4, 5, 6], 12, 20), work([2], 11, 21))
    package = proposed(under(18, *shop, kept=False)).options[0].package
    [free] = set(range(7)) - {row.weekday for row in package.curfew}
    assert free in (1, 2)


CARE = Commitment(
    CommitmentKind.CARING,
    firm=True,
    title="care",
    shifts=tuple(Shift(weekday, 9 * HOUR, 16 * HOUR) for weekday in (0, 1, 2)),
)


def test_where_too_few_days_are_left_the_law_of_the_week_is_named_and_the_nearest_hours_offered():
    """Care from 9am to 4pm leaves 17 hours from Monday and from Tuesday, not 18: five days are left
    of the six that 112 hours have room for. At 17 all are."""
    impasse = proposed(under(18, CARE, kept=False)).impasse
    told = {(one.rule, one.source.document) for one in impasse.rules}
    assert ("places.offered", "sentencing-code") in told
    assert any(
        one.sentence.endswith("At 18 hours a day there is room for 6 days of a week.")
        for one in impasse.rules
    )
    assert impasse.repairs[0].sentence == "Curfew of 17 hours a day instead of 18"
    package = impasse.repairs[0].package
    assert package.requirement("curfew").terms == Terms(months=1, hours_a_day=17)


def test_more_hours_than_a_day_may_hold_name_the_law_of_the_day():
    # At 21 hours there would be room for 5 days of a week (105 hours), but a day holds 20 at most.
    impasse = proposed(under(21)).impasse
    assert any(one.sentence.endswith("21 hours are more than 20.") for one in impasse.rules)
    assert impasse.repairs[0].sentence == "Curfew of 20 hours a day instead of 21"


@pytest.mark.parametrize(
    ("shop", "hours"),
    [
        (work(range(7), 6, 21), 9),  # from 9pm to 6am
        (work(range(6), 6, 21), 12),  # and the whole night of Saturday, 9pm to 9am
        (work(range(7), 8, 19), 12),  # 13 hours are free, 12 are the default
    ],
)
def test_the_terms_say_the_most_hours_of_any_day_as_it_is_planned(shop, hours):
    facts = under(None, shop, kept=False)
    option = proposed(facts).options[0]
    assert max(row.end - row.start for row in option.package.curfew) == hours * HOUR
    assert option.package.requirement("curfew").terms.hours_a_day == hours
    result = audit(facts, option.package)
    assert result.faults == ()
    assert result.measures == option.measures


@pytest.mark.parametrize(
    ("hours", "shop"), [(None, work([0, 1, 3], 21, 29)), (18, work(range(6), 6, 21))]
)
def test_the_best_of_the_windows_offered_is_the_best_of_all(hours, shop, monkeypatch):
    facts = under(hours, shop, kept=False)
    offered = proposed(facts).options[0]
    monkeypatch.setattr(curfew, "worth_offering", lambda every, *_: every)
    of_all = proposed(facts).options[0]
    assert offered.measures.vector == of_all.measures.vector
    assert offered.measures.forgiveness == of_all.measures.forgiveness
