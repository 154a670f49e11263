"""What a week of curfew takes at the least, through each window, against every choice of seven."""

from datetime import date
from itertools import pairwise, product
from random import Random
from types import SimpleNamespace

import pytest

from optimiser.attending import Slot
from optimiser.curfew import FREE, Window
from optimiser.curfew_floor import BEYOND, floor_of_curfew, weeks
from optimiser.curfew_weeks import DayMinutes, follows
from optimiser.horizon import Horizon

DAY, HOUR = 1440, 60
MINUTES = DayMinutes(2 * HOUR, 16 * HOUR)
NIGHTS = 27  # until the last night of four weeks from Monday 2 March 2026


def window(hour: int, hours: int, lost: int = 0) -> Window:
    return Window(lost, 0, hour * HOUR, (hour + hours) * HOUR, hours * HOUR)


def drawn(random: Random) -> dict[int, tuple[Window, ...]]:
    return {
        weekday: tuple(
            window(random.randrange(24), random.choice((8, 12)), random.randrange(10))
            for _ in range(random.choice((2, 3)))
        )
        for weekday in range(7)
    }


def of_every_week(offered, *, left=None) -> dict[tuple[int, int], int]:
    """The least of all weeks through each window, by its weekday and place."""
    found: dict[tuple[int, int], int] = {}
    places = left or {weekday: range(len(held)) for weekday, held in offered.items()}
    for chosen in product(*(places[weekday] for weekday in range(7))):
        week = [offered[weekday][place] for weekday, place in enumerate(chosen)]
        if all(follows(one, other, MINUTES) for one, other in pairwise([*week, week[0]])):
            lost = sum(one.lost for one in week)
            for at in enumerate(chosen):
                found[at] = min(found.get(at, lost), lost)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_through_each_window_goes_the_least_of_all_weeks_with_it(seed):
    offered = drawn(Random(seed))
    expected = of_every_week(offered)
    through = weeks(offered, MINUTES).through({d: range(len(h)) for d, h in offered.items()})
    for weekday, held in offered.items():
        for place in range(len(held)):
            least = through[weekday][place]
            assert expected.get((weekday, place)) == (None if least >= BEYOND else least)


@pytest.mark.parametrize("seed", range(20))
def test_of_windows_left_the_least_is_of_weeks_of_these_alone(seed):
    random = Random(seed)
    offered = drawn(random)
    left = {day: sorted(random.sample(range(len(held)), 2)) for day, held in offered.items()}
    expected = of_every_week(offered, left=left)
    through = weeks(offered, MINUTES).through(left)
    for weekday, places in left.items():
        for place, least in zip(places, through[weekday], strict=True):
            assert expected.get((weekday, place)) == (None if least >= BEYOND else least)


def test_a_day_left_free_takes_nothing_and_leaves_room():
    """Six nights of 7 minutes, and on Sunday a free day: 42, or 49 with Sunday's own window."""
    offered = {day: (window(19, 12, 7), *[FREE] * (day == 6)) for day in range(7)}
    through = weeks(offered, MINUTES).through({d: range(len(h)) for d, h in offered.items()})
    assert through[6] == [49, 42]
    assert through[0] == [42]


def test_a_weekday_without_a_window_holds_no_week():
    offered = {day: (window(19, 12),) if day else () for day in range(7)}
    assert weeks(offered, MINUTES).through({d: range(len(h)) for d, h in offered.items()})[1] == [
        BEYOND
    ]


def beside(*days: int, at: int, until: int, runs: int = 1) -> SimpleNamespace:
    """A draft with a group that meets on some days, half an hour from home, in so many runs."""
    horizon, slot = Horizon(date(2026, 3, 2), 1), Slot(at, until, "office")
    meetings = tuple(SimpleNamespace(day=horizon.date(day)) for day in days)
    choice = SimpleNamespace(run=SimpleNamespace(meetings=meetings, group=SimpleNamespace(id="g")))
    return SimpleNamespace(
        runs={"part": [choice] * runs},
        horizon=horizon,
        slots=lambda item, day: (slot,),
        facts=SimpleNamespace(home_minutes=lambda venue: 30),
    )


def evenings() -> dict[int, tuple[Window, ...]]:
    """From 7pm at no cost, or from 9pm, ten hours, for 50 minutes."""
    return {day: (window(19, 12), window(21, 10, 50)) for day in range(7)}


@pytest.mark.parametrize(("until", "least"), [(18 * 60 + 30, 0), (18 * 60 + 31, 50)])
def test_a_settled_group_shuts_out_the_windows_its_visit_runs_into(until, least):
    """Home at 7pm is in time for a curfew from then; a minute later it is not."""
    draft = beside(8, at=17 * HOUR, until=until)  # Tuesday 10 March
    floor = floor_of_curfew(draft, weeks(evenings(), MINUTES), NIGHTS)
    assert floor.least == least
    assert len(floor.windows[1]) == (2 if least == 0 else 1)
    assert [len(floor.windows[day]) for day in (0, 2, 3, 4, 5, 6)] == [2] * 6


@pytest.mark.parametrize(("at", "left"), [(7 * 60 + 30, 2), (7 * 60 + 29, 0)])
def test_a_visit_the_morning_after_counts_for_the_night_before(at, left):
    """Left for at 7am it is clear of a night until then; a minute sooner of neither window."""
    draft = beside(8, at=at, until=9 * HOUR)  # Tuesday: the nights of Mondays
    assert len(floor_of_curfew(draft, weeks(evenings(), MINUTES), NIGHTS).windows[0]) == left


def test_of_a_group_with_several_runs_nothing_is_known():
    draft = beside(8, at=19 * HOUR, until=20 * HOUR, runs=2)
    assert floor_of_curfew(draft, weeks(evenings(), MINUTES), NIGHTS).least == 0


@pytest.mark.parametrize(("day", "left"), [(NIGHTS + 1, 1), (NIGHTS + 2, 2)])
def test_the_morning_after_the_last_night_is_the_last_to_count(day, left):
    draft = beside(day, at=7 * HOUR, until=9 * HOUR)
    offered = {day: (window(19, 12), window(19, 8, 50)) for day in range(7)}
    windows = floor_of_curfew(draft, weeks(offered, MINUTES), NIGHTS).windows
    assert len(windows[draft.horizon.date(day - 1).weekday()]) == left


@pytest.mark.parametrize(("hour", "least"), [(11, 0), (12, BEYOND)])
def test_a_night_not_served_on_the_day_of_sentence_meets_nothing(hour, least):
    """Until 7am the day after the sentence: from 11am it was not served, from noon it is."""
    draft = beside(1, at=6 * HOUR, until=7 * HOUR)
    offered = {
        day: (window(19, 4),) if day else (window(hour, 31 - hour),) for day in range(7)
    }
    floor = floor_of_curfew(draft, weeks(offered, DayMinutes()), NIGHTS)
    assert bool(floor.windows[0]) is (least == 0)


@pytest.mark.parametrize(("slack", "number"), [(49, 1), (50, 2)])
def test_within_a_slack_are_windows_whose_week_takes_no_more(slack, number):
    draft = beside(8, at=9 * HOUR, until=10 * HOUR)
    windows = floor_of_curfew(draft, weeks(evenings(), MINUTES), NIGHTS).within(slack)
    assert [len(windows[day]) for day in range(7)] == [number] * 7


def test_where_no_week_has_room_each_night_stands_alone():
    """Blocks of 23 hours from 7pm and from 6pm the day after touch or overlap: 7 nights of 3."""
    offered = {day: (window(19 - day % 2, 23, 3), window(19, 24, 5)) for day in range(7)}
    draft = beside(8, at=9 * HOUR, until=10 * HOUR, runs=2)
    floor = floor_of_curfew(draft, weeks(offered, MINUTES), NIGHTS)
    assert floor.least == 21
    assert [len(held) for held in floor.within(1).values()] == [1] * 7
    assert [len(held) for held in floor.within(2).values()] == [2] * 7
