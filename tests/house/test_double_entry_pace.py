"""Double entry of the pace: contact with the officer, unpaid work, RAR days."""

from collections.abc import Iterable
from random import Random

import pytest
from attrs import evolve

from models.case import (
    Employment,
    Person,
    Seriousness,
    Terms,
)
from models.commitments import DateRange
from models.dated import Bound
from models.entry import Stage
from optimiser.constraints import (
    contact,
    rar,
    unpaid_work,
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
    drawn,
    subsets,
)
from tests.house.worlds import (
    Schedule,
    balance,
    candidate,
    cohort,
    days_on_offer,
    draft,
    outline,
    project,
    unrolled,
)
from tests.models.rules.build import (
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    requirement,
    row,
    should,
    timetable,
)

# Contact -----------------------------------------------------------------------------------

CONTACT = ("contact.first", "contact.weekly", "contact.monthly", "contact.reviews")
REVIEWS = evolve(OFFICE_HOURS, key="contact/review", leg="review", kind="review")


def seen_by_officer(limit: int = 5) -> Worlds:
    """With and without treatment: three weeks of weekly contact, a review every fortnight."""
    atr = requirement("atr", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)), stream="treatment")
    rows = (
        should("contact", "first-days", Bound(None, limit)),
        should("contact", "monthly", True),
        should("contact", "weekly-weeks", exactly(3)),
        should("contact", "review-days", exactly(14)),
    )
    treatment_stream = Stream(
        "atr/main#1@clinic", "atr", "main", "atr", "treatment", "t", 60, 0, 9, (CLINIC,), 0, 92,
        1, "main",
    )  # fmt: skip
    for band in (Seriousness.LOW, Seriousness.MEDIUM):
        for entry in (atr, requirement("curfew")):
            world = facts(
                *rows,
                entries=[entry],
                case=case(band),
                timetable=timetable(providers=(OFFICER, CLINIC), holidays=frozenset({day(4)})),
            )
            streams = [OFFICE_HOURS]
            if entry is atr:
                streams += [REVIEWS, treatment_stream]
            # The fifth working day after Monday 2 March, Friday a holiday, is Tuesday 10, day 8.
            handful = (0, 6, 7, 8, 9, 13, 14, 20, 21, 27, 28, 30, 31, 60, 61, 70)
            yield (
                draft(world, outline(candidate(entry)), *streams),
                [
                    Schedule(
                        months=1 + seed % 3,
                        attended={
                            stream.key.replace("#1", ""): tuple(
                                at
                                for at in drawn(7 * seed + number, handful, 6)
                                if stream is not treatment_stream or at > 0
                            )
                            for number, stream in enumerate(streams)
                        },
                    )
                    for seed in range(120)
                ],
            )


def test_the_officer_is_seen():
    assert agreed(balance([contact.post], CONTACT, seen_by_officer()), 0, 1, 2, 3, 4)


# Unpaid work -------------------------------------------------------------------------------

UNPAID_WORK = tuple(
    f"unpaid-work.{rule}"
    for rule in (
        "hours", "start", "weekly", "most-days", "intensive", "learning", "share", "window",
        "project",
    )
)  # fmt: skip


def working(
    hours: int,
    seeds: Iterable[int],
    *,
    minutes: dict[str, object] | None = None,
    employment: Employment = Employment.EMPLOYED,
    start_days: int = 7,
    window: int = 2,
    most: int = 9,
) -> tuple[Draft, list[Schedule]]:
    """Two projects and a course, days of six hours unless said; the garden shut on day 15."""
    lengths = minutes or {}
    offered = (
        project("garden", lengths.get("garden", 360), closures=(DateRange(day(15), day(15)),)),
        project("shed", lengths.get("shed", 360)),
        project("course", lengths.get("course", 360), learning=True),
    )
    rows = (
        should("unpaid-work", "start-days", Bound(None, start_days)),
        should("unpaid-work", "weekly", True),
        should("unpaid-work", "intensive-days", Bound(2, None)),
        should("unpaid-work", "most-days-a-week", Bound(None, most)),
        should("unpaid-work", "learning-share", Bound(20, None)),
        row("unpaid-work", "window-months", exactly(window)),
    )
    entry = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
    world = facts(
        *rows,
        entries=[entry],
        case=case(person=Person(employment=employment)),
        timetable=timetable(projects=offered, holidays=frozenset({day(22)})),
    )
    streams = [
        Stream(f"unpaid-work/{one.id}", "unpaid-work", "work", "unpaid-work",
               "learning" if one.learning else "unpaid-work", "t", 360, 0, 92, (), 0, 91,
               project=one)
        for one in offered
    ]  # fmt: skip
    made = draft(
        world, outline(candidate(entry), terms={"unpaid-work": Terms(hours=hours)}), *streams
    )
    return made, [_worked(made, Random(seed)) for seed in seeds]


def _worked(made: Draft, random: Random) -> Schedule:
    """Days of work in one week after another, at one place or at two, never two on one day."""
    at = {key: sorted(made.present(key)) for key in made.streams}
    days: dict[int, str] = {}
    usual = random.choice(["unpaid-work/garden", "unpaid-work/shed"])
    now = random.choice([0, 5, 7, 8, 9, 12])
    for _ in range(random.randint(2, 6)):
        other = random.random() < 0.25
        key = random.choice(list(at)) if other else usual
        if now in at[key]:
            days[now] = key
        now += random.choice([1, 2, 6, 7, 7, 8, 14])
    late = random.choice([0, 0, 61 - now])  # day 60 is the last of the two months of the window
    days = {day + (late if late > 0 else 0): key for day, key in days.items()}
    return Schedule(
        attended={
            key: tuple(sorted(d for d, k in days.items() if k == key and d in at[key]))
            for key in at
        }
    )


@pytest.mark.parametrize("employment", [Employment.EMPLOYED, Employment.UNEMPLOYED])
def test_unpaid_work_is_done_at_its_pace(employment):
    worlds = [working(hours, range(150), employment=employment) for hours in (6, 12, 13, 18, 24)]
    assert agreed(balance([unpaid_work.post], UNPAID_WORK, worlds), None, 0, 1, 2)


def test_no_day_of_work_is_needless_where_days_are_of_two_lengths():
    # Six hours of days of five hours (0 and 7) and of three (1, 8 and 15): five and five are four
    # more than six, but without one of them it is five. Three threes, or five and two threes, do
    # without one.
    entry = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
    garden = project("garden", {0: 300, 1: 180})
    stream = Stream(
        "unpaid-work/garden", "unpaid-work", "work", "unpaid-work", "unpaid-work", "t",
        300, 0, 9, (), 0, 20, project=garden,
    )  # fmt: skip
    world = facts(entries=[entry], timetable=timetable(projects=(garden,)))
    made = draft(
        world, outline(candidate(entry), terms={"unpaid-work": Terms(hours=6)}), stream, months=1
    )
    schedules = [
        Schedule(months=1, attended={"unpaid-work/garden": chosen})
        for chosen in subsets((0, 1, 7, 8, 15), 1, 2, 3)
    ]
    asked = balance([unpaid_work.post], ["unpaid-work.hours"], [(made, schedules)])
    assert agreed(asked, None, 0)
    allowed = [
        one.attended["unpaid-work/garden"]
        for one, answer in zip(schedules, asked.answers, strict=True)
        if answer == 0
    ]
    assert (0, 7) in allowed
    assert {(1, 8, 15), (0, 1, 8), (1,)}.isdisjoint(allowed)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_week_holds_more_work_than_the_most(most):
    worlds = [working(hours, range(150), most=most) for hours in (12, 18, 24)]
    assert agreed(balance([unpaid_work.post], UNPAID_WORK, worlds), None, 0, 1, 2)


# RAR ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("total_months", [1, 2, 3])
def test_rar_days_are_spread(total_months):
    one = intervention("one", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)))
    group = cohort("many", 7, 14, 21, 30)
    many = intervention("many", leg(sessions=exactly(1)))
    world = facts(
        should("rar", "spread-days", exactly(7)),
        entries=[requirement("rar"), one, many],
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    found = unrolled(many, group, facts=world)
    held = outline(
        candidate(requirement("rar")),
        parts=[
            candidate(one, carriers=("rar",)),
            candidate(many, carriers=("rar",), runs=found),
        ],
        rar_days=3,
        least_months=total_months,
    )
    made = draft(world, held, appointments(one, "main", 2, last=69))
    # Three days in one month of 31 days: at most 11 + 7 = 18 apart; in two of 61, 28; in three 38.
    schedules = [
        Schedule(months=length, attended={"one/main": chosen}, runs={"many": run})
        for length in range(total_months, 4)
        for run in found
        for chosen in subsets((1, 3, 25, 32, 35, 39, 40, 58, 59, 68, 69), 2)
    ]
    assert agreed(balance([rar.post], ["rar.spread"], [(made, schedules)]), 0, 1)


def test_rar_days_are_spread_where_few_days_are_on_offer():
    # Two days in one month of 31 days: at most 16 apart. From 20 to 29 is 9, from 2 to 20 already
    # 18; that 20 lies between 2 and 29, and could be taken, does not bring these two nearer.
    one = intervention("one", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)))
    world = facts(
        should("rar", "spread-days", exactly(0)),
        entries=[requirement("rar"), one],
        timetable=timetable(providers=(OFFICER,)),
    )
    held = outline(
        candidate(requirement("rar")), parts=[candidate(one, carriers=("rar",))], rar_days=2
    )
    shut = tuple(DateRange(day(first), day(last)) for first, last in ((0, 1), (3, 19), (21, 28)))
    seldom = evolve(OFFICER, closures=shut)
    stream = evolve(appointments(one, "main", 2, last=29), givers=(seldom,))
    made = draft(world, held, stream, months=1)
    assert days_on_offer(made, "one/main") == {2, 20, 29}
    schedules = [
        Schedule(months=1, attended={"one/main": chosen}) for chosen in subsets((2, 20, 29), 2)
    ]
    asked = balance([rar.post], ["rar.spread"], [(made, schedules)])
    assert agreed(asked, 0, 1)
    assert asked.answers == (1, 1, 0)
