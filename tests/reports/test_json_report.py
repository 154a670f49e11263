"""The contract other programs read."""

import json

from reports.json_report import answer, dumped

OPTION = {
    "id", "name", "trade", "order", "requirements", "sessions", "curfew", "departures", "needs",
    "conditions", "clashes", "measures", "status", "assumptions",
}  # fmt: skip
SESSION = {
    "id", "part", "number", "start", "end", "title", "requirement", "venue", "kind", "firm",
    "clash_minutes",
}  # fmt: skip


def test_the_answer_has_every_field_of_the_contract(found):
    data = answer(found)
    assert {"schema", "inputs", "options", "not_offered", "to_ask", "impasse"} - set(data) == set()
    option = data["options"][0]
    assert OPTION - set(option) == set()
    assert {"kind", "months", "start", "end"} - set(option["order"]) == set()
    requirement = option["requirements"][1]
    assert {"code", "terms", "purposes", "sources", "parts"} - set(requirement) == set()
    assert set(requirement["parts"][0]) == {"code", "group", "run", "edition"}
    assert SESSION - set(option["sessions"][0]) == set()
    assert set(option["curfew"][0]) == {"weekday", "start", "end", "place"}


def test_it_survives_json_unchanged(found):
    data = answer(found, court=2)
    assert json.loads(dumped(data)) == data


def test_the_same_answer_gives_the_same_bytes(found):
    assert dumped(answer(found)) == dumped(answer(found))


def test_moments_carry_the_offset_of_summer_and_of_winter(found):
    sessions = {s["id"]: s["start"] for s in answer(found)["options"][0]["sessions"]}
    assert sessions["atr-treatment-1"] == "2026-06-17T10:00:00+01:00"
    assert sessions["atr-treatment-11"] == "2026-11-04T10:00:00+00:00"


def test_clash_minutes_stand_at_their_sessions(found):
    sessions = answer(found)["options"][0]["sessions"]
    lost = {s["part"]: s["clash_minutes"] for s in sessions}
    assert lost == {"contact": 0, "asro": 0, "atr": 60, "housing": 0}


def test_measures_are_said_by_aim_and_add_up(found):
    measures = answer(found)["options"][0]["measures"]
    assert measures["work"] == 720
    # Restriction in minutes: attended and curfew, 3825 + 29280 = 33105.
    assert measures["restriction"] == 33105
    assert measures["first_session"] == "2026-06-10"


def test_each_aim_says_whether_it_is_proved(found):
    status = answer(found)["options"][0]["status"]
    assert status[2] == {"aim": "travel", "proved": False, "value": 1360, "bound": 1200}
    assert answer(found)["options"][0]["proved"] is False


def test_a_rar_tells_how_many_of_its_days_hold_an_activity(found):
    rows = answer(found)["options"][0]["requirements"]
    assert [row.get("scheduled_days") for row in rows if row["code"] == "rar"] == [1]
    assert all("scheduled_days" not in row for row in rows if row["code"] != "rar")


def test_a_requirement_names_its_sources(found):
    requirement = answer(found)["options"][0]["requirements"][0]
    assert requirement["sources"] == [
        {"document": "dlnr-2017", "section": "3.10", "verified": True}
    ]


def test_an_impasse_is_in_the_answer(stuck):
    data = answer(stuck)
    assert data["options"] == []
    assert data["impasse"]["reasons"][0]["code"] == "unpaid-work"


def test_the_text_for_the_court_comes_when_asked_for(found):
    assert "court" not in answer(found)
    assert answer(found, court=2)["court"]["option"] == "option-2"
