"""The group that is missing: what is said of it is what a package with it loses."""

from attrs import evolve

from commands.knowing import facts_of
from models.commitments import Commitment, CommitmentKind, Shift
from models.timetable import Slot
from models.wishes import Wishes
from optimiser.candidates import candidates
from optimiser.counterfactual import missing_groups, with_missing
from optimiser.options import best_dated, propose
from optimiser.solve import Effort
from optimiser.wish_facts import apply
from tests.optimiser.wished import GROUPS, JOB, group, world


def by_day_only(*commitments, **more):
    """ASRO by day on Tuesdays, and another programme in the evening to show when groups meet."""
    facts = world(*commitments, **more)
    groups = (GROUPS[0], GROUPS[2])
    return evolve(facts, timetable=evolve(facts.timetable, groups=groups))


def missing(facts):
    return missing_groups(facts, propose(facts, effort=20.0).options[0], effort=20.0)


def with_group(facts, one):
    groups = (*facts.timetable.groups, one.group)
    return evolve(facts, timetable=evolve(facts.timetable, groups=groups))


def test_an_evening_group_on_its_own_weekday_would_lose_no_work():
    (found,) = missing(by_day_only())
    # Two Tuesdays by day take two hours and an hour of travel each. Groups of the region are
    # over by 20:00: the evening nearest the group's own time that leaves work alone is 17:30.
    assert (found.before, found.after) == (2 * 180, 0)
    assert found.group.slots == (Slot(1, 1050, 1170),)
    assert found.group.venue == "office"
    assert found.instead_of == "asro-tue-day"


def test_what_is_said_holds_when_the_region_is_asked_again_with_the_group():
    facts = by_day_only()
    (found,) = missing(facts)
    widened = with_group(facts, found)
    again = best_dated(widened, candidates(widened), Effort(20.0))
    assert again.measures.work == found.after
    assert {part.group for part in again.package.parts} == {found.group.id}


def test_a_group_may_be_missing_beside_the_one_that_is_wished_for():
    (found,) = missing(apply(world(), Wishes(groups=("asro-tue-day",))))
    assert (found.before, found.after) == (2 * 180, 0)
    assert found.instead_of == "asro-tue-day"


def test_nothing_is_missing_where_no_group_takes_work():
    assert missing(world()) == ()


def test_a_group_that_would_only_lose_less_says_how_much():
    # Work on every day till 19:00 and from then a firm engagement but on Tuesdays, when an
    # hour before 19:00 is lost: from 18:00 to 20:00 with the way there, 90 minutes.
    day_job = evolve(JOB, shifts=tuple(Shift(weekday, 480, 1140) for weekday in range(7)))
    busy = tuple(Shift(weekday, 1140, 1320) for weekday in range(7) if weekday != 1)
    choir = Commitment(CommitmentKind.WORSHIP, True, "Choir", shifts=busy)
    facts = by_day_only(day_job, choir)
    (found,) = missing(facts)
    assert (found.before, found.after) == (2 * 180, 2 * 90)
    assert found.group.slots == (Slot(1, 1080, 1200),)


def test_two_groups_may_be_missing_one_after_the_other():
    facts = by_day_only(asked=("asro", "tsp"))
    morning = group("tsp-fri-day", "tsp", 4, 600)
    show = group("other-wed-eve", "other", 2, 1080)
    groups = (GROUPS[0], morning, show)
    facts = evolve(facts, timetable=evolve(facts.timetable, groups=groups))
    first, second = missing(facts)
    assert (first.before, first.after) == (720, 360)
    assert (second.before, second.after) == (360, 0)
    assert {first.group.programme, second.group.programme} == {"asro", "tsp"}


def test_it_is_said_of_the_first_option():
    answer = with_missing(propose(by_day_only(), effort=20.0))
    assert [one.after for one in answer.options[0].missing] == [0]


def test_no_group_is_said_to_be_missing_beside_one_that_does_not_exist():
    facts, _ = facts_of("shopkeeper-unpaid-work", None, None)
    found = missing_groups(facts, propose(facts).options[0])
    assert [one.instead_of for one in found] == ["housing-derby-tue-day"]
