"""Double entry of the dose: attendance, treatment and what a detox keeps free."""

from collections.abc import Iterable

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Clinical,
    Detox,
    Terms,
)
from models.dated import Bound
from models.entry import Stage
from models.timetable import Cadence, Slot
from optimiser.constraints import (
    attendance,
    detox,
    treatment,
)
from optimiser.draft import Draft
from optimiser.streams import Stream
from tests.house.families import (
    CLINIC,
    OFFICE_HOURS,
    OFFICER,
    ONE_TO_ONE,
    Worlds,
    agreed,
    appointments,
    subsets,
)
from tests.house.worlds import (
    Schedule,
    balance,
    candidate,
    cohort,
    draft,
    mutant,
    outline,
    provider,
    unrolled,
)
from tests.models.rules.build import (
    case,
    exactly,
    facts,
    intervention,
    leg,
    module,
    programme,
    requirement,
    row,
    timetable,
)

# Attendance --------------------------------------------------------------------------------

ATTENDANCE = (
    "attendance.dose", "attendance.stages", "attendance.weekly", "attendance.within",
    "attendance.even", "attendance.modules",
)  # fmt: skip


def staged(
    stage: Stage,
    number: int,
    days: Iterable[int],
    weekdays: tuple[int, ...] = (0, 2),
    **leg_more: object,
) -> Worlds:
    """A group of three meetings, Monday, Wednesday and Monday, and one leg beside it."""
    beside = leg("beside", stage, ONE_TO_ONE, exactly(number), **leg_more)
    entry = programme("p", leg(sessions=exactly(3)), beside)
    group = cohort("p", 14, 16, weekdays=weekdays)
    world = facts(
        entries=[requirement("programme"), entry],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    found = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        parts=[candidate(entry, carriers=("programme",), runs=found)],
    )
    made = draft(world, held, appointments(entry, "beside", number))
    yield (
        made,
        [
            Schedule(attended={"p/beside": chosen}, runs={"p": run})
            for run in found
            for chosen in subsets(days, number - 1, number, number + 1)
            if chosen
        ],
    )


@pytest.mark.parametrize(
    "gap", [None, Bound(1, 3), Bound(3, None), Bound(None, 5), Bound(2, 2)], ids=str
)
def test_what_comes_before_a_group(gap):
    # The runs begin on days 14 and 16: days on both edges of every gap, and the days themselves.
    worlds = staged(Stage.BEFORE, 2, (4, 6, 7, 9, 11, 12, 13, 14, 16), gap_days=gap)
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), None, 0)


@pytest.mark.parametrize("gap", [None, Bound(1, 3), Bound(5, None), Bound(None, 7)], ids=str)
def test_what_comes_after_a_group(gap):
    # The runs end on days 21 and 23.
    worlds = staged(Stage.AFTER, 1, (16, *range(21, 32)), gap_days=gap)
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), None, 0)


@pytest.mark.parametrize("pace", [None, Bound(1, 2)], ids=str)
def test_two_after_a_group_come_in_weeks_of_their_own(pace):
    # Runs end on days 21 and 23, a week on day 27.
    worlds = staged(Stage.AFTER, 2, (21, 24, 25, 27, 28, 30, 31), per_week=pace)
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), None, 0)


FIVE = 17 * 60


def in_the_evening(*starts: tuple[int, int], **paced: Bound) -> Worlds:
    """A group of six meetings of an hour, on weekdays and at minutes, and how often it may meet."""
    entry = programme("p", leg(sessions=exactly(6), **paced))
    slots = tuple(Slot(weekday, start, start + 60) for weekday, start in starts)
    group = evolve(cohort("p", 14), slots=slots)
    world = facts(
        row("load", "evening-start", "17:00"),
        entries=[requirement("programme"), entry],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    found = unrolled(entry, group, facts=world)
    part = candidate(entry, carriers=("programme",), runs=found)
    made = draft(world, outline(candidate(requirement("programme")), parts=[part]))
    yield made, [Schedule(runs={"p": run}) for run in found]


@pytest.mark.parametrize(
    ("starts", "allowed"),
    [
        (((0, FIVE), (2, FIVE)), True),
        (((0, FIVE), (2, FIVE), (4, FIVE)), False),
        (((0, FIVE), (2, FIVE), (4, FIVE - 1)), True),  # a minute before the evening
        (((0, FIVE), (2, FIVE), (5, FIVE)), True),  # a Saturday is no evening
    ],
)
def test_a_group_meets_on_no_more_evenings_of_a_week_than_its_guide_has(starts, allowed):
    worlds = in_the_evening(*starts, evenings_per_week=Bound(0, 2))
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), 0 if allowed else None)


@pytest.mark.parametrize(("most", "allowed"), [(2, False), (3, True)])
def test_a_group_meets_no_more_often_in_a_week_than_its_guide_has(most, allowed):
    worlds = in_the_evening((0, 600), (2, 600), (4, 600), per_week=Bound(1, most))
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), 0 if allowed else None)


@pytest.mark.parametrize(
    ("number", "days", "weekdays"),
    [
        (1, range(13, 25), (0, 2)),
        (2, range(13, 25), (0, 2)),  # day 14 to 21 are 8 days: days 14 to 17 and 18 to 21
        (3, (13, 14, 18, 19, 23, 24, 28, 29), (0,)),  # 15 days: 14 to 18, 19 to 23, 24 to 28
    ],
)
def test_what_comes_during_a_group(number, days, weekdays):
    worlds = staged(Stage.DURING, number, days, weekdays)
    assert agreed(balance([attendance.post], ATTENDANCE, worlds), None, 0)


@pytest.mark.parametrize("named", [("a",), ("b",), ("a", "b"), ("a", "c"), ("b", "c")])
def test_what_stands_in_the_modules_of_a_group(named):
    # Three runs of five meetings on Mondays and Wednesdays: of the first, module a begins on
    # day 14, b on 21 and c on 28, its last.
    taught = (module("a", 2), module("b", 2, "a"), module("c", 1, "b"))
    beside = leg("beside", Stage.DURING, ONE_TO_ONE, exactly(len(named)), in_modules=named)
    entry = programme("p", leg(sessions=exactly(5), modules=taught), beside)
    group = cohort("p", 14, 16, 21, weekdays=(0, 2))
    world = facts(
        entries=[requirement("programme"), entry],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    found = unrolled(entry, group, facts=world)
    part = candidate(entry, carriers=("programme",), runs=found)
    held = outline(candidate(requirement("programme")), parts=[part])
    made = draft(world, held, appointments(entry, "beside", len(named), last=40))
    days = (13, 14, 16, 20, 21, 23, 27, 28, 29, 30, 35)
    schedules = [
        Schedule(attended={"p/beside": chosen}, runs={"p": run})
        for run in found
        for chosen in subsets(days, len(named))
    ]
    assert agreed(balance([attendance.post], ATTENDANCE, [(made, schedules)]), None, 0)


@pytest.mark.parametrize(
    "every", [None, Bound(7, 10), Bound(None, 8), Bound(6, None), Bound(7, 7)], ids=str
)
def test_one_to_ones_at_their_pace_after_a_meeting_before(every):
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(3), every_days=every)
    before = leg("before", Stage.BEFORE, ONE_TO_ONE, exactly(1))
    entry = intervention("i", main, before)
    world = facts(entries=[requirement("rar"), entry], timetable=timetable(providers=(OFFICER,)))
    held = outline(candidate(requirement("rar")), parts=[candidate(entry, carriers=("rar",))])
    made = draft(world, held, appointments(entry, "main", 3), appointments(entry, "before", 1))
    schedules = [
        Schedule(attended={"i/main": chosen, "i/before": (first,)})
        for chosen in subsets((2, 6, 7, 8, 14, 15, 16, 20, 21), 2, 3, 4)
        for first in (1, 6, 7)
    ]
    assert agreed(balance([attendance.post], ATTENDANCE, [(made, schedules)]), None, 0)


@pytest.mark.parametrize("months", [1, 2])
def test_one_to_ones_are_over_in_their_months(months):
    # Of day 2, Wednesday 4 March, one month ends on day 32, two on day 63; of day 9 on 39 and 70.
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(3), within_months=months)
    entry = intervention("i", main)
    world = facts(entries=[requirement("rar"), entry], timetable=timetable(providers=(OFFICER,)))
    held = outline(candidate(requirement("rar")), parts=[candidate(entry, carriers=("rar",))])
    made = draft(world, held, appointments(entry, "main", 3, last=91))
    schedules = [
        Schedule(months=3, attended={"i/main": chosen})
        for chosen in subsets((2, 9, 16, 31, 32, 33, 39, 40, 62, 63, 64, 70, 71), 2, 3)
    ]
    assert agreed(balance([attendance.post], ATTENDANCE, [(made, schedules)]), None, 0)


# Treatment ---------------------------------------------------------------------------------

TREATMENT = (
    "treatment.number", "treatment.cadence", "treatment.three-way", "treatment.order",
    "treatment.within",
    "attendance.dose", "attendance.stages",
)  # fmt: skip


def treated(*beside: Stage, number: int = 3, every: int = 7) -> Draft:
    """A course at one clinic, with a three-way meeting in each stage named."""
    clinic = provider("clinic", "atr", cadence=Cadence("atr", number, every, 60))
    legs = [leg("main", Stage.MAIN, ONE_TO_ONE, exactly(number), with_="provider")]
    legs += [leg(one.value, one, ONE_TO_ONE, exactly(1), kind="three-way") for one in beside]
    entry = requirement("atr", *legs, stream="treatment")
    near = row("treatment", "three-way-days", Bound(None, 7))
    world = facts(near, entries=[entry], timetable=timetable(providers=(clinic,)))
    streams = [
        Stream(f"atr/main#{order}@clinic", "atr", "main", "atr", "treatment", "t", 60, 1, 1,
               (clinic,), 1, 36, order, "main")
        for order in range(1, number + 1)
    ]  # fmt: skip
    streams += [
        Stream(f"atr/{one.value}@clinic", "atr", one.value, "atr", "three-way", "t", 60, 1, 1,
               (clinic,), 1, 36, 0, one.value)
        for one in beside
    ]  # fmt: skip
    return draft(world, outline(candidate(entry)), *streams)


@pytest.mark.parametrize(
    ("stage", "days"), [(Stage.BEFORE, range(1, 8)), (Stage.AFTER, range(23, 30))]
)
def test_the_legs_beside_treatment_come_in_turn(stage, days):
    clinic = provider("clinic", "atr", cadence=Cadence("atr", 2, 7, 60))
    legs = [leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2), with_="provider")]
    legs += [leg(name, stage, ONE_TO_ONE, Bound(1, 2), kind="preparation") for name in "ab"]
    entry = requirement("atr", *legs, stream="treatment")
    world = facts(entries=[entry], timetable=timetable(providers=(clinic,)))
    streams = [
        Stream(f"atr/main#{order}@clinic", "atr", "main", "atr", "treatment", "t", 60, 1, 1,
               (clinic,), 1, 36, order, "main")
        for order in (1, 2)
    ] + [
        Stream(f"atr/{name}@clinic", "atr", name, "atr", "preparation", "t", 60, 1, 2,
               (clinic,), 1, 36, 0, stage.value)
        for name in "ab"
    ]  # fmt: skip
    made = draft(world, outline(candidate(entry)), *streams)
    schedules = [
        Schedule(attended={"atr/main@clinic": (15, 22), "atr/a@clinic": a, "atr/b@clinic": b})
        for a in ((days[0],), (days[3],), (days[1], days[6]))
        for b in [*((day,) for day in days), (days[2], days[6])]
    ]
    assert agreed(balance([treatment.post], TREATMENT, [(made, schedules)]), None, 0)


def test_treatment_keeps_its_cadence():
    # Weekly: 5 to 9 days apart, and each in its own week from the first.
    made = treated()
    days = (1, 5, 6, 7, 8, 10, 11, 14, 15, 16, 19, 22, 23)
    schedules = [Schedule(attended={"atr/main@clinic": one}) for one in subsets(days, 2, 3, 4)]
    assert agreed(balance([treatment.post], TREATMENT, [(made, schedules)]), None, 0)


def test_fortnightly_treatment_keeps_its_cadence():
    # 10 to 18 days apart: from day 1, the second on days 15 to 28, so 15 to 19.
    made = treated(number=2, every=14)
    schedules = [
        Schedule(attended={"atr/main@clinic": one})
        for one in subsets((1, 2, 10, 11, 12, 14, 15, 16, 18, 19, 20, 28, 29), 2)
    ]
    assert agreed(balance([treatment.post], TREATMENT, [(made, schedules)]), None, 0)


@pytest.mark.parametrize("stage", [Stage.BEFORE, Stage.AFTER])
def test_three_way_meetings_stand_near_treatment(stage):
    made = treated(stage)
    schedules = [
        Schedule(attended={"atr/main@clinic": mains, f"atr/{stage.value}@clinic": beside})
        for mains in ((3, 10, 17), (3, 8, 16), (4, 9, 18))
        for beside in subsets((1, 2, 3, 4, 9, 10, 16, 17, 18, 23, 24, 25, 26), 1, 2)
    ]
    assert agreed(balance([treatment.post], TREATMENT, [(made, schedules)]), None, 0)


def test_the_middle_three_way_meeting_stands_near_the_middle_appointment():
    # Five a week apart: the third lies on day 15, 17 or 19; days 8 to 26.
    made = treated(Stage.DURING, number=5)
    schedules = [
        Schedule(attended={"atr/main@clinic": mains, "atr/during@clinic": (beside,)})
        for mains in ((1, 8, 15, 22, 29), (3, 10, 17, 24, 31), (3, 11, 19, 27, 35))
        for beside in (7, 8, 9, 10, 11, 12, 17, 22, 23, 24, 25, 26, 27)
    ]
    assert agreed(balance([treatment.post], TREATMENT, [(made, schedules)]), None, 0)


def test_the_court_reviews_drug_treatment_in_each_month():
    # Two months from 2 March: days 0 to 30 and 31 to 60; a hearing in each, or none is lawful.
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(1), with_="provider")
    heard = leg("hearing", Stage.DURING, ONE_TO_ONE, None, kind="hearing", with_="court")
    entry = requirement("drr", main, heard, stream="treatment")
    clinic, court = provider("clinic", "drr"), provider("court", "court")
    world = facts(
        row("drr", "review-months", Bound(2, None)),
        row("treatment", "every-days", exactly(14)),
        entries=[entry],
        timetable=timetable(providers=(clinic, court)),
    )
    treatment_stream = Stream(
        "drr/main#1@clinic", "drr", "main", "drr", "treatment", "t", 60, 1, 1, (clinic,), 1, 60, 1,
        "main",
    )  # fmt: skip
    hearings = Stream(
        "drr/hearing@clinic", "drr", "hearing", "drr", "hearing", "t", 60, 2, 2, (court,), 0, 60, 0,
        "during",
    )  # fmt: skip
    held = outline(candidate(entry), terms={"drr": Terms(months=2)})
    made = draft(world, held, treatment_stream, hearings)
    schedules = [
        Schedule(attended={"drr/main@clinic": (5,), "drr/hearing@clinic": chosen})
        for chosen in subsets((0, 3, 29, 30, 31, 32, 59, 60), 1, 2)
    ]
    found = balance([treatment.post], [*TREATMENT, "treatment.reviews"], [(made, schedules)])
    assert agreed(found, None, 0)


# Detox -------------------------------------------------------------------------------------


def test_a_detox_is_kept_free():
    group_leg, atr = (
        leg(sessions=exactly(2)),
        requirement("atr", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)), stream="treatment"),
    )
    entry = programme("p", group_leg)
    group = cohort("p", 2, 15, 16, 17)
    world = facts(
        row("detox", "days", exactly(14)),
        entries=[requirement("programme"), atr, entry],
        case=case(clinical=Clinical(detox=Detox.HOME, someone_at_home=Answer.YES)),
        timetable=timetable(groups=(group,), providers=(OFFICER, CLINIC)),
    )
    found = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        candidate(atr),
        parts=[candidate(entry, carriers=("programme",), runs=found)],
    )
    mains = [
        Stream(f"atr/main#{order}@clinic", "atr", "main", "atr", "treatment", "t", 60, 1, 1,
               (CLINIC,), first, last, order, "main")
        for order, first, last in ((1, 0, 16), (2, 17, 60))
    ]  # fmt: skip
    made = draft(world, held, *mains, OFFICE_HOURS)
    for at in range(1, 5):
        made.detox[at] = made.model.new_bool_var(f"detox from {at}")
    # From day 2, days 2 to 15 are kept free: treatment, groups and contact on 15, 16 and 17.
    schedules = [
        Schedule(
            attended={"atr/main@clinic": mains, "contact/appointment": seen},
            runs={"p": run},
            detox=begun,
        )
        for begun in (1, 2, 3)
        for run in found
        for mains in ((1, 17), (14, 20), (15, 20), (16, 20))
        for seen in ((), (1,), (2,), (15,), (16,))
    ]
    assert agreed(balance([detox.post], ["detox.free"], [(made, schedules)]), None, 0)


def test_a_changed_comparison_of_treatment_is_noticed():
    changed = mutant(treatment, "at > day - gap", "at >= day - gap")
    schedules = [Schedule(attended={"atr/main@clinic": one}) for one in ((3, 8, 17), (3, 12, 17))]
    assert balance([changed], TREATMENT, [(treated(), schedules)]).differing
