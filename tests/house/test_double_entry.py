"""Double entry: a schedule is allowed by the constraints if and only if by the rules.

Every family is posted alone on small worlds, and every schedule of a handful of days, ties on
purpose, is asked of both books: allowed or not, and with how many departures.
"""

from collections.abc import Iterable
from itertools import product
from random import Random

import pytest
from attrs import evolve

from models.case import (
    Limits,
    Need,
    Sentence,
    Seriousness,
    Terms,
)
from models.dated import Bound
from models.facts import Facts, SequenceRule
from optimiser.constraints import (
    curfew,
    load,
    months,
    sequence,
)
from optimiser.curfew import Window
from optimiser.draft import Draft
from tests.house.families import (
    OFFICE_HOURS,
    OFFICER,
    Worlds,
    agreed,
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
    unrolled,
)
from tests.models.rules.build import (
    case,
    exactly,
    facts,
    leg,
    programme,
    requirement,
    row,
    should,
    timetable,
)

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
    [
        (("rar",), None), (("curfew",), 2), (("curfew", "residence"), 2), (("rar", "curfew"), 1),
        # 45 days of abstinence end on 15 April, in the second month.
        (("aamr",), 2), (("aamr", "residence"), 2), (("aamr", "rar"), 2),
    ],
)
def test_the_order_is_as_long_as_what_it_holds(fixed, codes, own):
    sentence = Sentence(seriousness=Seriousness.MEDIUM, months=fixed)
    world = facts(
        should("rar", "order-months", Bound(2, 2), ogrs=Bound(0, 49)),
        row("aamr", "days-run-on", True),
        entries=[requirement(code) for code in codes],
        case=case(sentence=sentence, assessments=evolve(case().assessments, ogrs3=20)),
        timetable=timetable(providers=(OFFICER,)),
    )
    terms = {
        "curfew": Terms(months=own), "residence": Terms(months=1), "aamr": Terms(days=45)
    }  # fmt: skip
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


@pytest.mark.parametrize(("row_says", "departing"), [(Bound(2, None), {1}), (Bound(None, 2), {3})])
def test_a_row_of_order_lengths_may_have_one_end_alone(row_says, departing):
    world = facts(
        should("rar", "order-months", row_says, ogrs=Bound(0, 49)),
        entries=[requirement("rar")],
        case=case(assessments=evolve(case().assessments, ogrs3=20)),
        timetable=timetable(providers=(OFFICER,)),
    )
    made = draft(world, outline(candidate(requirement("rar"))), OFFICE_HOURS)
    schedules = [
        Schedule(months=length, attended={"contact/appointment": (5,)}) for length in (1, 2, 3)
    ]
    asked = balance([months.post], ("seriousness.order-months",), [(made, schedules)])
    assert agreed(asked, 0, 1)
    assert asked.answers == tuple(int(length in departing) for length in (1, 2, 3))


def test_the_order_is_as_long_as_a_programme_asks():
    entry = programme("p", leg(sessions=exactly(1)), order_months=2)
    group = cohort("p", 29, 30, 31, 60, 61)
    world = facts(entries=[requirement("programme"), entry], timetable=timetable(groups=(group,)))
    found = unrolled(entry, group, facts=world)
    held = outline(
        candidate(requirement("programme")),
        parts=[candidate(entry, carriers=("programme",), runs=found)],
        least_months=2,
    )
    schedules = [Schedule(months=length, runs={"p": run}) for length in (1, 2, 3) for run in found]
    assert agreed(balance([months.post], MONTHS, [(draft(world, held), schedules)]), None, 0)


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
    yield (
        draft(world, held, OFFICE_HOURS),
        [
            Schedule(runs={"p": run}, attended={"contact/appointment": chosen})
            for run in found
            for chosen in subsets((2, 4, 6, 7, 8, 9), 0, 1, 2, 3)
        ],
    )


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


def test_a_bound_one_off_in_the_menu_is_noticed():
    made, schedules, law = in_sequence("early", False, days=2, rules_days=3)
    assert balance([sequence.post], SEQUENCES, [(made, schedules)], law).differing
