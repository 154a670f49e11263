"""Double entry: a schedule is allowed by the constraints if and only if by the rules.

Every family is posted alone on small worlds, and every schedule of a handful of days, ties on
purpose, is asked of both books: allowed or not, and with how many departures.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from random import Random

import pytest
from attrs import evolve

from models.case import (
    Answer,
    Clinical,
    Detox,
    Employment,
    Limits,
    Need,
    Person,
    Sentence,
    Seriousness,
    Terms,
)
from models.commitments import DateRange
from models.dated import Bound
from models.entry import Delivery, Entry, Stage
from models.facts import Facts, SequenceRule
from models.timetable import Cadence
from optimiser.constraints import (
    attendance,
    contact,
    curfew,
    detox,
    load,
    months,
    rar,
    sequence,
    treatment,
    unpaid_work,
)
from optimiser.curfew import Window
from optimiser.draft import Draft
from optimiser.streams import Stream
from tests.house.worlds import (
    Balance,
    Schedule,
    balance,
    candidate,
    cohort,
    draft,
    mutant,
    outline,
    project,
    provider,
    unrolled,
)
from tests.models.rules.build import (
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

OFFICER = provider("officer", "officer")
CLINIC = provider("clinic", "atr", cadence=Cadence("atr", 3, 7, 60))
Worlds = Iterable[tuple[Draft, Iterable[Schedule]]]


def subsets(days: Iterable[int], *sizes: int) -> Iterator[tuple[int, ...]]:
    """Every choice of so many of some days."""
    pool = tuple(days)
    for size in sizes:
        yield from combinations(pool, size)


def drawn(seed: int, days: Iterable[int], highest: int) -> tuple[int, ...]:
    """A few of a handful of days, the same for the same seed."""
    random, pool = Random(seed), sorted(days)
    return tuple(sorted(random.sample(pool, random.randint(0, highest))))


def agreed(found: Balance, *kinds: int | None) -> bool:
    """Both books agree on every schedule, and every kind of answer was met."""
    assert found.differing == ()
    assert found.kinds >= set(kinds), f"only {found.kinds} met"
    return True


def appointments(entry: Entry, leg_id: str, number: int, last: int = 31) -> Stream:
    """The stream of a leg of appointments of a part."""
    held = next(one for one in entry.legs if one.id == leg_id)
    return Stream(
        key=f"{entry.code}/{leg_id}", part=entry.code, leg=leg_id, requirement=entry.under[0],
        kind=held.kind, title=held.title, minutes=60, lowest=number, highest=number,
        givers=(OFFICER,), first=0, last=last, stage=held.stage.value,
        rar=entry.under[0] == "rar" and held.counts,
    )  # fmt: skip


# Attendance --------------------------------------------------------------------------------

ATTENDANCE = ("attendance.dose", "attendance.stages", "attendance.weekly", "attendance.even")
ONE_TO_ONE = Delivery.APPOINTMENT


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
    yield made, [
        Schedule(attended={"p/beside": chosen}, runs={"p": run})
        for run in found
        for chosen in subsets(days, number - 1, number, number + 1)
        if chosen
    ]


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


@pytest.mark.parametrize(
    "every", [None, Bound(7, 10), Bound(None, 8), Bound(6, None), Bound(7, 7)], ids=str
)
def test_one_to_ones_at_their_pace_after_a_meeting_before(every):
    main = leg("main", Stage.MAIN, ONE_TO_ONE, exactly(3), every_days=every)
    before = leg("before", Stage.BEFORE, ONE_TO_ONE, exactly(1))
    entry = intervention("i", main, before)
    world = facts(
        entries=[requirement("rar"), entry], timetable=timetable(providers=(OFFICER,))
    )
    held = outline(
        candidate(requirement("rar")), parts=[candidate(entry, carriers=("rar",))]
    )
    made = draft(world, held, appointments(entry, "main", 3), appointments(entry, "before", 1))
    schedules = [
        Schedule(attended={"i/main": chosen, "i/before": (first,)})
        for chosen in subsets((2, 6, 7, 8, 14, 15, 16, 20, 21), 2, 3, 4)
        for first in (1, 6, 7)
    ]
    assert agreed(balance([attendance.post], ATTENDANCE, [(made, schedules)]), None, 0)


# Treatment ---------------------------------------------------------------------------------

TREATMENT = (
    "treatment.number", "treatment.cadence", "treatment.three-way", "treatment.within",
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


# Detox -------------------------------------------------------------------------------------


def test_a_detox_is_kept_free():
    group_leg, atr = leg(sessions=exactly(2)), requirement(
        "atr", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)), stream="treatment"
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


# Contact -----------------------------------------------------------------------------------

CONTACT = ("contact.first", "contact.weekly", "contact.monthly", "contact.reviews")
OFFICE_HOURS = Stream(
    "contact/appointment", "contact", "appointment", "order", "contact", "t", 60, 0, 92,
    (OFFICER,), 0, 92,
)  # fmt: skip
REVIEWS = evolve(OFFICE_HOURS, key="contact/review", leg="review", kind="review")


def seen_by_officer(limit: int = 5) -> Worlds:
    """With and without treatment: three weeks of weekly contact, a review every fortnight."""
    atr = requirement(
        "atr", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(2)), stream="treatment"
    )
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
                timetable=timetable(
                    providers=(OFFICER, CLINIC), holidays=frozenset({day(4)})
                ),
            )
            streams = [OFFICE_HOURS]
            if entry is atr:
                streams += [REVIEWS, treatment_stream]
            # The fifth working day after Monday 2 March, Friday a holiday, is Tuesday 10, day 8.
            handful = (0, 6, 7, 8, 9, 13, 14, 20, 21, 27, 28, 30, 31, 60, 61, 70)
            yield draft(world, outline(candidate(entry)), *streams), [
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
            ]


def test_the_officer_is_seen():
    assert agreed(balance([contact.post], CONTACT, seen_by_officer()), 0, 1, 2, 3, 4)


# Unpaid work -------------------------------------------------------------------------------

UNPAID_WORK = tuple(
    f"unpaid-work.{rule}"
    for rule in (
        "hours", "start", "weekly", "intensive", "learning", "share", "window", "project",
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
    worlds = [
        working(hours, range(150), employment=employment) for hours in (6, 12, 13, 18, 24)
    ]
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


# Sequence ----------------------------------------------------------------------------------


def in_sequence(
    relation: str, should_be: bool, *, days: int | None = None, rules_days: int | None = None
) -> tuple[Draft, list[Schedule], Facts]:
    """Two programmes of two days and one of one day, from a handful of days."""
    first = programme("a", leg(sessions=exactly(2)), classes=("early-one",))
    second = programme("b", leg(sessions=exactly(2)), classes=("late-one",))
    third = programme("c", leg(sessions=exactly(1)), classes=("late-one",))
    ruling = (should if should_be else row)("a", "order", True)

    def known(within: int | None) -> Facts:
        rule = SequenceRule("first-things", "early-one", "late-one", relation, ruling, within)
        groups = (cohort("a", 1, 2, 3, 4), cohort("b", 1, 2, 3, 4), cohort("c", 2, 3, 4))
        return facts(
            entries=[requirement("programme"), first, second, third],
            sequences=(rule,),
            timetable=timetable(groups=groups),
        )

    world = known(days)
    by_code = {group.programme: group for group in world.timetable.groups}
    parts = [
        candidate(e, carriers=("programme",), runs=unrolled(e, by_code[e.code], facts=world))
        for e in (first, second, third)
    ]
    made = draft(world, outline(candidate(requirement("programme")), parts=parts))
    schedules = [
        Schedule(runs=dict(zip("abc", chosen, strict=True)))
        for chosen in product(*(part.runs for part in parts))
    ]
    return made, schedules, known(rules_days if rules_days is not None else days)


SEQUENCES = ("first-things", "sequence.requires", "sequence.greatest-risk")


@pytest.mark.parametrize("relation", ["before", "not-before", "with-or-before", "early"])
@pytest.mark.parametrize("should_be", [True, False])
def test_what_comes_first(relation, should_be):
    made, schedules, _ = in_sequence(relation, should_be, days=2)
    found = balance([sequence.post], SEQUENCES, [(made, schedules)])
    assert agreed(found, 0, 1 if should_be else None)


def test_the_greatest_risk_comes_first():
    needs = {"a": (Need.ALCOHOL,), "b": (Need.DRUGS, Need.TEMPER), "c": (Need.DRUGS,)}
    entries = {code: programme(code, leg(sessions=exactly(1)), needs=needs[code]) for code in "abc"}
    groups = {code: cohort(code, 1, 2, 3) for code in "abc"}
    world = facts(
        entries=[requirement("programme"), *entries.values()],
        case=case(risk_order=(Need.TEMPER, Need.ALCOHOL, Need.DRUGS)),
        timetable=timetable(groups=tuple(groups.values())),
    )
    parts = [
        candidate(entry, carriers=("programme",), runs=unrolled(entry, groups[code], facts=world))
        for code, entry in entries.items()
    ]
    made = draft(world, outline(candidate(requirement("programme")), parts=parts))
    schedules = [
        Schedule(runs=dict(zip("abc", chosen, strict=True)))
        for chosen in product(*(part.runs for part in parts))
    ]
    assert agreed(balance([sequence.post], SEQUENCES, [(made, schedules)]), 0, 1)


def test_what_an_entry_requires_ends_before_it_begins():
    first = programme("a", leg(sessions=exactly(2)))
    second = programme("b", leg(sessions=exactly(1)), requires=("a",))
    groups = (cohort("a", 1, 2, 3), cohort("b", 2, 3, 4))
    world = facts(
        entries=[requirement("programme"), first, second], timetable=timetable(groups=groups)
    )
    parts = [
        candidate(e, carriers=("programme",), runs=unrolled(e, group, facts=world))
        for e, group in zip((first, second), groups, strict=True)
    ]
    made = draft(world, outline(candidate(requirement("programme")), parts=parts))
    schedules = [
        Schedule(runs={"a": one, "b": other})
        for one, other in product(parts[0].runs, parts[1].runs)
    ]
    assert agreed(balance([sequence.post], SEQUENCES, [(made, schedules)]), None, 0)


# Months ------------------------------------------------------------------------------------

MONTHS = (
    "order.length", "order.holds", "order.last-ends", "duration.programme",
    "seriousness.order-months",
)  # fmt: skip


@pytest.mark.parametrize("fixed", [None, 2])
@pytest.mark.parametrize(
    ("codes", "own"),
    [(("rar",), None), (("curfew",), 2), (("curfew", "residence"), 2), (("rar", "curfew"), 1)],
)
def test_the_order_is_as_long_as_what_it_holds(fixed, codes, own):
    sentence = Sentence(seriousness=Seriousness.MEDIUM, months=fixed)
    world = facts(
        should("rar", "order-months", Bound(2, 2), ogrs=Bound(0, 49)),
        entries=[requirement(code) for code in codes],
        case=case(sentence=sentence, assessments=evolve(case().assessments, ogrs3=20)),
        timetable=timetable(providers=(OFFICER,)),
    )
    terms = {"curfew": Terms(months=own), "residence": Terms(months=1)}
    held = outline(
        *(candidate(requirement(code)) for code in codes), terms=terms, least_months=own or 1
    )
    made = draft(world, held, OFFICE_HOURS)
    # The first month ends on 1 April, day 30; the second on 1 May, day 60.
    schedules = [
        Schedule(months=length, attended={"contact/appointment": (0, last)})
        for length in (1, 2, 3)
        for last in (29, 30, 31, 60, 61, 91)
        if length >= (own or 1)
    ]
    assert agreed(balance([months.post], MONTHS, [(made, schedules)]), None, 0)


def test_the_order_is_as_long_as_a_programme_asks():
    entry = programme("p", leg(sessions=exactly(1)), order_months=2)
    group = cohort("p", 29, 30, 31, 60, 61)
    world = facts(
        entries=[requirement("programme"), entry], timetable=timetable(groups=(group,))
    )
    found = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        parts=[candidate(entry, carriers=("programme",), runs=found)],
        least_months=2,
    )
    schedules = [
        Schedule(months=length, runs={"p": run}) for length in (1, 2, 3) for run in found
    ]
    assert agreed(
        balance([months.post], MONTHS, [(draft(world, held), schedules)]), None, 0
    )


# Load --------------------------------------------------------------------------------------


def attending(rows_most: int, own: int | None = None) -> Worlds:
    """A group on three days in a row and the officer on any."""
    entry = programme("p", leg(sessions=exactly(3)))
    group = cohort("p", 3, 5, 7)
    world = facts(
        row("load", "attendances-a-week", Bound(None, rows_most)),
        entries=[requirement("programme"), entry],
        case=case(limits=Limits(attendances_a_week=own)),
        timetable=timetable(groups=(group,), providers=(OFFICER,)),
    )
    found = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        parts=[candidate(entry, carriers=("programme",), runs=found)],
    )
    yield draft(world, held, OFFICE_HOURS), [
        Schedule(runs={"p": run}, attended={"contact/appointment": chosen})
        for run in found
        for chosen in subsets((2, 4, 6, 7, 8, 9), 0, 1, 2, 3)
    ]


@pytest.mark.parametrize(("most", "own"), [(3, None), (4, 3), (3, 5), (4, None)])
def test_a_week_holds_so_many_attendances(most, own):
    assert agreed(balance([load.post], ["clashes.week"], attending(most, own)), None, 0)


# Curfew ------------------------------------------------------------------------------------


def tagged(seeds: Iterable[int], daily: Bound, weekly: Bound) -> tuple[Draft, list[Schedule]]:
    """Windows of ten to twelve hours, and one without a midnight in it."""
    hours = [(19, 31), (20, 30), (21, 31), (12, 24)]
    world = facts(
        row("curfew", "hours-a-day", daily),
        row("curfew", "hours-a-week", weekly),
        entries=[requirement("curfew")],
    )
    terms = {"curfew": Terms(months=1, hours_a_day=12)}
    made = draft(world, outline(candidate(requirement("curfew")), terms=terms))
    made.curfew_windows = {
        weekday: tuple(Window(0, 0, 60 * start, 60 * end, 0) for start, end in hours)
        for weekday in range(7)
    }
    for weekday in range(7):
        for place in range(len(hours)):
            made.curfew[weekday, place] = made.model.new_bool_var(f"{weekday} {place}")
    schedules = []
    for seed in seeds:
        random = Random(seed)
        schedules.append(
            Schedule(months=1, curfew={weekday: random.randrange(4) for weekday in range(7)})
        )
    return made, schedules


@pytest.mark.parametrize(
    ("daily", "weekly"),
    [
        (Bound(2, 16), Bound(None, 80)),
        (Bound(10, 13), Bound(None, 112)),
        (Bound(None, 12), Bound(None, 112)),
        (Bound(None, None), Bound(78, 79)),
    ],
)
def test_curfew_hours_are_within_a_day_and_a_week(daily, weekly):
    rules = ["curfew.daily", "curfew.weekly"]
    found = balance([curfew.post], rules, [tagged(range(150), daily, weekly)])
    assert agreed(found, None, 0)


# Would it be noticed? ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("at >= day", "at > day"),
        ("at > day]", "at >= day]"),
        ("day > (rule.days or 0)", "day >= (rule.days or 0)"),
    ],
)
def test_a_changed_comparison_of_the_sequence_is_noticed(text, instead):
    changed = mutant(sequence, text, instead)
    relations = ("before", "with-or-before", "early")
    worlds = [in_sequence(relation, False, days=2)[:2] for relation in relations]
    assert balance([changed], SEQUENCES, worlds).differing


def test_a_changed_comparison_of_the_load_is_noticed():
    changed = mutant(load, "total(attended) <= most", "total(attended) < most")
    assert balance([changed], ["clashes.week"], attending(3)).differing


def test_a_changed_comparison_of_treatment_is_noticed():
    changed = mutant(treatment, "low <= day - at", "low < day - at")
    schedules = [Schedule(attended={"atr/main@clinic": one}) for one in ((3, 8, 17), (3, 12, 17))]
    assert balance([changed], TREATMENT, [(treated(), schedules)]).differing


def test_a_bound_one_off_in_the_menu_is_noticed():
    made, schedules, law = in_sequence("early", False, days=2, rules_days=3)
    assert balance([sequence.post], SEQUENCES, [(made, schedules)], law).differing
