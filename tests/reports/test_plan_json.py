"""A plan for other programs: everything, nothing of the machine, the same bytes."""

import json

from attrs import evolve

from reports.json_report import dumped
from reports.plan_json import as_data
from tests.reports.plan_example import BOOKED, REPORT


def test_everybody_is_in_it_and_the_sums_are_right():
    data = as_data(REPORT)
    assert (data["placed"], data["unplaced"], data["wants"]) == (4, 2, 6)
    assert (len(data["placements"]), len(data["waiting"])) == (4, 2)
    assert data["placements"][0] == {
        "person": "p1",
        "programme": "tsp",
        "group": "tsp-derby-tue-eve",
        "run": "tsp-derby-tue-eve@2026-06-09",
        "first": "2026-06-09",
        "last": "2026-08-18",
    }
    assert [(one["reason"], one["programme"]) for one in data["waiting"]] == [
        ("full", "tsp"),
        ("window", "asro"),
    ]


def test_each_stage_has_its_bound_as_a_whole_number():
    status = as_data(REPORT)["status"]
    assert status[4] == {"aim": "work", "proved": False, "value": 780, "bound": 742, "gap": 38}


def test_it_is_read_back_as_it_was():
    data = as_data(REPORT)
    assert json.loads(dumped(data)) == data


def test_seconds_change_no_byte():
    stages = tuple(evolve(one, seconds=one.seconds * 3 + 1) for one in REPORT.stages)
    slower = evolve(
        REPORT,
        plan=evolve(REPORT.plan, stages=stages),
        compared=tuple(evolve(one, stages=stages) for one in REPORT.compared),
        seconds={"pricing": 99.0},
    )
    assert dumped(as_data(slower)) == dumped(as_data(REPORT))


def test_a_price_keeps_estimate_and_exact_apart():
    prices = {one["group"]: one for one in as_data(REPORT)["prices"]}
    assert prices["tsp-derby-tue-eve"] == {
        "group": "tsp-derby-tue-eve",
        "programme": "tsp",
        "estimate": 99400.25,
        "exact": 99410,
        "lowest": 99380,
        "highest": 99410,
    }
    assert prices["asro-derby-tue-eve"]["exact"] is None


def test_the_next_group_says_when_it_meets():
    found = as_data(REPORT)["openings"]
    assert found["proved"] is True
    assert found["groups"][0]["slots"] == [{"day": "wednesday", "start": "18:00", "end": "20:30"}]


def test_facilitators_and_rooms_are_in_it_with_who_waits_for_them():
    first, second = as_data(REPORT)["staffed"]
    assert (first["what"], first["place"], first["waiting"]) == ("facilitators", "derby", 2)
    assert (first["week"], first["first"]) == ("2026-06-01", "2026-06-01")
    assert (second["fullest"], second["week"], second["first"]) == (0, None, None)
    assert {tuple(one["lacks"]) for one in as_data(REPORT)["waiting"]} == {()}


def test_scenarios_and_forecasts_are_in_it():
    data = as_data(REPORT)
    assert [one["name"] for one in data["compared"]] == ["base", "two-fewer", "evening"]
    assert data["compared"][1]["measures"]["work_minutes"] == 1020
    assert data["forecasts"]["two-fewer"]["estimates"][0] == {
        "name": "arrived", "programme": "", "area": "", "group": "", "of": "newcomers",
        "month": 0, "mean": 120.0, "low": 112.0, "high": 128.0, "having": 20, "replications": 20,
    }  # fmt: skip
    assert data["forecasts"]["base"]["relied_on"][0]["verified"] is False


def test_the_group_to_close_says_what_it_costs_and_frees():
    found = as_data(REPORT)["closings"]
    assert (found["proved"], found["cost"]) == (True, 1_200)
    [group] = found["groups"]
    assert (group["sessions"], group["people"], group["chosen"]) == (24, 2, True)


def test_bookings_are_in_it_only_where_anybody_asks_for_them():
    assert "bookings" not in as_data(REPORT)
    held = as_data(BOOKED)["bookings"]
    assert (held["asked"], len(held["booked"]), len(held["waiting"])) == (4, 3, 1)
    assert held["booked"][2] == {
        "person": "p3",
        "requirement": "atr",
        "giver": "drinks",
        "first": "2026-06-01",
        "last": "2026-06-15",
        "sessions": [
            {"day": "2026-06-01", "start": "10:00", "end": "11:00"},
            {"day": "2026-06-15", "start": "10:00", "end": "11:00"},
        ],
    }
    assert [one["proved"] for one in held["rounds"]] == [True, False]
    assert held["shortages"][0]["reasons"] == {"reach": 1}
    assert [one["people"] for one in held["days"]] == [1, 2, 1]
