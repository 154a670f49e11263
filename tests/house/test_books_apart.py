"""Where the two books once disagreed: the least world of each disagreement.

They stay, since what one clerk misread another may misread again.
"""

import pytest
from attrs import evolve

from models.case import Answer, Clinical, Detox, Need, Terms
from models.commitments import DateRange
from models.dated import Bound
from models.entry import Delivery, Entry, Stage
from models.facts import Facts, PairRule
from models.timetable import Cadence
from optimiser.constraints import (
    attendance,
    contact,
    detox,
    rar,
    sequence,
    treatment,
    unpaid_work,
)
from optimiser.package_draft import post_pairs
from optimiser.streams import Stream
from tests.house.choices import asked_of_both
from tests.house.worlds import (
    Schedule,
    balance,
    candidate,
    cohort,
    draft,
    outline,
    project,
    provider,
    unrolled,
)
from tests.models.rules.build import (
    OFFICE,
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    programme,
    requirement,
    row,
    should,
    timetable,
)

ONE_TO_ONE = Delivery.APPOINTMENT
OFFICER = provider("officer", "officer")


def appointment_stream(part: str, leg_id: str, under: str, number: int, stage: Stage) -> Stream:
    return Stream(
        f"{part}/{leg_id}", part, leg_id, under, "session", leg_id, 60, number, number,
        (OFFICER,), 0, 60, stage=stage.value, rar=under == "rar" and stage is Stage.MAIN,
    )  # fmt: skip


def test_a_programme_for_no_ranked_need_is_no_lesser_risk():
    # Alcohol is ranked; the other programme serves no ranked need, so nothing is said of the two.
    needs = {"a": (Need.ALCOHOL,), "b": (Need.TEMPER,)}
    entries = [programme(code, leg(sessions=exactly(1)), needs=needs[code]) for code in "ab"]
    groups = (cohort("a", 5), cohort("b", 3))
    world = facts(
        entries=[requirement("programme"), *entries],
        case=case(risk_order=(Need.ALCOHOL,)),
        timetable=timetable(groups=groups),
    )
    parts = [
        candidate(e, carriers=("programme",), runs=unrolled(e, group, facts=world))
        for e, group in zip(entries, groups, strict=True)
    ]
    made = draft(world, outline(candidate(requirement("programme")), parts=parts))
    later = Schedule(runs={part.code: part.runs[0] for part in parts})
    found = balance([sequence.post], ["sequence.greatest-risk"], [(made, [later])])
    assert found.differing == ()


def test_no_treatment_begins_before_a_detox():
    # Alcohol treatment follows the detox of days 2 to 15; drug rehabilitation begins on day 1.
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(1))
    entries = [requirement(code, main, stream="treatment") for code in ("atr", "drr")]
    clinic = provider("clinic", "atr", "drr")
    world = facts(
        row("detox", "days", exactly(14)),
        entries=entries,
        case=case(clinical=Clinical(detox=Detox.HOME, someone_at_home=Answer.YES)),
        timetable=timetable(providers=(clinic,)),
    )
    streams = [
        Stream(f"{code}/main#1@clinic", code, "main", code, "treatment", "t", 60, 1, 1,
               (clinic,), 0, 60, 1, "main")
        for code in ("atr", "drr")
    ]  # fmt: skip
    made = draft(world, outline(*map(candidate, entries)), *streams)
    made.detox[2] = made.model.new_bool_var("detox from 2")
    early = Schedule(attended={"atr/main@clinic": (16,), "drr/main@clinic": (1,)}, detox=2)
    assert balance([detox.post], ["detox.free"], [(made, [early])]).differing == ()


def test_two_programmes_never_alone_are_not_alone_together():
    entries = [requirement("programme"), *(programme(c, classes=("never",)) for c in ("x", "y"))]
    assert both_of_pair("never-alone", "never", "", entries) == (0, 0)


def test_a_programme_never_alone_is_not_alone_beside_what_the_pair_names():
    carrier, alone = requirement("programme"), programme("x", classes=("never",))
    company, other = requirement("rar", classes=("officer",)), requirement("curfew")
    assert both_of_pair("never-alone", "never", "officer", [carrier, company, alone]) == (0, 0)
    beside = both_of_pair("never-alone", "never", "officer", [carrier, other, alone])
    assert beside == (None, None)


def test_a_programme_is_not_beside_itself():
    # Of one class that is usually beside its own: alone it is not beside another.
    entries = [requirement("programme"), programme("x", classes=("kind",))]
    assert both_of_pair("needs", "kind", "kind", entries) == (None, None)


def both_of_pair(
    relation: str, first: str, second: str, entries: list[Entry]
) -> tuple[int | None, int | None]:
    """What the rules and the draft say of a package of all these entries."""
    pair = PairRule("a-pair", first, second, relation, row("x", "pair", True))
    world = facts(entries=entries, pairs=(pair,))
    answers = asked_of_both([post_pairs], ["a-pair"], world, *entries)
    return answers[tuple(entry.code for entry in entries)]


def worked(world: Facts, hours: int, schedule: Schedule, *rules: str) -> tuple[object, ...]:
    """The disagreements of the books over days of work at the projects of a world."""
    streams = [
        Stream(f"unpaid-work/{one.id}", "unpaid-work", "work", "unpaid-work",
               "learning" if one.learning else "unpaid-work", "t", 360, 0, 92, (), 0, 91,
               project=one)
        for one in world.timetable.projects
    ]  # fmt: skip
    held = outline(
        candidate(requirement("unpaid-work", stream="unpaid-work")),
        terms={"unpaid-work": Terms(hours=hours)},
    )
    made = draft(world, held, *streams)
    asked = [f"unpaid-work.{rule}" for rule in rules]
    return balance([unpaid_work.post], asked, [(made, [schedule])]).differing


def test_long_days_are_not_refused_for_a_short_day_elsewhere():
    # 8 hours: two days of 6 make 12, and 6 without one of them; that the shed has days of 2 hours
    # does not make them too many.
    offered = (project("garden", 360), project("shed", 120))
    world = facts(timetable=timetable(projects=offered))
    two_days = Schedule(attended={"unpaid-work/garden": (1, 8)})
    assert worked(world, 8, two_days, "hours") == ()


def test_no_more_short_days_of_learning_than_the_share():
    # 10 hours: the share is 2; three days of 2 hours are 6, and 4 without one of them.
    offered = (project("garden", 240), project("course", {0: 120, 2: 360}, learning=True))
    world = facts(
        should("unpaid-work", "learning-share", Bound(20, None)),
        timetable=timetable(projects=offered),
    )
    learnt = Schedule(attended={"unpaid-work/garden": (1,), "unpaid-work/course": (0, 7, 14)})
    assert worked(world, 10, learnt, "hours", "share", "learning") == ()


def test_a_week_in_which_the_venue_is_shut_is_no_week_without_work():
    shut = evolve(OFFICE, closures=(DateRange(day(8), day(8)),))
    world = facts(
        should("unpaid-work", "weekly", True),
        timetable=timetable(shut, projects=(project("garden"),)),
    )
    around = Schedule(attended={"unpaid-work/garden": (1, 15)})
    assert worked(world, 12, around, "weekly") == ()


def test_a_must_row_of_the_pace_is_a_must():
    world = facts(
        row("unpaid-work", "start-days", Bound(None, 7)),
        timetable=timetable(projects=(project("garden"),)),
    )
    late = Schedule(attended={"unpaid-work/garden": (8, 15)})
    assert worked(world, 12, late, "start") == ()


def test_meetings_after_a_group_may_come_twice_a_week():
    # Closing meetings have no pace of their own: the guide states none.
    entry = programme(
        "p", leg(sessions=exactly(1)), leg("after", Stage.AFTER, ONE_TO_ONE, exactly(2))
    )
    group = cohort("p", 7)
    world = facts(
        entries=[requirement("programme"), entry],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    [run] = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        parts=[candidate(entry, carriers=("programme",), runs=(run,))],
    )
    made = draft(world, held, appointment_stream("p", "after", "programme", 2, Stage.AFTER))
    close = Schedule(runs={"p": run}, attended={"p/after": (8, 10)})
    rules = ["attendance.stages", "attendance.weekly", "attendance.dose"]
    assert balance([attendance.post], rules, [(made, [close])]).differing == ()


@pytest.mark.parametrize(("number", "days"), [(2, (5, 12)), (1, (5,))])
def test_the_middle_meeting_of_a_short_course_is_not_before_it(number, days):
    # Within seven days of the middle appointment, and yet before the first.
    clinic = provider("clinic", "atr", cadence=Cadence("atr", number, 7, 60))
    middle = leg("middle", Stage.DURING, ONE_TO_ONE, exactly(1), kind="three-way")
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(number))
    entry = requirement("atr", main, middle, stream="treatment")
    world = facts(
        row("treatment", "three-way-days", Bound(None, 7)),
        entries=[entry],
        timetable=timetable(providers=(clinic,)),
    )
    streams = [
        Stream(f"atr/main#{order}@clinic", "atr", "main", "atr", "treatment", "t", 60, 1, 1,
               (clinic,), 1, 40, order, "main")
        for order in range(1, number + 1)
    ]  # fmt: skip
    streams.append(
        Stream("atr/middle@clinic", "atr", "middle", "atr", "three-way", "t", 60, 1, 1,
               (clinic,), 1, 40, 0, "during")
    )  # fmt: skip
    made = draft(world, outline(candidate(entry)), *streams)
    schedule = Schedule(attended={"atr/main@clinic": days, "atr/middle@clinic": (days[0] - 2,)})
    rules = ["attendance.stages", "treatment.three-way"]
    assert balance([treatment.post], rules, [(made, [schedule])]).differing == ()


def test_an_appointment_that_does_not_count_is_still_one_to_one():
    # A first meeting that is no RAR day, and two meetings of a group 40 days apart in two months.
    before = leg("before", Stage.BEFORE, ONE_TO_ONE, exactly(1), counts=False)
    entry = intervention("i", leg(sessions=exactly(2)), before)
    group = evolve(cohort("i", 5), closures=(DateRange(day(6), day(44)),))
    world = facts(
        should("rar", "spread-days", exactly(7)),
        entries=[requirement("rar"), entry],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    [run] = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("rar")),
        parts=[candidate(entry, carriers=("rar",), runs=(run,))],
        rar_days=2,
    )
    made = draft(world, held, appointment_stream("i", "before", "rar", 1, Stage.BEFORE))
    apart = Schedule(months=2, runs={"i": run}, attended={"i/before": (1,)})
    # Two days in 61: at most 31 + 7 = 38 apart; they are 40.
    assert balance([rar.post], ["rar.spread"], [(made, [apart])]).differing == ()


def test_where_there_is_no_officer_first_contact_is_missed_too():
    world = facts(should("contact", "first-days", Bound(None, 5)), entries=[requirement("rar")])
    made = draft(world, outline(candidate(requirement("rar"))))
    found = balance([contact.post], ["contact.first"], [(made, [Schedule(months=1)])])
    assert found.differing == ()
