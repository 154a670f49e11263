"""A part attended whole: the number of its sessions, the run it names, its modules."""

import pytest
from attrs import evolve

from models.dated import Bound
from models.entry import Delivery, Stage
from models.package import PlannedPart
from models.timetable import Group
from tests.models.rules.build import (
    day,
    exactly,
    facts,
    found,
    leg,
    module,
    package,
    planned,
    programme,
    requirement,
    sentences,
    session,
    timetable,
)
from tests.models.rules.test_attendance import TUESDAYS, held, mains

RULE = "attendance.dose"
ONE_TO_ONE = Delivery.APPOINTMENT


@pytest.mark.parametrize(
    ("reviews", "appointments", "said"),
    [
        (1, 1, []),
        (1, 9, []),  # of appointments the provider's cadence speaks
        (0, 1, ["atr, review: 0 sessions, at least 1."]),
        (2, 1, ["atr, review: 2 sessions, at most 1."]),
    ],
)
def test_of_a_treatment_all_but_its_appointments_is_counted(reviews, appointments, said):
    main = leg(delivery=ONE_TO_ONE, sessions=exactly(3))
    review = leg("review", Stage.AFTER, ONE_TO_ONE, sessions=exactly(1))
    entry = requirement("atr", main, review, stream="treatment")
    sessions = [
        *(session("atr", 7 * n) for n in range(appointments)),
        *(session("atr", 100 + n, leg="review") for n in range(reviews)),
    ]
    world = facts(entries=[entry])
    assert sentences(RULE, package(planned("atr"), sessions=sessions), world) == said


def tuesdays(**more: object) -> Group:
    """Meets on Tuesdays; closed, it begins on 10 March 2026 (offset 8)."""
    return evolve(TUESDAYS, **more)


SILENT = programme("tsp", leg(), leg("pre", Stage.BEFORE, ONE_TO_ONE))
TWO = programme("tsp", leg(sessions=exactly(2)))


@pytest.mark.parametrize(
    ("entry", "own", "offsets", "said"),
    [
        # Where the guide is silent the group says how many, of its own leg alone.
        (SILENT, 2, (8, 15), []),
        (SILENT, 2, (8,), ["tsp, main: 1 session, at least 2."]),
        (SILENT, 2, (8, 15, 22), ["tsp, main: 3 sessions, at most 2."]),
        # Where it is not, the group's number gives way to it.
        (TWO, 3, (8,), ["tsp, main: 1 session, at least 2."]),
    ],
)
def test_the_group_says_how_many_sessions_where_the_guide_is_silent(entry, own, offsets, said):
    world = facts(entries=[entry], timetable=timetable(groups=(tuesdays(sessions=own),)))
    package = held(*mains(*offsets), part=PlannedPart("tsp", group="tue"))
    assert sentences(RULE, package, world)[:1] == said


def test_where_neither_says_how_many_any_number_is_enough():
    assert found(RULE, held(*mains(8)), facts(entries=[SILENT])) == []


@pytest.mark.parametrize(
    ("run", "offsets", "said"),
    [
        ("", (8, 15), []),  # any run will do where none is named
        ("", (22, 29), []),
        ("", (15, 22), ["tsp: its sessions are not those of the run of tue."]),
        (f"tue@{day(8)}", (8, 15), []),
        (
            f"tue@{day(8)}",
            (22, 29),  # another run's, in full
            ["tsp: its sessions are not those of the run tue@2026-03-10."],
        ),
    ],
)
def test_sessions_are_those_of_one_run(run, offsets, said):
    group = tuesdays(starts=(day(8), day(22)))
    world = facts(entries=[TWO], timetable=timetable(groups=(group,)))
    part = PlannedPart("tsp", group="tue", run=run)
    assert sentences(RULE, held(*mains(*offsets), part=part), world) == said


def test_a_part_without_sessions_is_of_no_run():
    world = facts(entries=[TWO], timetable=timetable(groups=(tuesdays(),)))
    part = PlannedPart("tsp", group="tue")
    said = ["tsp, main: 0 sessions, at least 2."]
    assert sentences(RULE, held(part=part), world, dated=True) == said


ABC = (module("a", 1), module("b", 2, "a"), module("c", 1, "z"))


@pytest.mark.parametrize(
    ("sessions", "taught", "said"),
    [
        # Modules are whole only of a leg whose number is one figure.
        (exactly(3), "abb", []),
        (exactly(3), "aab", ["tsp, a: 2 sessions, exactly 1."]),
        (Bound(2, 4), "ab", []),
        (None, "aab", []),
        # A module the guide does not know is named by its code, as what has to come before is.
        (None, "axa", ["tsp, a: begun, left and taken up again."]),
        (None, "xax", ["tsp, x: begun, left and taken up again."]),
        (None, "ac", ["tsp, c: only after z."]),
        (None, "b", ["tsp, b: only after a."]),
    ],
)
def test_modules_are_whole_where_their_number_is_one_figure(sessions, taught, said):
    modules = ABC if "c" in taught else ABC[:2]
    entry = programme("tsp", leg(sessions=sessions, modules=modules))
    offsets = range(7, 7 + 7 * len(taught), 7)
    assert sentences(RULE, held(*mains(*offsets, modules=taught)), facts(entries=[entry])) == said


def test_sessions_that_name_no_module_are_held_to_none():
    entry = programme("tsp", leg(sessions=exactly(3), modules=ABC[:2]))
    assert found(RULE, held(*mains(7, 14, 21)), facts(entries=[entry])) == []


def test_what_comes_before_a_module_is_named_as_its_guide_has_it():
    first, second = module("a", 1), module("b", 1, "a")
    titled = programme("tsp", leg(modules=(evolve(first, title="Motivation"), second)))
    said = ["tsp, b: only after Motivation."]
    assert sentences(RULE, held(*mains(7, 14, modules="ba")), facts(entries=[titled])) == said


@pytest.mark.parametrize(
    ("taught", "occurrences"),
    [
        # One session of a and then two of b; a dash is a session that says no module.
        ("abb", 0),
        ("a-b", 0),
        ("ab-", 0),
        ("-bb", 0),
        ("--b", 0),
        ("-b-", 0),
        ("a-a", 2),  # a is taught twice, and b not even with the one that may be of it
        ("a--", 0),
        ("bb-", 1),  # nothing that may be of a comes before
        ("b-b", 1),
    ],
)
def test_a_session_that_says_no_module_may_be_of_any(taught, occurrences):
    entry = programme("tsp", leg(sessions=exactly(3), modules=ABC[:2]))
    names = taught.replace("-", " ")
    sessions = [evolve(one, module=one.module.strip()) for one in mains(7, 14, 21, modules=names)]
    told = found(RULE, held(*sessions), facts(entries=[entry]))
    assert [fault.occurrences for fault in told] == [occurrences] * bool(occurrences)


def test_where_the_guide_has_no_modules_those_a_session_names_are_held_to_none():
    entry = programme("tsp", leg(sessions=exactly(3)))
    assert found(RULE, held(*mains(7, 14, 21, modules="aba")), facts(entries=[entry])) == []


def test_of_sessions_that_name_no_module_only_their_number_is_said():
    entry = programme("tsp", leg(sessions=exactly(3), modules=ABC[:2]))
    said = ["tsp, main: 1 session, at least 3."]
    assert sentences(RULE, held(*mains(7)), facts(entries=[entry])) == said
    assert [one.occurrences for one in found(RULE, held(*mains(7)), facts(entries=[entry]))] == [1]
