"""The dose of a part, its stages and its pace."""

import pytest
from attrs import evolve

from models.dated import Bound
from models.entry import Delivery, Stage
from models.package import PlannedPart
from models.timetable import Group, Intake, Slot
from tests.models.rules.build import (
    MADE_UP,
    START,
    day,
    exactly,
    facts,
    found,
    intervention,
    leg,
    module,
    package,
    planned,
    programme,
    requirement,
    row,
    sentences,
    session,
    timetable,
)

ONE_TO_ONE = Delivery.APPOINTMENT
BEFORE, DURING, AFTER = Stage.BEFORE, Stage.DURING, Stage.AFTER


def held(*sessions, part: str | PlannedPart = "tsp"):
    return package(planned("programme", part), sessions=sessions)


def mains(*offsets: int, minutes: int = 150, modules: str = ""):
    names = modules or [""] * len(offsets)
    return [
        session("tsp", offset, minutes=minutes, module=name)
        for offset, name in zip(offsets, names, strict=True)
    ]


TWO_OF_150 = programme("tsp", leg(sessions=exactly(2), minutes=exactly(150)))


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ((7, 14), []),
        ((7,), ["tsp, main: 1 session, at least 2."]),
        ((7, 14, 21), ["tsp, main: 3 sessions, at most 2."]),
    ],
)
def test_a_leg_has_its_sessions(offsets, said):
    assert said == sentences("attendance.dose", held(*mains(*offsets)), facts(entries=[TWO_OF_150]))


@pytest.mark.parametrize(("minutes", "faulty"), [(149, 1), (150, 0), (151, 1)])
def test_a_session_has_its_minutes(minutes, faulty):
    sessions = mains(7, 14, minutes=minutes)
    assert faulty == len(found("attendance.dose", held(*sessions), facts(entries=[TWO_OF_150])))


MODULES = (module("a", 1), module("b", 2, "a"), module("c", 1, "a"))
MODULAR = programme("tsp", leg(sessions=exactly(4), modules=MODULES))


@pytest.mark.parametrize(
    ("taught", "said"),
    [
        ("abbc", []),
        ("acbb", []),
        ("babc", ["tsp, b: only after a."]),
        ("abcb", ["tsp, b: begun, left and taken up again."]),
        ("abcc", ["tsp, b: 1 session, exactly 2."]),
    ],
)
def test_modules_are_whole_and_in_a_lawful_order(taught, said):
    sessions = mains(7, 14, 21, 28, modules=taught)
    assert said == sentences("attendance.dose", held(*sessions), facts(entries=[MODULAR]))


TUESDAYS = Group(
    "tue",
    "tsp",
    "office",
    (Slot(1, 600, 750),),
    first=START,
    last=day(365),
    intake=Intake.CLOSED,
    places=10,
    starts=(day(8),),
)
PART = PlannedPart("tsp", group="tue", run=f"tue@{day(8)}")


@pytest.mark.parametrize(
    ("offsets", "faulty"),
    [
        ((8, 15), 0),  # 10 and 17 March 2026, Tuesdays
        ((8, 16), 1),
        ((15, 22), 1),  # the group's Tuesdays, not the run's
    ],
)
def test_sessions_are_those_of_the_named_run(offsets, faulty):
    world = facts(entries=[TWO_OF_150], timetable=timetable(groups=(TUESDAYS,)))
    sessions = mains(*offsets)
    assert faulty == len(found("attendance.dose", held(*sessions, part=PART), world))


def test_a_group_that_is_not_on_offer_is_at_fault():
    said = ["tsp: no group thu is on offer."]
    part = PlannedPart("tsp", group="thu")
    world = facts(entries=[TWO_OF_150])
    assert said == sentences("attendance.dose", held(*mains(8, 15), part=part), world)


STAGED = programme(
    "tsp",
    leg(),
    leg("pre", BEFORE, ONE_TO_ONE, gap_days=Bound(21, 27)),
    leg("mid", DURING, ONE_TO_ONE),
    leg("post", AFTER, ONE_TO_ONE, gap_days=Bound(None, 14)),
)


@pytest.mark.parametrize(
    ("leg_id", "offset", "faulty"),
    [
        ("pre", 19, 0),  # 40 - 19 = 21 days before
        ("pre", 20, 1),
        ("pre", 13, 0),  # 27 days
        ("pre", 12, 1),
        ("pre", 40, 1),  # on the first day itself
        ("mid", 40, 0),
        ("mid", 39, 1),
        ("mid", 60, 0),
        ("mid", 61, 1),
        ("post", 61, 0),
        ("post", 60, 1),
        ("post", 74, 0),  # 74 - 60 = 14 days after
        ("post", 75, 1),
    ],
)
def test_stages_stand_where_they_should(leg_id, offset, faulty):
    sessions = [*mains(40, 60), session("tsp", offset, "14:00", leg=leg_id)]
    assert faulty == len(found("attendance.stages", held(*sessions), facts(entries=[STAGED])))


@pytest.mark.parametrize(("second", "faulty"), [(53, 1), (54, 0), (55, 0), (56, 1)])
def test_sessions_of_a_leg_keep_their_days_between(second, faulty):
    spaced = programme("tsp", leg(every_days=Bound(14, 15)))
    sessions = mains(40, second)
    assert faulty == len(found("attendance.stages", held(*sessions), facts(entries=[spaced])))


@pytest.mark.parametrize(
    ("leg_of", "last", "faulty"),
    [
        # Two months from 9 March (day 7) end on 8 May: 22 + 30 + 8 days later, day 67.
        ({"within_months": 2, "delivery": ONE_TO_ONE}, 67, 0),
        ({"within_months": 2, "delivery": ONE_TO_ONE}, 68, 1),
        ({"within_months": 2}, 68, 0),  # of a group the guides give no such figure
        ({}, 68, 0),
    ],
)
def test_appointments_are_over_in_their_months(leg_of, last, faulty):
    entry = programme("tsp", leg(**leg_of))
    assert faulty == len(found("attendance.within", held(*mains(7, last)), facts(entries=[entry])))


@pytest.mark.parametrize(
    ("first", "second", "faulty"),
    [
        (6, 7, 0),  # Sunday and Monday: two weeks
        (7, 13, 1),  # Monday and Sunday of one week
    ],
)
def test_one_to_ones_come_once_a_week(first, second, faulty):
    world = facts(entries=[programme("tsp", leg(), leg("pre", BEFORE, ONE_TO_ONE))])
    sessions = [session("tsp", offset, leg="pre") for offset in (first, second)]
    assert faulty == len(found("attendance.weekly", held(*sessions), world))
    # After the group as before it: no guide says how soon they follow each other.
    after = facts(entries=[programme("tsp", leg(), leg("pre", AFTER, ONE_TO_ONE))])
    assert faulty == len(found("attendance.weekly", held(*sessions), after))
    stated = leg("pre", AFTER, ONE_TO_ONE, per_week=Bound(1, 2))
    twice = facts(entries=[programme("tsp", leg(), stated)])
    assert found("attendance.weekly", held(*sessions), twice) == []


@pytest.mark.parametrize(
    ("offsets", "alone", "in_group"), [((7,), 0, 0), ((7, 9), 1, 0), ((7, 9, 11), 1, 1)]
)
def test_an_intervention_comes_once_a_week_alone_and_in_a_group_as_stated(offsets, alone, in_group):
    rar = package(planned("rar", "ete"), sessions=[session("ete", one) for one in offsets])
    one_to_one = facts(entries=[intervention("ete", leg(delivery=ONE_TO_ONE))])
    twice = facts(entries=[intervention("ete", leg(per_week=Bound(1, 2)))])
    assert alone == len(found("attendance.weekly", rar, one_to_one))
    assert in_group == len(found("attendance.weekly", rar, twice))


@pytest.mark.parametrize(
    ("times", "faulty"),
    [
        ((("17:00", 7), ("17:00", 9)), 0),
        ((("17:00", 7), ("17:00", 9), ("18:30", 11)), 1),
        ((("17:00", 7), ("17:00", 9), ("16:59", 11)), 0),
        ((("17:00", 7), ("17:00", 9), ("17:00", 12)), 0),  # a Saturday
        ((("17:00", 7), ("17:00", 9), ("17:00", 14)), 0),  # the Monday after
    ],
)
def test_evenings_of_a_week_are_no_more_than_stated(times, faulty):
    entry = programme("tsp", leg(evenings_per_week=Bound(0, 2)))
    world = facts(row("load", "evening-start", "17:00"), entries=[entry])
    sessions = [session("tsp", offset, start) for start, offset in times]
    assert faulty == len(found("attendance.weekly", held(*sessions), world))
    unknown = facts(entries=[entry])
    assert found("attendance.weekly", held(*sessions), unknown) == []


@pytest.mark.parametrize(
    ("offsets", "faulty"),
    [
        # A span of 10 days, two appointments: offsets 0 to 4 and 5 to 9 from the first day.
        ((40, 45), 0),
        ((44, 49), 0),
        ((45, 49), 1),
        ((40, 44), 1),
    ],
)
def test_one_to_ones_are_spread_evenly(offsets, faulty):
    sessions = [
        *mains(40, 49),
        *(session("tsp", offset, "14:00", leg="mid") for offset in offsets),
    ]
    assert faulty == len(found("attendance.even", held(*sessions), facts(entries=[STAGED])))


def test_a_span_that_does_not_divide_gives_the_earlier_part_less():
    # 7 days, two appointments: floor(7/2) = 3, so offsets 0 to 2 and 3 to 6.
    for offsets, faulty in (((42, 43), 0), ((43, 44), 1)):
        sessions = [*mains(40, 46), *(session("tsp", o, "14:00", leg="mid") for o in offsets)]
        assert faulty == len(found("attendance.even", held(*sessions), facts(entries=[STAGED])))


MODULES_WITH_ONE_TO_ONES = programme(
    "tsp",
    leg(sessions=exactly(5), modules=(module("a", 2), module("b", 2, "a"), module("c", 1, "b"))),
    leg("mid", DURING, ONE_TO_ONE, sessions=exactly(2), in_modules=("a", "b")),
)


def in_modules(*offsets: int, taught: str = "aabbc"):
    """Main sessions on days 7, 9, 14, 16 and 21, a one-to-one on each of the days given."""
    main = zip((7, 9, 14, 16, 21), taught or [""] * 5, strict=True)
    return held(
        *(session("tsp", offset, module=name) for offset, name in main),
        *(session("tsp", offset, "14:00", leg="mid") for offset in offsets),
    )


@pytest.mark.parametrize(
    ("offsets", "occurrences"),
    [
        ((7, 14), 0),
        ((13, 20), 0),  # the days before the next module begins
        ((6, 14), 1),
        ((14, 15), 1),  # the second module has begun
        ((13, 21), 1),
        ((7, 13), 1),  # both in the first
        ((14, 21), 2),
    ],
)
def test_each_one_to_one_of_a_module_lies_in_it(offsets, occurrences):
    world = facts(entries=[MODULES_WITH_ONE_TO_ONES])
    faults = found("attendance.modules", in_modules(*offsets), world)
    assert [fault.occurrences for fault in faults] == [occurrences] * bool(occurrences)
    # Those of a module are not spread evenly as well.
    assert found("attendance.even", in_modules(*offsets), world) == []


def test_where_no_session_names_its_module_one_to_ones_are_spread_evenly():
    # 15 days from day 7: offsets 0 to 6 and 7 to 14.
    world = facts(entries=[MODULES_WITH_ONE_TO_ONES])
    unnamed = in_modules(12, 13, taught="")
    assert found("attendance.modules", unnamed, world) == []
    assert len(found("attendance.even", unnamed, world)) == 1


def stages_of(entry, *sessions, code: str = "tsp"):
    held = package(planned("programme", code), sessions=sessions)
    return sentences("attendance.stages", held, facts(entries=[entry]))


LOOSE = programme(
    "tsp",
    leg(),
    leg("pre", BEFORE, ONE_TO_ONE),
    leg("mid", DURING, ONE_TO_ONE, gap_days=Bound(100, None)),
    leg("post", AFTER, ONE_TO_ONE),
)


@pytest.mark.parametrize(
    ("leg_id", "offset", "said"),
    [
        # The group meets on days 40, 50 and 60: from 11 April to 1 May 2026.
        ("pre", 39, ""),
        ("pre", 40, "pre on 11 April 2026: before the first session on 11 April 2026."),
        ("mid", 40, ""),
        ("mid", 60, ""),
        (
            "mid",
            61,
            "mid on 2 May 2026: between the first session on 11 April 2026 and the last on "
            "1 May 2026.",
        ),
        ("post", 61, ""),
        ("post", 60, "post on 1 May 2026: after the last session on 1 May 2026."),
    ],
)
def test_a_stage_is_before_the_first_between_or_after_the_last_session(leg_id, offset, said):
    one = session("tsp", offset, "14:00", leg=leg_id)
    assert stages_of(LOOSE, *mains(40, 50, 60), one) == [said] * bool(said)


@pytest.mark.parametrize(
    ("leg_id", "offsets", "said"),
    [
        # The last of those before, 40 - 19 = 21 days; the first of those after, 74 - 60 = 14.
        ("pre", (5, 9, 19), ""),
        ("pre", (5, 19, 20), "pre, 20 days before the first session: at least 21."),
        ("post", (74, 80, 90), ""),
        ("post", (75, 80, 90), "post, 15 days after the last session: at most 14."),
    ],
)
def test_the_gap_is_to_the_nearest_session_of_the_stage(leg_id, offsets, said):
    beside = (session("tsp", one, "14:00", leg=leg_id) for one in offsets)
    assert stages_of(STAGED, *mains(40, 50, 60), *beside) == [said] * bool(said)


def test_a_hearing_is_on_the_court_s_own_day_and_a_treatment_has_its_own_cadence():
    treatment = requirement(
        "atr",
        leg(delivery=ONE_TO_ONE, every_days=exactly(7)),
        leg("review", DURING, ONE_TO_ONE, every_days=Bound(14, None)),
        leg("hearing", BEFORE, ONE_TO_ONE, kind="hearing"),
        stream="treatment",
    )
    world = facts(entries=[treatment])

    def said(*sessions):
        return sentences("attendance.stages", package(planned("atr"), sessions=sessions), world)

    main = (session("atr", 20), session("atr", 40))
    assert said(*main, session("atr", 50, leg="hearing")) == []
    apart = [session("atr", one, "14:00", leg="review") for one in (20, 34)]
    assert said(*main, *apart) == []
    near = [session("atr", one, "14:00", leg="review") for one in (20, 33)]
    assert said(*main, *near) == ["review on 4 April 2026, 13 days after the last: at least 14."]


@pytest.mark.parametrize(
    ("leg_of", "faulty"),
    [
        ({"stage": BEFORE, "delivery": ONE_TO_ONE}, 1),
        ({"stage": BEFORE}, 0),  # in a group
        ({"delivery": ONE_TO_ONE}, 0),  # a programme that is one-to-one throughout
    ],
)
def test_only_one_to_ones_beside_a_programme_come_once_a_week_at_most(leg_of, faulty):
    entry = programme("tsp", leg("any", **leg_of))
    sessions = [session("tsp", one, leg="any") for one in (7, 9)]
    told = found("attendance.weekly", held(*sessions), facts(entries=[entry]))
    assert [str(fault.source)[:10] for fault in told] == ["assumption"] * faulty


def test_what_a_guide_says_of_a_week_is_cited():
    entry = programme("tsp", leg(per_week=Bound(1, 2)))
    (fault,) = found("attendance.weekly", held(*mains(7, 8, 9)), facts(entries=[entry]))
    assert (fault.sentence, fault.source) == (
        "main, 3 in the week of 9 March 2026: at most 2.",
        MADE_UP,
    )


def test_half_past_five_is_evening():
    entry = programme("tsp", leg(evenings_per_week=Bound(0, 2)))
    sessions = [session("tsp", one, "17:30") for one in (7, 9, 11)]
    for start, faulty in (("17:00", 1), ("17:30", 1), ("17:31", 0), (None, 0)):
        world = facts(row("load", "evening-start", start), entries=[entry])
        assert faulty == len(found("attendance.weekly", held(*sessions), world))


def test_the_months_of_appointments_run_from_the_first_to_the_last_of_them():
    entry = programme("tsp", leg(within_months=2, delivery=ONE_TO_ONE), leg("post", AFTER))
    world = facts(entries=[entry])
    said = ["main on 9 May 2026: by 8 May 2026, 2 months from the first."]
    assert sentences("attendance.within", held(*mains(7, 20, 68)), world) == said
    assert found("attendance.within", held(session("tsp", 90, leg="post")), world) == []


@pytest.mark.parametrize(
    ("stage", "delivery", "main", "faulty"),
    [
        (DURING, ONE_TO_ONE, (40, 45, 49), 1),
        (DURING, Delivery.GROUP, (40, 45, 49), 0),
        (BEFORE, ONE_TO_ONE, (40, 45, 49), 0),
        (DURING, ONE_TO_ONE, (), 0),
    ],
)
def test_only_one_to_ones_during_a_group_are_spread_between_its_first_and_last(
    stage, delivery, main, faulty
):
    # 10 days and two sessions, both in the second half: the first is on day 6, not day 1 to 5.
    entry = programme("tsp", leg(), leg("mid", stage, delivery))
    sessions = [*mains(*main), *(session("tsp", one, "14:00", leg="mid") for one in (45, 49))]
    told = sentences("attendance.even", held(*sessions), facts(entries=[entry]))
    assert told == ["mid 1 of 2 on 16 April 2026, day 6 of 10: day 1 to 5."] * faulty


def with_modules(in_modules: tuple[str, ...], taught: str, *offsets: int):
    """The group on days 7, 9, 14, 16 and 21, each of a module, and one-to-ones of some."""
    entry = programme(
        "tsp",
        leg(modules=(module("a", 2), module("b", 2), module("c", 1))),
        leg("mid", DURING, ONE_TO_ONE, in_modules=in_modules),
    )
    main = (
        session("tsp", offset, module=name.strip())
        for offset, name in zip((7, 9, 14, 16, 21), taught, strict=True)
    )
    beside = (
        evolve(session("tsp", offset, "14:00", leg="mid"), number=place)
        for place, offset in enumerate(offsets, 1)
    )
    return held(*main, *beside), facts(entries=[entry])


@pytest.mark.parametrize(
    ("in_modules", "taught", "offsets", "said"),
    [
        # The last module lasts until the last session of all.
        (("c",), "aabbc", (21,), ""),
        (("c",), "aabbc", (20,), "mid 1 on 22 March 2026: 23 March 2026 to 23 March 2026"),
        (("b",), "aabbb", (21,), ""),
        (("b",), "aabbb", (22,), "mid 1 on 24 March 2026: 16 March 2026 to 23 March 2026"),
        # They go with the modules in the order in which those are done, not in which they stand.
        (("a", "b"), "bbaac", (8, 15), ""),
        (("a", "b"), "bbaac", (8, 13), "mid 2 on 15 March 2026: 16 March 2026 to 22 March 2026"),
        # One that is not done holds none, and of one too many the dose speaks.
        (("a", "z"), "aabbc", (8, 30), ""),
        # A session that says no module is of none.
        (("a",), "a bbc", (13,), ""),
        (("a",), "a bbc", (14,), "mid 1 on 16 March 2026: 9 March 2026 to 15 March 2026"),
    ],
)
def test_a_one_to_one_lies_in_the_module_it_goes_with(in_modules, taught, offsets, said):
    told = sentences("attendance.modules", *with_modules(in_modules, taught, *offsets))
    assert told == ([f"{said}, with its module."] if said else [])


def test_one_to_ones_of_no_module_are_spread_evenly_beside_a_group_that_names_its_own():
    # 15 days from day 7: the first on day 1 to 7, the second on day 8 to 15.
    world = with_modules((), "aabbc", 12, 13)
    assert found("attendance.modules", *world) == []
    said = ["mid 2 of 2 on 15 March 2026, day 7 of 15: day 8 to 15."]
    assert sentences("attendance.even", *world) == said
