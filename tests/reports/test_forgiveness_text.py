"""Room for missed sessions: said to the officer, and nowhere else."""

from datetime import date

import pytest
from attrs import evolve

from models.sources import Source
from optimiser.results import StageRoom
from reports import text
from reports.calendar import calendar
from reports.court import court_text
from reports.forgiveness_text import TITLE, points
from reports.json_report import answer
from reports.package_data import option_to_package_dict
from reports.screen import rendered
from reports.toml_text import toml

GUIDE = Source("asro-cheshire", "Attendance")
ASRO = StageRoom(
    "asro", "group", GUIDE, sessions=20, allowed=2, per="course", good=2,
    where=(("staff", "office"),), catch_up="one-to-one",
    beyond="restart the module", restart_at=3,
)  # fmt: skip
MISSED = evolve(ASRO, good=0, where=(), lacking=(date(2026, 6, 9), date(2026, 6, 11)))
BLOCKS = tuple(evolve(ASRO, stage=f"block-{n}", per="block", sessions=8) for n in (1, 2))
SILENT = StageRoom("housing", "main", GUIDE, sessions=2, silent=True)
WORDS = ("absence", "missed", "catch-up", "made good", "forgive")


@pytest.fixture
def roomy(found, option):
    return evolve(found, options=(evolve(option, room=(ASRO, SILENT)), found.options[1]))


def test_what_a_stage_forgives_is_one_sentence_with_its_source(facts):
    said, assumed = points((ASRO,), facts)
    assert said == (
        "ASRO: two acceptable absences in the course can be made good (one-to-one), with "
        "staff (Derby Probation Office). From the third absence: restart the module "
        "(asro-cheshire Attendance)"
    )
    assert assumed == "A catch-up is taken to last as long as the session missed (assumption)."


def test_a_session_that_cannot_be_caught_up_is_named(facts):
    said, _ = points((MISSED,), facts)
    assert "no catch-up is free before the next session for 9 June and 11 June 2026" in said
    assert "none can be relied on." in said


def test_many_such_sessions_are_counted(facts):
    days = tuple(date(2026, 6, number) for number in range(1, 7))
    said, _ = points((evolve(MISSED, lacking=days),), facts)
    assert "session for 6 of the 20 sessions (first on 1 June 2026)" in said


def test_blocks_alike_are_said_once(facts):
    said, _ = points(BLOCKS, facts)
    assert "two acceptable absences in each block can be made good" in said
    one, other, _ = points((BLOCKS[0], evolve(BLOCKS[1], lacking=MISSED.lacking)), facts)
    assert ("in block 1" in one, "in block 2" in other) == (True, True)


def test_where_the_guide_is_silent_it_is_said(facts):
    *_, said = points((ASRO, SILENT), facts)
    assert said.startswith("The guides do not say how absences are made good: ")
    how, *_ = points((evolve(ASRO, catch_up=""),), facts)
    assert "how is not stated; a one-to-one appointment is assumed" in how


def test_it_stands_on_the_screen_of_the_officer(roomy):
    shown = rendered(text.screen(roomy, 1), 80)
    assert TITLE in shown
    assert TITLE not in rendered(text.screen(roomy, 2), 80)


def test_json_counts_it_among_the_measures_and_says_why(roomy):
    option = answer(roomy)["options"][0]
    assert option["measures"]["forgiveness"] == 0  # as the fixture's measures have it
    stated, silent = option["room_to_miss"]
    assert (stated["made_good"], stated["allowed"], stated["restart_at"]) == (2, 2, 3)
    assert stated["where"] == [{"provider": "staff", "venue": "office"}]
    assert (silent["stated"], silent["allowed"]) == (False, None)


def test_nothing_that_may_reach_the_person_speaks_of_it(roomy, facts):
    option = roomy.options[0]
    court = court_text(roomy, 1)
    given = [
        calendar(option, facts, (("case", "c0ffee"),)).decode(),
        toml(option_to_package_dict(option)),
        court.proposal,
        court.rationale,
        court.alternatives,
    ]
    assert [word for text in given for word in WORDS if word in text.lower()] == []
