"""What an option is called, and what it is said to trade, beside the first."""

from attrs import evolve

from models.allowed_loss import AllowedLoss
from models.timetable import Project, Slot
from optimiser.options import propose
from optimiser.results import Options
from tests.models.rules.build import day, timetable
from tests.optimiser.working import working


def listed(lost: int) -> Options:
    # Saturday loses nothing and ends on day 5; Tuesday loses `lost` minutes and ends on day 1.
    return propose(working(lost), 5, loss=AllowedLoss(work_minutes=lost))


def test_an_option_is_named_by_what_it_is_best_at_and_trades_in_hours():
    first, second = listed(125).options
    assert (first.name, second.name) == ("first by the aims in order", "soonest finished")
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
        "first by the aims in order",
        "soonest finished",
        "sooner finished than the first",
    ]
