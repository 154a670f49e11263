"""The made-up classes are what their file says: packages, runs, projects, windows, rotas, hours."""

from datetime import timedelta
from itertools import permutations

import pytest
from attrs import evolve

from benchmarks.classes import population
from benchmarks.greedy_alone import first_workable
from benchmarks.population import starts_to_join, world
from models.commitments import Commitment, CommitmentKind, Shift
from models.findings import Verdict
from models.moments import MINUTES_A_DAY
from models.timetable import Group, Intake, Slot
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.curfew import windows
from optimiser.days import Days
from optimiser.horizon import Horizon
from optimiser.outline import outlines
from optimiser.provision import projects
from optimiser.solve import Effort, least

CLASSES = [held.name for held in population().classes]
# A case of each request in each class, at each length of order.
FIRST = [
    (held.name, number)
    for held in population().classes
    for number in range(len(held.requests) * len(held.months))
]
SEVERAL = [(name, number) for name in CLASSES for number in range(12)]


def of(kind, number):
    made = world(kind, number)
    return population().of(kind), population().requests[made.request], made


def test_the_classes_are_those_of_the_issue():
    found = {held.name: (held.cases, held.packages) for held in population().classes}
    assert found == {"small": (50, 2), "medium": (50, 4), "large": (50, 9), "hard": (50, 9)}
    large, hard = population().of("large"), population().of("hard")
    assert (large.runs, large.projects, large.windows) == ((7, 12), 4, 4)
    assert (hard.runs, hard.projects, hard.windows) == ((7, 12), 4, 4)
    assert (hard.short_days, hard.attendances_a_week) == ((2, 3), 3)
    assert [held.name for held in population().classes if held.ordinary] == CLASSES[:3]


def test_a_request_has_as_many_packages_as_its_class_asks():
    for held in population().classes:
        for name in held.requests:
            found = population().requests[name].packages
            assert (found >= held.packages) if held.packages > 4 else (found == held.packages)


@pytest.mark.parametrize(("kind", "number"), FIRST)
def test_so_many_packages_answer_the_case(kind, number):
    held, request, made = of(kind, number)
    facts = made.facts()
    found = list(outlines(facts, candidates(facts)))
    answering = [outline for outline in found if outline.cost[:2] == found[0].cost[:2]]
    assert len(answering) == request.packages >= held.packages
    assert made.months in held.months


@pytest.mark.parametrize(("kind", "number"), FIRST)
def test_what_is_left_open_is_suitable_and_nothing_else_can_be_chosen(kind, number):
    _, request, made = of(kind, number)
    facts = made.facts()
    found = candidates(facts)
    assert set(found.parts) == {*request.programmes, *request.activities}
    verdicts = {code: part.finding.verdict for code, part in found.parts.items()}
    # A dependent drinker's activity for drinking is a bridge to treatment: referred.
    referred = {"alcohol-activity"} & set(request.activities) if request.dependent else set()
    assert {c for c, v in verdicts.items() if v is not Verdict.SUITABLE} == referred
    assert {r.finding.verdict for r in found.requirements.values()} == {Verdict.SUITABLE}


@pytest.mark.parametrize(("kind", "number"), SEVERAL)
def test_each_programme_can_be_joined_so_often_in_time(kind, number):
    held, request, made = of(kind, number)
    parts = candidates(made.facts()).parts
    low, high = held.runs
    for code in request.programmes:
        assert low <= len(parts[code].runs) <= high, code


@pytest.mark.parametrize(("kind", "number"), FIRST)
def test_projects_and_curfew_windows_to_choose_from(kind, number):
    held, _, made = of(kind, number)
    facts = made.facts()
    assert len(projects(facts)) == held.projects
    ask = made.case.ask_for("curfew")
    if ask is not None:
        nights = windows(facts, Horizon(facts.today, made.months), 2, ask.terms.hours_a_day)
        assert max(len(found) for found in nights.values()) >= held.windows
        assert all(nights.values())


@pytest.mark.parametrize("kind", CLASSES)
def test_rotas_of_one_two_and_four_weeks_and_nights_are_in_every_class(kind):
    lives = [world(kind, number).case.commitments for number in range(50)]
    work = [one for life in lives for one in life if one.kind is CommitmentKind.WORK]
    assert {one.cycle_weeks for one in work} == {1, 2, 4}
    nights = [
        one for one in work if any(shift.end > MINUTES_A_DAY for shift in one.shifts)
    ]  # fmt: skip
    assert {one.cycle_weeks for one in nights} == {1, 2, 4}
    assert not any(one.firm for one in work)


@pytest.mark.parametrize("number", range(12))
def test_hard_providers_are_open_two_or_three_short_days(number):
    for provider in world("hard", number).timetable.providers:
        assert len({hours.weekday for hours in provider.hours}) in (2, 3)
        assert all(3 <= (hours.end - hours.start) / 60 <= 4 for hours in provider.hours)


@pytest.mark.parametrize("kind", CLASSES)
def test_no_way_is_shorter_by_way_of_another_place(kind):
    timetable = world(kind, 0).timetable
    for one, other, third in permutations(timetable.venues, 3):
        direct = timetable.between(one, other)
        assert direct <= timetable.between(one, third) + timetable.between(third, other)
        home = timetable.venues[one].home_minutes["here"]
        assert home <= timetable.venues[other].home_minutes["here"] + direct


def test_a_case_follows_from_its_class_and_number():
    assert world("large", 3) == world("large", 3)
    assert world("large", 3).case != world("large", 7).case


def test_an_unknown_class_is_refused():
    with pytest.raises(KeyError):
        world("huge", 0)


@pytest.mark.parametrize(
    ("at", "starts"),
    [
        (600, 2),  # worship ends at 9:30, the way takes 30 minutes: ten o'clock is in time
        (599, 0),  # one minute early
    ],
)
def test_a_group_that_firm_hours_keep_the_person_from_cannot_be_joined(at, starts):
    made = world("small", 0)
    made = evolve(
        made,
        case=evolve(
            made.case,
            commitments=(
                Commitment(CommitmentKind.WORSHIP, True, shifts=(Shift(5, 480, 570),)),
                Commitment(CommitmentKind.WORK, False, shifts=(Shift(5, 0, 1440),)),
            ),
        ),
    )
    hall = evolve(made.timetable.venues["hall"], home_minutes={"here": 30})
    first = made.timetable.first
    group = Group(
        "tsp", "tsp", "hall", (Slot(5, at, at + 150),), first, first + timedelta(99),
        Intake.CLOSED, 9, starts=(first, first + timedelta(28)),
    )  # fmt: skip
    region = evolve(
        made.timetable, groups=(group,), venues={**made.timetable.venues, "hall": hall}
    )
    assert starts_to_join(evolve(made, timetable=region), "tsp") == starts
    assert starts_to_join(evolve(made, timetable=region), "engagement") == 1


def test_a_goal_of_time_lies_within_the_limit_of_its_classes():
    # Else a case at its limit could count as having met it.
    limits = {held.name: held.limit_seconds for held in population().classes}
    ordinary = min(held.limit_seconds for held in population().classes if held.ordinary)
    for goal in population().goals:
        if goal.percentile:
            assert goal.required < limits.get(goal.of, ordinary)


@pytest.mark.slow
@pytest.mark.parametrize("kind", CLASSES)
def test_every_case_has_a_package(kind):
    # Greedy's own is one, where it comes to one; else any dates of any package, whatever they cost.
    without = [
        number
        for number in range(population().of(kind).cases)
        if not possible(world(kind, number).facts())
    ]
    assert without == []


def possible(facts):
    planned = first_workable(facts)
    if planned is not None and planned.feasible:
        return True
    for outline in outlines(facts, candidates(facts)):
        draft = build(facts, outline, Days(facts), costed=False)
        if draft is not None and least(draft.model, (), effort=Effort(60.0)) is not None:
            return True
    return False
