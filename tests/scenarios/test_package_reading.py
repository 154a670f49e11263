"""A package somebody proposes, in as few words as can be, and one of our own options."""

import json
from datetime import UTC, date, datetime

import pytest

from models.case import OrderKind, Purpose, Terms
from models.errors import InvalidInput
from models.package import CurfewRow, OrderTerms, Override, PlannedPart
from scenarios.reading import parse_package, read_package

START = date(2026, 6, 8)
SHORT = """
[order]
kind = "community-order"
months = 12
[[requirements]]
code = "unpaid-work"
terms = { hours = 120 }
[[requirements]]
code = "programme"
parts = [{ code = "asro" }]
"""


def package(more="", start=date(2026, 6, 8)):
    return parse_package("package.toml", (SHORT + more).encode(), start=start)


def test_twelve_months_from_8_june_end_on_7_june():
    expected = OrderTerms(
        OrderKind.COMMUNITY_ORDER, 12, start=date(2026, 6, 8), end=date(2027, 6, 7)
    )
    assert expected == package().order


def test_an_end_that_is_stated_stands():
    text = SHORT.replace("months = 12", "months = 12\nend = 2026-12-01")
    order = parse_package("package.toml", text.encode(), start=date(2026, 6, 8)).order
    assert date(2026, 12, 1) == order.end


def test_terms_and_parts_without_sessions_are_a_package():
    read = package()
    assert Terms(hours=120) == read.requirement("unpaid-work").terms
    assert (PlannedPart("asro"),) == read.parts
    assert read.sessions == ()


def test_a_time_without_offset_is_by_the_london_clock():
    session = package(
        '[[sessions]]\npart = "contact"\nrequirement = "order"\n'
        "start = 2026-06-10T10:00:00\nend = 2026-06-10T11:00:00"
    ).sessions[0]
    assert datetime(2026, 6, 10, 9, 0, tzinfo=UTC) == session.start
    assert (60, "contact-1", date(2026, 6, 10)) == (session.minutes, session.id, session.day)


def test_a_time_with_an_offset_is_that_instant():
    session = package(
        '[[sessions]]\npart = "contact"\nrequirement = "order"\n'
        "start = 2026-06-10T23:30:00Z\nend = 2026-06-11T00:30:00Z"
    ).sessions[0]
    # 23:30 by UTC is half past midnight in London, the day after.
    assert (date(2026, 6, 11), 0, 30) == (session.day, session.start.hour, session.start.minute)


def test_a_curfew_over_midnight_runs_on():
    row = package('[[curfew]]\nweekday = "monday"\nstart = "19:00"\nend = "07:00"').curfew[0]
    # 07:00 of the next day: 24 x 60 + 7 x 60 = 1860.
    assert CurfewRow(weekday=0, start=19 * 60, end=1860) == row


def test_a_curfew_until_midnight_ends_there():
    row = package('[[curfew]]\nweekday = "sunday"\nstart = "19:00"\nend = "24:00"').curfew[0]
    assert row.end == 24 * 60


def test_one_said_to_have_nothing_to_attend_holds_no_sessions():
    assert package("").unattended is False
    assert parse_package("p.toml", ("unattended = true\n" + SHORT).encode(), start=START).unattended
    session = (
        '[[sessions]]\npart = "contact"\nrequirement = "order"\n'
        "start = 2026-06-10T10:00:00\nend = 2026-06-10T11:00:00"
    )
    with pytest.raises(InvalidInput) as wrong:
        parse_package("p.toml", ("unattended = true\n" + SHORT + session).encode(), start=START)
    assert [one.path for one in wrong.value.complaints] == ["$.unattended"]


def test_an_override_keeps_its_reason():
    read = package('[[overrides]]\nrule = "order.punishment"\nreason = "in hospital"')
    assert (Override("order.punishment", "in hospital"),) == read.overrides


def test_what_an_option_says_beside_its_package_is_passed_over():
    option = {
        "id": "1",
        "name": "default",
        "trade": "",
        "order": {
            "kind": "community-order",
            "months": 6,
            "start": "2026-06-08",
            "end": "2026-12-07",
        },
        "requirements": [
            {
                "code": "rar",
                "terms": {"days": 20},
                "purposes": ["rehabilitation"],
                "sources": [{"document": "dlnr-2017", "section": "3.3", "verified": True}],
                "parts": [{"code": "anger", "group": "g", "run": "g@2026-07-01", "edition": ""}],
            }
        ],
        "sessions": [
            {
                "id": "anger-1",
                "part": "anger",
                "leg": "group",
                "number": 1,
                "start": "2026-07-01T18:00:00+01:00",
                "end": "2026-07-01T20:00:00+01:00",
                "title": "Introduction",
                "requirement": "rar",
                "venue": "derby-office",
                "kind": "session",
                "firm": True,
                "clash_minutes": 0,
                "rest_minutes": 0,
            }
        ],
        "curfew": [],
        "detox": {"from": "2026-06-15", "to": "2026-06-28"},
        "departures": [],
        "needs": [{"need": "temper", "met_by": ["anger"]}],
        "conditions": [],
        "clashes": [],
        "rest": [],
        "measures": {"work": 0},
        "status": [],
        "assumptions": ["..."],
    }
    read = parse_package("option.json", json.dumps(option).encode())
    assert read.requirements[0].purposes == (Purpose.REHABILITATION,)
    assert PlannedPart("anger", "g", "g@2026-07-01") == read.parts[0]
    assert (
        read.sessions[0].id,
        read.sessions[0].leg,
        read.sessions[0].minutes,
    ) == ("anger-1", "group", 120)
    assert (date(2026, 6, 15), date(2026, 6, 28)) == read.detox


def test_a_package_is_read_from_its_file(tmp_path):
    path = tmp_path / "package.toml"
    path.write_text(SHORT)
    assert package() == read_package(path, start=date(2026, 6, 8))
