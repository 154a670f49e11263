"""An audit: what breaks the law, what only a guide, and whether the package alone can be dated."""

from datetime import date, datetime, timedelta

import pytest
from attrs import evolve

from models.case import Answer, ExistingOrder, Seriousness, Terms
from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.moments import LONDON, last_day
from models.package import CurfewRow, OrderTerms, Override, Package, PlannedPart, PlannedRequirement
from models.suitability import findings
from optimiser.audit import audit
from optimiser.options import propose
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

REGION = read_timetable("east-midlands").timetable


def facts_of(name: str, fine: Answer = Answer.NO) -> Facts:
    shipped = read_case(name).case
    sentence = evolve(
        shipped.sentence, asks=(), fine=fine, seriousness=Seriousness.MEDIUM, months=None
    )
    case = evolve(shipped, sentence=sentence)
    on_offer = menu(load(), case)
    return Facts(case, on_offer, REGION, findings(case, on_offer))


def package(facts: Facts, months: int, *held: PlannedRequirement, **more: object) -> Package:
    start: date = facts.today
    order = OrderTerms(facts.case.sentence.kind, months, start, last_day(start, months))
    return Package(order, held, **more)  # type: ignore[arg-type]


def work(hours: int) -> PlannedRequirement:
    return PlannedRequirement("unpaid-work", Terms(hours=hours))


@pytest.mark.parametrize(
    ("hours", "verdict", "breaks_law"),
    [
        (39, "not lawful", True),
        (79, "not deliverable", False),  # under the band of medium seriousness, 80 to 150
        (80, "lawful", False),
        (151, "not deliverable", False),
        (301, "not lawful", True),
    ],
)
def test_a_band_is_no_law_and_a_bound_is(hours, verdict, breaks_law):
    facts = facts_of("football-violence")
    found = audit(facts, package(facts, 12, work(hours)))
    assert (found.verdict, found.breaks_law) == (verdict, breaks_law)


def test_a_verdict_says_which_unchecked_figures_it_leans_on():
    # The bands from 1 September 2025 rest on the guide of 2017, whose successor was not seen.
    facts = facts_of("football-violence")
    found = audit(facts, package(facts, 12, work(80)))
    assert "At medium seriousness 80 to 150 hours. (dlnr-2017 3.1)" in found.unverified
    assert not any("sixteen weeks" in said for said in found.unverified)


@pytest.mark.parametrize(("left", "warned"), [(0, 0), (180, 0), (181, 1)])
def test_hours_outstanding_beside_new_ones_are_warned_of_and_fault_nothing(left, warned):
    # 180 + 120 = 300.
    facts = facts_of("football-violence")
    running = (ExistingOrder(unpaid_work_hours_outstanding=left),)
    facts = evolve(facts, case=evolve(facts.case, existing=running))
    found = audit(facts, package(facts, 12, work(120)))
    assert found.verdict == "lawful"
    assert sum("outstanding" in said for said in found.assumptions) == warned


def test_a_providers_least_length_is_no_law():
    facts = facts_of("farm-worker-thinking-skills")
    held = PlannedRequirement("programme", Terms(days=19), parts=(PlannedPart("tsp"),))
    found = audit(facts, package(facts, 8, held, work(80)))
    assert [fault.rule for fault in found.faults] == ["duration.programme"]
    assert (found.verdict, found.breaks_law) == ("not deliverable", False)


def test_the_package_is_dated_alone_and_with_its_override():
    facts = facts_of("football-violence")
    reason = Override("order.punishment", "Terminal illness")
    held = PlannedRequirement("rar", Terms(days=20), parts=(PlannedPart("anger"),))
    found = audit(facts, package(facts, 6, held, overrides=(reason,)))
    assert (found.verdict, found.schedulable) == ("lawful", True)
    assert found.schedule is not None
    assert found.schedule.package.codes == ("rar", "anger")


@pytest.fixture(scope="module")
def planned() -> tuple[Facts, Package]:
    """A shipped case with a group and a curfew, and its first option."""
    read = read_case("farm-worker-thinking-skills").case
    on_offer = menu(load(), read)
    facts = Facts(read, on_offer, REGION, findings(read, on_offer))
    return facts, propose(facts, 1).options[0].package


def edited(package: Package, part: str, **more: object) -> Package:
    """The package with the first session of a part moved (`start`), or given or held elsewhere."""
    place = next(n for n, one in enumerate(package.sessions) if one.part == part)
    one = package.sessions[place]
    start = more.pop("start", one.start)
    moved = evolve(one, start=start, end=start + (one.end - one.start), **more)
    return evolve(
        package, sessions=(*package.sessions[:place], moved, *package.sessions[place + 1 :])
    )


def broken(facts: Facts, package: Package) -> set[str]:
    found = audit(facts, package)
    assert (found.verdict, found.breaks_law) == ("not deliverable", False)
    return {fault.rule for fault in found.faults}


@pytest.mark.parametrize(
    ("part", "change", "rule"),
    [
        ("contact", {"start": datetime(2026, 8, 23, 3, tzinfo=LONDON)}, "openings.hours"),
        ("contact", {"start": datetime(2026, 8, 31, 11, tzinfo=LONDON)}, "closures.shut"),
        ("contact", {"venue": "x-nowhere"}, "openings.offered"),
        ("contact", {"provider": "x-nobody"}, "openings.offered"),
        ("tsp", {"venue": "x-nowhere"}, "openings.group"),
    ],
)
def test_an_option_edited_against_the_timetable_cannot_be_delivered(planned, part, change, rule):
    facts, package = planned
    assert audit(facts, package).faults == ()
    assert rule in broken(facts, edited(package, part, **change))


def test_a_curfew_over_firm_prayers_cannot_be_delivered(planned):
    facts, package = planned
    prayers = Commitment(CommitmentKind.WORSHIP, firm=True, shifts=(Shift(4, 1230, 1320),))
    case = evolve(facts.case, commitments=(*facts.case.commitments, prayers))
    rows = tuple(CurfewRow(weekday, 1200, 1740, "home") for weekday in range(7))
    assert broken(evolve(facts, case=case), evolve(package, curfew=rows)) == {"curfew.firm"}


def test_a_requirement_before_its_order_is_unlawful(planned):
    facts, package = planned
    first, *others = package.requirements
    early = evolve(first, start=facts.today - timedelta(days=1))
    found = audit(facts, evolve(package, requirements=(early, *others)))
    assert (found.verdict, found.breaks_law) == ("not lawful", True)
