"""How much more of an amount fits: held to what the optimiser finds where the court fixes it."""

import pytest
from attrs import evolve

from models.case import Answer, Ask, Sentence, Seriousness, Terms
from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.dated import Bound
from models.facts import Facts
from models.findings import Finding, Verdict
from models.suitability import findings
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.ranges import ranges
from optimiser.solve import Effort
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable
from tests.models.rules.build import case, exactly, facts, requirement, row, timetable

CATALOGUE = load()
THROUGH_WORK = 5
CURFEW = requirement("curfew", stream="curfew", units=("hours-a-day", "months"))


def shipped(name: str, **sentence: object) -> Facts:
    """A shipped case with something else said of the sentence."""
    read = read_case(name, frozenset(CATALOGUE.codes))
    known = evolve(read.case, sentence=evolve(read.case.sentence, **sentence))
    held = menu(CATALOGUE, known)
    region = read_timetable(read.timetable, CATALOGUE.entry).timetable
    return Facts(known, held, region, findings(known, held))


def best(world: Facts):
    found = best_dated(world, candidates(world), Effort(60.0))
    assert found is not None
    return found


def found(world: Facts) -> dict[tuple[str, str], tuple[int, int, bool]]:
    spans = ranges(world, best(world), Effort(2.0))
    return {(one.requirement, one.unit): (one.amount, one.highest, one.proved) for one in spans}


def test_the_order_beside_a_rar_may_last_as_long_as_its_row():
    # OGRS below 50: an order of 6 to 12 months.
    world = shipped("anger-and-late-shifts")
    assert found(world)["order", "months"] == (6, 12, True)
    aims = best(world).measures.vector[:THROUGH_WORK]
    fixed = {
        months: best(shipped("anger-and-late-shifts", months=months)).measures.vector[:THROUGH_WORK]
        for months in (9, 12, 13)
    }
    assert [fixed[months] == aims for months in (9, 12, 13)] == [True, True, False]


def test_an_order_the_court_fixed_has_no_range():
    assert ("order", "months") not in found(shipped("anger-and-late-shifts", months=9))


def test_hours_at_a_centre_fit_as_far_as_the_law_where_no_band_is_known():
    # 12 to 36 hours, three a week: twelve weeks inside an order already that long.
    world = shipped("attendance-centre-2017", seriousness=None)
    asks = tuple(
        evolve(ask, terms=Terms()) if ask.requirement == "attendance-centre" else ask
        for ask in world.case.sentence.asks
    )
    world = evolve(world, case=evolve(world.case, sentence=evolve(world.case.sentence, asks=asks)))
    amount, highest, proved = found(world)["attendance-centre", "hours"]
    assert (amount, highest, proved) == (12, 36, True)
    longest = tuple(
        evolve(ask, terms=Terms(hours=36)) if ask.requirement == "attendance-centre" else ask
        for ask in asks
    )
    fixed = evolve(world.case, sentence=evolve(world.case.sentence, asks=longest))
    aims = best(world).measures.vector[:THROUGH_WORK]
    assert best(evolve(world, case=fixed)).measures.vector[:THROUGH_WORK] == aims


OPEN = Terms()


def curfew(first_day: int, asked: Terms = OPEN) -> Facts:
    """A curfew of 1 to 3 months; from a day in April on work at every hour."""
    sentence = Sentence(
        seriousness=Seriousness.MEDIUM, fine=Answer.YES, asks=(Ask("curfew", asked),)
    )
    work = Commitment(
        CommitmentKind.WORK,
        False,
        starts=case().dates.sentence.replace(month=4, day=first_day),
        shifts=tuple(Shift(weekday, 0, 24 * 60) for weekday in range(7)),
    )
    return facts(
        row("order", "months", Bound(None, 3), kind="community-order"),
        row("curfew", "months", Bound(1, 3), seriousness="medium"),
        row("curfew", "hours-a-day", Bound(2, 16)),
        row("load", "attendances-a-day", Bound(None, 2)),
        row("load", "contact-minutes", exactly(30)),
        row("curfew-default", "hours", exactly(10)),
        row("curfew-default", "start", "19:00"),
        entries=[CURFEW],
        case=case(sentence=sentence, commitments=(work,)),
        timetable=timetable(),
        findings=[Finding("curfew", Verdict.SUITABLE)],
    )


@pytest.mark.parametrize("first_day", [3, 30])
def test_a_curfew_fits_until_it_takes_work(first_day):
    # One month ends on 1 April, two on 1 May: they would run into work by day and night.
    world = curfew(first_day)
    assert found(world)["curfew", "months"] == (1, 1, False)
    two = best(curfew(first_day, Terms(months=2))).measures
    assert two.work > best(world).measures.work


def test_a_curfew_that_never_meets_work_fits_to_the_end_of_its_band():
    world = curfew(30)
    free = evolve(world, case=evolve(world.case, commitments=()))
    assert found(free)["curfew", "months"] == (1, 3, True)


def test_treatment_may_last_as_long_as_the_row_of_the_rar_beside_it():
    # MHTR: six to thirty-six months; OGRS below 50: an order of at most twelve.
    world = shipped("mental-health-treatment", months=None)
    amount, highest, _ = found(world)["mhtr", "months"]
    assert (amount, highest) == (6, 12)


def test_rar_days_fit_from_what_is_scheduled_up_never_below_the_band():
    # OGRS 75 and above: 20 to 60 days; fewer than 20 would depart from it.
    world = shipped("opiate-user-drug-rehabilitation")
    spans = ranges(world, best(world), Effort(2.0))
    rar = next(one for one in spans if one.requirement == "rar")
    assert (rar.lowest, rar.amount, rar.highest) == (20, 20, 60)


def test_a_curfew_whose_months_are_not_known_is_planned_and_checked_alike():
    # Without the sentence there is no seriousness, so no band to take the months from.
    world = shipped("excluded-and-tagged")
    world = evolve(world, case=evolve(world.case, sentence=Sentence()))
    assert best(world).measures.curfew > 0
