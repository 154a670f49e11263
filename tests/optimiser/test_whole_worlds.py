"""Whole worlds at the edges: nothing attended, nothing possible, the least the law allows."""

import pytest
from attrs import evolve

from models.case import Answer, Ask, OrderKind, Sentence, Seriousness, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.entry import Delivery, Stage
from models.facts import Facts
from models.findings import Finding, Verdict
from models.timetable import Group, Intake, Project, Provider, Slot, Venue
from optimiser.candidates import candidates
from optimiser.dating import Dated
from optimiser.options import best_dated
from optimiser.solve import Effort
from tests.models.rules.build import (
    START,
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

COMMUNITY = row("order", "months", Bound(None, 2), kind="community-order")
CURFEW = requirement("curfew", stream="curfew", units=("hours-a-day", "months"))
RESIDENCE = requirement("residence", units=("months",))
WORK = requirement("unpaid-work", stream="unpaid-work", units=("hours",))


def best(world: Facts) -> Dated | None:
    return best_dated(world, candidates(world), Effort(60.0))


def asked(ask: Ask, **more: object) -> Sentence:
    held: dict[str, object] = {"seriousness": Seriousness.MEDIUM, "fine": Answer.YES, **more}
    return Sentence(asks=(ask,), **held)  # type: ignore[arg-type]


def suitable(code: str) -> list[Finding]:
    return [Finding(code, Verdict.SUITABLE)]


def test_a_curfew_with_no_officer_to_see_lacks_its_first_contact():
    world = facts(
        COMMUNITY,
        should("contact", "first-days", Bound(None, 5)),
        row("curfew-default", "start", "19:00"),
        entries=[CURFEW],
        case=case(sentence=asked(Ask("curfew", Terms(months=1, hours_a_day=10)))),
        findings=suitable("curfew"),
    )
    found = best(world)
    assert found is not None
    # Nothing is attended; 31 nights of 10 hours by the clock, which goes on by one on 29 March.
    assert found.measures.vector == (0, 0, 0, 1, 0, 0, 0, 0, 1, 31 * 600)


def test_unpaid_work_that_meets_a_firm_commitment_every_day_is_impossible():
    firm = Commitment(
        CommitmentKind.CARING, True, shifts=tuple(Shift(weekday, 600, 660) for weekday in range(7))
    )
    garden = Project("garden", "g", "office", (Slot(1, 540, 900),), START, day(60), 9)
    world = facts(
        COMMUNITY,
        entries=[WORK],
        case=case(sentence=asked(Ask("unpaid-work", Terms(hours=6))), commitments=(firm,)),
        timetable=timetable(projects=(garden,)),
        findings=suitable("unpaid-work"),
    )
    assert best(world) is None
    # The same day is free where the commitment is on another.
    other = evolve(firm, shifts=(Shift(2, 600, 660),))
    free = evolve(world, case=evolve(world.case, commitments=(other,)))
    assert best(free) is not None


def test_supervision_is_no_shorter_than_the_law_has_it():
    world = facts(
        row("order", "supervision-months", Bound(6, 24), kind="suspended-sentence-order"),
        entries=[RESIDENCE],
        case=case(
            sentence=asked(
                Ask("residence", Terms(months=6)),
                kind=OrderKind.SUSPENDED_SENTENCE_ORDER,
                operational_months=12,
            )
        ),
        findings=suitable("residence"),
    )
    found = best(world)
    assert found is not None
    assert found.package.order.months == 6


def test_supervision_of_short_work_is_as_long_as_the_law_has_it():
    garden = Project("garden", "g", "office", (Slot(1, 540, 900),), START, day(400), 9)
    world = facts(
        row("order", "supervision-months", Bound(6, 24), kind="suspended-sentence-order"),
        entries=[WORK],
        case=case(
            sentence=asked(
                Ask("unpaid-work", Terms(hours=12)),
                kind=OrderKind.SUSPENDED_SENTENCE_ORDER,
                operational_months=12,
            )
        ),
        timetable=timetable(projects=(garden,)),
        findings=suitable("unpaid-work"),
    )
    found = best(world)
    assert found is not None
    assert found.package.order.months == 6


@pytest.mark.parametrize(
    ("fixed", "departures"),
    [
        (3, 1),
        (4, 0),
        (6, 0),
        (7, 1),
    ],
)
def test_rar_days_the_court_fixed_outside_the_row_are_a_departure(fixed, departures):
    # The row is 4 to 6 days; one meeting of an hour is held, the other days are unallocated.
    meeting = leg("main", Stage.MAIN, Delivery.APPOINTMENT, exactly(1), exactly(60), with_="worker")
    rar, talk = requirement("rar", units=("days",)), intervention("talk", meeting)
    worker = Provider("w", "w", "office", ("worker",), (Slot(1, 600, 660),))
    world = facts(
        COMMUNITY,
        should("rar", "days", Bound(4, 6), ogrs=Bound(0, 49)),
        entries=[rar, talk],
        case=case(
            sentence=asked(Ask("rar", Terms(days=fixed))),
            assessments=evolve(case().assessments, ogrs3=20),
        ),
        timetable=timetable(providers=(worker,)),
        findings=[*suitable("rar"), *suitable("talk")],
    )
    found = best(world)
    assert found is not None
    assert departures == found.measures.proportionality


@pytest.mark.xfail(strict=True, reason="what contains an earlier outline is taken to be no better")
def test_a_talk_on_the_way_home_may_shorten_the_way():
    # The hall is 30 minutes from home; the office is 10 from both. Work alone: 30 + 30 = 60
    # minutes of travel; work and then the talk at the office: 30 + 10 + 10 = 50.
    garden = Project("garden", "g", "hall", (Slot(1, 540, 900),), day(1), day(1), 9)
    talk = Group(
        "talks", "talk", "office", (Slot(1, 910, 970),), START, day(60), Intake.CLOSED, 9,
        starts=(day(1),),
    )  # fmt: skip
    entries = [
        WORK,
        requirement("rar", units=("days",)),
        intervention("talk", leg(sessions=exactly(1))),
    ]
    world = facts(
        COMMUNITY,
        entries=entries,
        case=case(
            sentence=asked(Ask("unpaid-work", Terms(hours=6))), travel={"hall": 30, "office": 10}
        ),
        timetable=timetable(
            Venue("hall", "Hall"),
            Venue("office", "Office"),
            projects=(garden,),
            groups=(talk,),
            travel={("hall", "office"): 10},
        ),
        findings=[found for entry in entries for found in suitable(entry.code)],
    )
    found = best(world)
    assert found is not None
    assert found.measures.travel == 50
