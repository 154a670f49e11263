"""What an option is called, and what it is said to trade, beside the first."""

import pytest
from attrs import evolve

from models.allowed_loss import AllowedLoss
from models.case import Need, Purpose, Terms
from models.package import PlannedRequirement
from models.timetable import Project, Slot
from optimiser.options import propose
from optimiser.present import named
from optimiser.results import NeedStatus, Options
from optimiser.trading import trade
from tests.models.rules.build import day, timetable
from tests.optimiser.working import working


def listed(lost: int) -> Options:
    # Saturday loses nothing and ends on day 5; Tuesday loses `lost` minutes and ends on day 1.
    return propose(working(lost), 5, loss=AllowedLoss(work_minutes=lost))


def test_an_option_is_named_by_what_it_is_best_at_and_trades_in_hours():
    first, second = listed(125).options
    assert (first.name, second.name) == ("best by the usual order of aims", "soonest finished")
    # 125 minutes are 2 h 5 min; from day 5 to day 1 are 4 days.
    assert second.trade == "4 fewer days to the last session, but 2 h 5 min more work lost"


def test_one_best_at_nothing_is_named_by_what_it_betters_in_the_first():
    # Tuesday (day 1), Thursday (day 3) and Saturday (day 5): the later, the less work is lost.
    days = (Slot(1, 540, 900), Slot(3, 540, 900), Slot(5, 540, 900))
    garden = Project("garden", "Garden", "office", days, day(1), day(5), 9)
    world = working(120)
    [job] = world.case.commitments
    [tuesday] = job.shifts
    thursday = evolve(tuesday, weekday=3, end=tuesday.start + 60)
    world = evolve(
        world,
        case=evolve(world.case, commitments=(evolve(job, shifts=(tuesday, thursday)),)),
        timetable=timetable(projects=(garden,)),
    )
    names = [option.name for option in propose(world, 5, loss=AllowedLoss(120)).options]
    assert names == [
        "best by the usual order of aims",
        "soonest finished",
        "sooner finished than the first",
    ]


def test_options_that_add_the_same_are_told_apart_by_what_each_betters_in_the_other():
    first, second = listed(125).options
    days = PlannedRequirement("curfew", Terms(months=1))

    def adding(place, **measures):
        return evolve(
            second,
            id=f"option-{place}",
            package=evolve(second.package, requirements=(*second.package.requirements, days)),
            measures=evolve(first.measures, waiting=first.measures.waiting + place, **measures),
        )

    # More of something than the first each, so that none is best at anything among all.
    far = first.measures.travel
    others = [
        adding(2, travel=far + 9, practice=2),
        adding(3, travel=far + 6, practice=2),
        adding(4, travel=far + 7, practice=1),
        adding(5, travel=far + 8, practice=0, conditions=1),
    ]
    names = [one.name for one in named(working(125), (first, *others))]
    assert names[1:] == [
        "with curfew",
        "with curfew, less travel than option 2",
        "with curfew, fewer departures from guidance than option 2",
        "with curfew, fewer departures from guidance than option 3",
    ]


def needing(option, *met, unserved=()):
    """The option with two needs, of which it meets these, and purposes it doesn't serve."""
    needs = (Need.THINKING, Need.ETE)
    statuses = tuple(NeedStatus(need, ("course",) if need in met else ()) for need in needs)
    return evolve(option, needs=statuses, purposes_unserved=unserved)


def test_needs_and_purposes_given_up_are_named():
    first, second = listed(125).options
    whole = needing(first, Need.THINKING, Need.ETE)
    less = needing(second, Need.ETE, unserved=(Purpose.PUNISHMENT,))
    assert trade(less, whole) == (
        "4 fewer days to the last session, but the need thinking not addressed; "
        "punishment not served; 2 h 5 min more work lost"
    )
    assert trade(whole, less) == (
        "the need thinking addressed; punishment served; 2 h 5 min less work lost, "
        "but 4 more days to the last session"
    )
    ete = needing(first, Need.THINKING)
    assert trade(ete, whole) == "education, training and employment not addressed"


def test_what_is_still_to_be_settled_is_traded_too():
    first, second = listed(125).options
    settled = evolve(second, measures=evolve(first.measures, conditions=1))
    assert trade(settled, first) == "1 more thing still to be settled"
    assert trade(first, first) == "The same in every measure, with other groups or times."


@pytest.mark.parametrize(
    ("attendances", "attended", "said"),
    [
        (-1, -60, "1 fewer attendance"),
        (-1, 0, "1 fewer attendance"),
        (-1, 60, "1 fewer attendance, but 1 h more time attended"),
        (0, 60, "1 h more time attended"),
    ],
)
def test_time_attended_is_said_where_attendances_do_not_say_it(attendances, attended, said):
    first, _ = listed(125).options
    held = first.measures
    other = evolve(
        held, attendances=held.attendances + attendances, attended=held.attended + attended
    )
    assert trade(evolve(first, measures=other), first) == said


def test_of_options_none_of_which_beats_another_each_gives_something_up():
    for option in listed(125).options[1:]:
        assert "more" in option.trade or " not " in option.trade
