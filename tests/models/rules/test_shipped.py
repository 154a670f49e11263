"""The rules on the shipped catalogue: the dated figures bite on the right day."""

from datetime import date

import pytest

from models.case import Answer, Case, Dates, Offence, OffenceKind, OrderKind, Sentence
from models.catalogue import load, menu
from models.commitments import DateRange
from models.facts import Facts
from models.moments import last_day
from models.package import OrderTerms, Package, PlannedRequirement
from models.rules import faults
from tests.models.rules.build import every_night, planned, timetable

CATALOGUE = load()

# What the rules read: a row that is renamed would switch its rule off without a word.
READ = {
    ("order", "age"),
    ("order", "end"),
    ("order", "greatest-risk"),
    ("order", "imprisonable"),
    ("order", "least-requirements"),
    ("order", "months"),
    ("order", "operational-months"),
    ("order", "punitive-element"),
    ("order", "religion-work-education"),
    ("order", "requirements"),
    ("order", "supervision-months"),
    ("order", "supervision-within-operational"),
    ("rar", "days"),
    ("rar", "order-months"),
    ("rar", "spread-days"),
    ("attendance-centre", "hours-a-day"),
    ("contact", "first-days"),
    ("contact", "monthly"),
    ("contact", "review-days"),
    ("contact", "weekly-weeks"),
    ("curfew", "hours-a-day"),
    ("curfew", "hours-a-week"),
    ("detox", "days"),
    ("drr", "review-months"),
    ("load", "attendances-a-day"),
    ("load", "attendances-a-week"),
    ("places", "female-officer"),
    ("places", "lone-woman"),
    ("treatment", "appointments"),
    ("treatment", "every-days"),
    ("treatment", "three-way-days"),
    ("aamr", "days-run-on"),
    *((code, "monitored") for code in ("aamr", "curfew", "exclusion", "prohibited-activity")),
    ("residence", "suits-seriousness"),
    ("unpaid-work", "intensive-days"),
    ("unpaid-work", "learning-share"),
    ("unpaid-work", "most-days-a-week"),
    ("unpaid-work", "start-days"),
    ("unpaid-work", "weekly"),
    ("unpaid-work", "window-months"),
}


def test_every_row_the_rules_read_is_in_the_catalogue():
    assert READ - {(row.subject, row.parameter) for row in CATALOGUE.rows} == set()


def on(offence: date, conviction: date | None = None, sentence: date | None = None) -> Facts:
    """A case of one imprisonable offence, convicted and sentenced that day unless said."""
    convicted = conviction or offence
    dates = Dates(sentence or convicted, convicted, DateRange(offence, offence))
    offences = (Offence(OffenceKind.OTHER, imprisonable=Answer.YES),)
    case = Case("dated", dates, Sentence(fine=Answer.YES), offences=offences)
    return Facts(case, menu(CATALOGUE, case), timetable(), {})


def rules_broken(
    facts: Facts,
    *requirements: PlannedRequirement,
    months: int = 12,
    operational: int | None = None,
    **more: object,
) -> set[str]:
    """The rules that a package of terms breaks, on the day of its sentence."""
    kind = OrderKind.SUSPENDED_SENTENCE_ORDER if operational else OrderKind.COMMUNITY_ORDER
    start = facts.today
    order = OrderTerms(kind, months, start, last_day(start, months), operational)
    return {fault.rule for fault in faults(Package(order, requirements, **more), facts)}


@pytest.mark.parametrize(
    ("hours", "broken"),
    [(39, {"duration.bound"}), (40, set()), (300, set()), (301, {"duration.bound"})],
)
def test_unpaid_work_is_40_to_300_hours(hours, broken):
    assert rules_broken(on(date(2026, 3, 2)), planned("unpaid-work", hours=hours)) == broken


@pytest.mark.parametrize(("months", "broken"), [(36, set()), (37, {"order.length"})])
def test_a_community_order_is_three_years_at_most(months, broken):
    held = planned("unpaid-work", hours=80)
    assert rules_broken(on(date(2026, 3, 2)), held, months=months) == broken


@pytest.mark.parametrize(
    ("offence", "conviction", "hours", "broken"),
    [
        # 12 hours turn on the offence, before 3 December 2012; 16 from then; 20 on the conviction.
        (date(2012, 12, 2), date(2013, 3, 1), 12, False),
        (date(2012, 12, 2), date(2013, 3, 1), 13, True),
        (date(2012, 12, 3), date(2013, 3, 1), 16, False),
        (date(2012, 12, 3), date(2013, 3, 1), 17, True),
        (date(2022, 1, 10), date(2022, 6, 27), 17, True),
        (date(2022, 1, 10), date(2022, 6, 28), 20, False),
        (date(2022, 1, 10), date(2022, 6, 28), 21, True),
    ],
)
def test_the_hours_of_a_curfew_turn_on_offence_or_conviction(offence, conviction, hours, broken):
    held = planned("curfew", months=2, hours_a_day=hours)
    assert ("duration.bound" in rules_broken(on(offence, conviction), held)) == broken


@pytest.mark.parametrize(
    ("conviction", "minutes", "broken"),
    [
        (date(2022, 6, 28), 960, False),  # 7 x 16 = 112 hours
        (date(2022, 6, 28), 961, True),
        (date(2022, 6, 27), 961, False),  # no bound of a week then
    ],
)
def test_a_curfew_is_112_hours_a_week_by_conviction(conviction, minutes, broken):
    rows = every_night(1140, 1140 + minutes)
    facts = on(date(2022, 1, 10), conviction)
    broke = rules_broken(facts, planned("curfew", months=2), curfew=rows)
    assert ("curfew.weekly" in broke) == broken


@pytest.mark.parametrize(
    ("code", "offence", "conviction", "broken"),
    [
        ("attendance-centre", date(2022, 1, 10), date(2022, 6, 27), False),
        ("attendance-centre", date(2022, 1, 10), date(2022, 6, 28), True),
        ("rar", date(2015, 1, 31), date(2015, 6, 1), True),
        ("rar", date(2015, 2, 1), date(2015, 6, 1), False),
        ("supervision", date(2015, 1, 31), date(2015, 6, 1), False),
        ("supervision", date(2015, 2, 1), date(2015, 6, 1), True),
        ("foreign-travel", date(2012, 12, 2), date(2013, 1, 7), True),
        ("foreign-travel", date(2012, 12, 3), date(2013, 1, 7), False),
        ("driving-prohibition", date(2026, 6, 1), date(2026, 6, 1), True),  # never commenced
    ],
)
def test_requirements_come_and_go_with_the_dates(code, offence, conviction, broken):
    assert ("availability.law" in rules_broken(on(offence, conviction), planned(code))) == broken


@pytest.mark.parametrize(
    ("conviction", "operational", "broken"),
    [
        (date(2026, 3, 21), 24, set()),
        (date(2026, 3, 21), 25, {"order.length"}),
        (date(2026, 3, 22), 36, set()),
        (date(2026, 3, 22), 37, {"order.length"}),
    ],
)
def test_the_operational_period_turns_on_the_conviction(conviction, operational, broken):
    facts = on(date(2026, 1, 5), conviction)
    held = planned("unpaid-work", hours=80)
    assert rules_broken(facts, held, operational=operational) == broken


@pytest.mark.parametrize(
    ("offence", "broken"), [(date(2013, 12, 10), set()), (date(2013, 12, 11), {"order.punishment"})]
)
def test_the_punitive_element_is_asked_from_its_day(offence, broken):
    facts = on(offence, date(2016, 3, 1))
    case = Case("dated", facts.case.dates, Sentence(fine=Answer.NO), offences=facts.case.offences)
    world = Facts(case, menu(CATALOGUE, case), facts.timetable, {})
    assert rules_broken(world, planned("supervision")) - {"availability.law"} == broken


def test_abstinence_monitoring_never_stands_beside_alcohol_treatment():
    facts = on(date(2026, 3, 2))
    treatment, monitoring = planned("atr", months=6), planned("aamr", days=120)
    assert rules_broken(facts, treatment) == set()
    assert rules_broken(facts, monitoring) == set()
    assert rules_broken(facts, treatment, monitoring) == {"aamr-atr"}
    assert rules_broken(facts, planned("aamr", days=121)) == {"duration.bound"}


@pytest.mark.parametrize(("days", "broken"), [(92, set()), (93, {"duration.runs-on"})])
def test_abstinence_is_over_by_the_end_of_its_order(days, broken):
    # 2 March to 1 June 2026: 30 + 30 + 31 + 1 = 92 days.
    facts = on(date(2026, 3, 2))
    assert rules_broken(facts, planned("aamr", days=days), months=3) == broken


@pytest.mark.parametrize(("months", "broken"), [(8, {"duration.programme"}), (9, set())])
def test_thinking_skills_need_an_order_of_nine_months(months, broken):
    facts = on(date(2026, 3, 2))
    assert rules_broken(facts, planned("programme", "tsp"), months=months) == broken


@pytest.mark.parametrize("code", ["tsp", "bbr", "asro", "building-choices-moderate"])
def test_an_accredited_programme_is_never_inside_a_rar(code):
    facts = on(date(2026, 3, 2))
    assert "availability.carried" in rules_broken(facts, planned("rar", code))
    assert "availability.carried" not in rules_broken(facts, planned("programme", code))
