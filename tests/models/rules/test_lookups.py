"""What the rules read off a package and a menu: whose row, whose edition, which kind."""

import pytest
from attrs import evolve

from models.case import Need, Seriousness
from models.dated import Bound
from models.entry import Delivery
from models.package import PlannedPart
from models.rules.lookups import (
    band,
    days_counted,
    due,
    entry_of,
    figure,
    last_of_days,
    monitored,
    programmes,
    run_on,
    statutory,
    treatments,
)
from models.timetable import Group, Intake
from tests.models.rules.build import (
    case,
    day,
    facts,
    intervention,
    leg,
    package,
    planned,
    programme,
    requirement,
    row,
    session,
    should,
    timetable,
)

ENTRIES = [
    programme("tsp"),
    intervention("ete", needs=(Need.ALCOHOL,)),
    requirement("atr", leg(delivery=Delivery.APPOINTMENT), stream="treatment"),
    requirement("mhtr", leg(delivery=Delivery.APPOINTMENT)),
]
HELD = package(planned("programme", "tsp"), planned("rar", "ete"), planned("atr"), planned("mhtr"))


def test_programmes_are_no_interventions_and_treatments_no_other_requirements():
    world = facts(entries=ENTRIES)
    assert [one.code for one in programmes(HELD, world)] == ["tsp"]
    assert [one.code for one, _ in treatments(HELD, world)] == ["atr"]


def test_days_are_counted_under_their_own_requirement_each_once():
    sessions = [
        session("ete", 9, requirement="rar"),
        session("ete", 2, requirement="rar"),
        session("ete", 2, "14:00", requirement="rar"),
        session("tsp", 5, requirement="programme"),
        session("own", 7, requirement="rar"),  # of what the catalogue does not hold
    ]
    held = package(*HELD.requirements, sessions=sessions)
    assert days_counted("rar", held, facts(entries=ENTRIES)) == (day(2), day(7), day(9))


def test_a_band_is_of_its_own_subject_and_parameter_and_met_by_all_it_is_keyed_to():
    rows = (
        row("curfew", "hours", Bound(1, 2), seriousness="medium"),
        row("rar", "months", Bound(3, 4), seriousness="medium"),
        row("rar", "hours", Bound(5, 6)),
        row("rar", "hours", Bound(7, 8), seriousness="medium", kind="suspended-sentence-order"),
        row("rar", "hours", Bound(9, 10), seriousness="low"),
        row("rar", "hours", Bound(11, 12), seriousness="medium", kind="community-order"),
        row("rar", "hours", Bound(13, 14), seriousness="medium"),
    )

    def found(seriousness, *more):
        return band("rar", "hours", "seriousness", HELD, facts(*more, case=case(seriousness)))

    assert found(Seriousness.MEDIUM, *rows) == (Bound(11, 12), rows[5])
    assert found(Seriousness.LOW, *rows) == (Bound(9, 10), rows[4])
    assert found(None, *rows) is None
    # The first that speaks of the case: where it states no figure there is none.
    unset = row("rar", "hours", None, seriousness="medium")
    assert found(Seriousness.MEDIUM, unset, *rows) is None


def test_what_binds_at_any_seriousness_is_a_must_keyed_to_the_kind_of_order_at_most():
    rows = (
        row("rar", "days", Bound(None, 9)),
        row("rar", "days", Bound(None, 8), kind="community-order"),
        row("rar", "days", Bound(None, 7), kind="suspended-sentence-order"),
        row("rar", "days", Bound(None, 6), seriousness="low"),
        row("rar", "days", Bound(None, 5), kind="community-order", seriousness="low"),
        row("rar", "days", None),
        should("rar", "days", Bound(None, 4)),
        row("rar", "months", Bound(None, 3)),
        row("atr", "days", Bound(None, 2)),
    )
    world = facts(*rows, case=case(Seriousness.LOW))
    assert [bound.highest for bound, _ in statutory("rar", "days", HELD, world)] == [9, 8]


@pytest.mark.parametrize(("value", "said"), [(True, True), (False, False), (None, False)])
def test_only_a_row_that_says_so_runs_days_on_or_monitors(value, said):
    world = facts(row("aamr", "days-run-on", value), row("aamr", "monitored", value))
    assert (run_on("aamr", world) is not None) is said
    assert monitored("aamr", world) is said
    days = planned("aamr", days=30)
    assert last_of_days(days, package(days), world) == (day(29) if said else None)


def test_of_days_and_months_both_set_the_months_end_a_requirement():
    both = planned("aamr", days=30, months=1)
    world = facts(row("aamr", "days-run-on", True))
    assert last_of_days(both, package(both), world) is None
    assert due(both, package(both)) == day(30)  # 2 March to 1 April
    assert due(planned("aamr", days=30), package(both)) is None


@pytest.mark.parametrize(
    ("edition", "group", "read"),
    [
        ("", "", "tsp"),  # the latest
        ("old", "", "old"),
        ("", "tue", "old"),
        ("older", "tue", "older"),  # its own before its group's
        ("unheard-of", "", "tsp"),
    ],
)
def test_a_part_is_read_in_the_edition_it_or_its_group_names(edition, group, read):
    tuesday = Group(
        "tue", "tsp", "office", (), day(0), day(9), Intake.ROLLING, 9, edition="old"
    )
    world = facts(entries=ENTRIES, timetable=timetable(groups=(tuesday,)))
    editions = {("tsp", name): programme(name) for name in ("old", "older")}
    world = evolve(world, menu=evolve(world.menu, editions=editions))
    part = PlannedPart("tsp", group=group, edition=edition)
    # The part before it, of another code, says nothing of it.
    held = package(planned("rar", PlannedPart("ete", edition="old")), planned("programme", part))
    entry = entry_of("tsp", held, world)
    assert entry is not None
    assert entry.code == read
    assert entry_of("stocks", held, world) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Bound(5, 7), 7),
        (Bound(None, 7), 7),
        (Bound(5, None), 5),
        (Bound(), None),
        (True, None),
        ("17:00", None),
        (None, None),
    ],
)
def test_the_figure_of_a_row_is_its_highest_end_and_else_its_lowest(value, said):
    assert figure(row("rar", "days", value)) == said
    assert figure(None) is None
