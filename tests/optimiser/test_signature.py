"""What is truly different to an officer, and what is the same again."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from models.case import Answer, Ask, Sentence, Seriousness, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.entry import Delivery, Stage
from models.facts import Facts
from models.findings import Finding, Verdict
from models.moments import local
from models.package import OrderTerms, PlannedSession
from models.timetable import Group, Intake, Project, Provider, Slot
from optimiser.options import propose
from optimiser.signature import half_day, signature
from tests.models.rules.build import (
    START,
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    package,
    planned,
    programme,
    requirement,
    session,
    timetable,
)
from tests.optimiser.working import COMMUNITY, working

RAR = requirement("rar", units=("days",))


def talking(*groups: Group, sessions: int = 1) -> Facts:
    talk = intervention("talks", leg(sessions=exactly(sessions)))
    return facts(
        COMMUNITY,
        entries=[RAR, talk],
        case=case(
            sentence=Sentence(
                seriousness=Seriousness.MEDIUM, fine=Answer.YES, asks=(Ask("rar", Terms(days=3)),)
            ),
            commitments=(
                Commitment(CommitmentKind.WORK, False, "job", shifts=(Shift(1, 600, 720),)),
            ),
        ),
        timetable=timetable(groups=groups),
        findings=[Finding(code, Verdict.SUITABLE, ()) for code in ("rar", "talks")],
    )


def meeting(weekdays: tuple[int, ...], start: int, *starts: int) -> Group:
    slots = tuple(Slot(weekday, start, start + 60) for weekday in weekdays)
    return Group(
        f"talks-{start}", "talks", "office", slots, START, day(60), Intake.CLOSED, 9,
        starts=tuple(map(day, starts)),
    )  # fmt: skip


def test_the_same_group_another_week_is_not_new():
    # It starts on day 1 or day 8, both Tuesdays; the second is later and better in nothing.
    answer = propose(talking(meeting((1,), 600, 1, 8)), 5)
    assert len(answer.options) == 1
    assert answer.closed


def test_nor_is_it_begun_on_another_of_its_weekdays():
    # One talk on Tuesday (day 1, in the job's hours) or on Thursday (day 3, free of them).
    answer = propose(talking(meeting((1, 3), 600, 1, 3)), 5)
    # The talk of an hour from 10 to 11; with half an hour's way, 10 to 11:30 meets the job.
    assert [(o.measures.work, o.measures.last_day) for o in answer.options] == [(0, 3)]
    assert answer.closed


def test_another_group_of_the_same_programme_is_new():
    # On Thursday nothing is lost, on Tuesday, two days sooner, 90 minutes.
    answer = propose(talking(meeting((1,), 600, 1), meeting((3,), 660, 3)), 5)
    assert [(o.measures.work, o.measures.last_day) for o in answer.options] == [(0, 3), (90, 1)]
    assert answer.closed


def test_another_half_day_of_the_same_weekday_is_new():
    # The same project has a morning and an afternoon: work begun at 9 loses, begun at 13 not.
    slots = (Slot(1, 540, 900), Slot(1, 780, 1140))
    garden = Project("garden", "Garden", "office", slots, day(1), day(1), 9)
    world = evolve(working(60), timetable=timetable(projects=(garden,)))
    best = propose(world, 5).options[0].package
    morning = [
        evolve(s, start=s.start.replace(hour=9), end=s.end.replace(hour=15)) for s in best.sessions
    ]
    assert [s.start.hour for s in best.sessions] == [13]
    moved = evolve(best, sessions=tuple(morning))
    assert signature(world, moved) != signature(world, best)


def one_to_one(*hours: Slot) -> Facts:
    """Two talks alone with a worker."""
    seen = leg("main", Stage.MAIN, Delivery.APPOINTMENT, exactly(2), exactly(60), with_="worker")
    worker = Provider("w", "w", "office", ("worker",), hours, first=day(1), last=day(12))
    world = talking()
    talk = intervention("talks", seen)
    return evolve(
        world,
        menu=evolve(world.menu, entries={"rar": RAR, "talks": talk}),
        timetable=timetable(providers=(worker,)),
    )


def test_a_morning_lasts_until_noon():
    # Day 8 is a Tuesday: a minute before twelve, and twelve.
    before, at = session("rar", 8, "11:59"), session("rar", 8, "12:00")
    assert [half_day(before), half_day(at)] == [(1, "morning"), (1, "afternoon or evening")]


def test_of_two_half_days_with_as_many_sessions_the_earlier_weekday_is_the_usual_one():
    world = one_to_one(Slot(1, 900, 960), Slot(3, 900, 960))
    best = propose(world, 1).options[0].package
    tuesday, other = best.sessions
    assert [s.start.weekday() for s in best.sessions] == [1, 1]

    def on(first: int, second: int) -> object:
        moved = (
            evolve(tuesday, start=day_at(first, 15), end=day_at(first, 16)),
            evolve(other, start=day_at(second, 15), end=day_at(second, 16)),
        )
        return signature(world, evolve(best, sessions=moved))

    # Twice on Tuesday (days 1, 8) or once there and once on Thursday (day 3 or 10): Tuesday.
    assert on(1, 8) == signature(world, best)
    assert on(1, 3) == on(1, 8)
    assert on(3, 8) == on(1, 8)
    assert on(3, 10) != on(1, 8)


OTHERS = facts(
    entries=[
        RAR,
        requirement("mhtr", stream="treatment"),
        requirement("unpaid-work", stream="unpaid-work", units=("hours",)),
        intervention("talks"),
        intervention("advice"),
        programme("course"),
    ]
)
AT = {"talks": "rar", "advice": "rar", "course": "programme", "contact": "order"}


def attending(*held: tuple[str, int], more: Iterable[PlannedSession] = ()) -> object:
    """The signature of a package in which parts are attended at 10 in the morning on these days."""
    found = [session(part, offset, requirement=AT.get(part, "")) for part, offset in held]
    parts = sorted({part for part, _ in held} & {"talks", "advice"})
    return signature(OTHERS, package(planned("rar", *parts, days=3), sessions=(*found, *more)))


TUESDAY, THURSDAY = 1, 3


def test_interventions_of_rar_are_one_stream():
    # Two of three on a Tuesday (days 1 and 8): it is the same whichever talk the third is of.
    mostly = attending(("talks", TUESDAY), ("talks", TUESDAY + 7), ("advice", THURSDAY))
    assert mostly == attending(("talks", TUESDAY), ("talks", THURSDAY), ("advice", TUESDAY + 7))
    # One of three: another usual day. One of two: the earlier weekday.
    assert mostly != attending(("talks", TUESDAY), ("talks", THURSDAY), ("advice", THURSDAY + 7))
    assert mostly == attending(("talks", TUESDAY), ("advice", THURSDAY))


def test_each_stream_has_a_half_day_of_its_own():
    # Two activities on Tuesdays; of the officer, the treatment, the one-to-ones of a programme and
    # the unpaid work the first lies on a Tuesday or on a Thursday.
    base = ("talks", TUESDAY), ("talks", TUESDAY + 7)
    for part in ("contact", "mhtr", "course", "unpaid-work"):
        on = [attending(*base, (part, offset)) for offset in (TUESDAY, TUESDAY + 7, THURSDAY)]
        assert on[0] == on[1] != on[2]
        assert on[0] != attending(*base)


def test_the_legs_of_a_treatment_are_one_stream():
    def treated(*legs: tuple[str, int]) -> object:
        return attending(more=[session("mhtr", offset, leg=leg) for leg, offset in legs])

    # Preparation, two appointments: two of three on a Tuesday whichever they are.
    mostly = treated(("before", TUESDAY), ("main", TUESDAY + 7), ("main", THURSDAY + 7))
    assert mostly == treated(("before", THURSDAY), ("main", TUESDAY + 7), ("main", TUESDAY + 14))
    assert mostly != treated(("before", TUESDAY), ("main", THURSDAY), ("main", THURSDAY + 7))


def test_sessions_of_a_group_are_of_no_stream():
    alone = "talks", TUESDAY
    met = [[session("talks", THURSDAY + 7 * n, kind="group") for n in range(3)], []]
    assert attending(alone, more=met[0]) == attending(alone, more=met[1])


def test_another_intervention_at_the_same_times_is_new():
    assert attending(("talks", TUESDAY)) != attending(("advice", TUESDAY))


def day_at(offset: int, hour: int) -> datetime:
    return local(day(offset), 60 * hour)


def test_the_order_s_length_counts_by_half_years_where_no_row_suggests_one():
    world = working(0)
    best = propose(world, 1).options[0].package

    def lasting(months: int) -> object:
        order = OrderTerms(best.order.kind, months, best.order.start, best.order.end)
        return signature(world, evolve(best, order=order))

    assert lasting(1) == lasting(6)
    assert lasting(7) != lasting(6)
    assert lasting(7) == lasting(12)
