"""That no window left out is missed: every week of all of them has one of those left, as good."""

from datetime import date
from itertools import pairwise, product
from random import Random

import pytest
from attrs import evolve

from models.catalogue import load, menu
from models.facts import Facts
from models.timetable import Slot
from optimiser.curfew import Window, windows
from optimiser.curfew_choice import Attendable, attendable, stands_in, worth_offering
from optimiser.curfew_weeks import DayMinutes, follows
from optimiser.horizon import Horizon
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

DAY, HOUR = 1440, 60
MINUTES = DayMinutes(2 * HOUR, 16 * HOUR)
LENGTHS = (8, 12)


def window(hour: int, hours: int, lost: int = 0) -> Window:
    away = min(abs(hour - 19), 24 - abs(hour - 19))
    return Window(lost, away, hour * HOUR, (hour + hours) * HOUR, hours * HOUR)


def times(visits) -> Attendable:
    """When one leaves for each visit of a weekday, and when one is back."""
    return Attendable(
        tuple(tuple((start, start) for start, _ in held) for held in visits),
        tuple(tuple((end, end) for _, end in held) for held in visits),
    )


def nights_of(chosen) -> list[tuple[int, int]]:
    nights = [(one.start + DAY * n, one.end + DAY * n) for n, one in enumerate(chosen)]
    return [*nights, (nights[6][0] - 7 * DAY, nights[6][1] - 7 * DAY)]


def clear_of(chosen, visits) -> frozenset[tuple[int, int]]:
    """The visits of the week that no night meets, two of a day as one long visit too."""
    nights = nights_of(chosen)
    found = set()
    for number, held in enumerate(visits):
        joint = {(min(one[0], two[0]), max(one[1], two[1])) for one in held for two in held}
        for start, end in joint:
            low, high = start + number * DAY, end + number * DAY
            if not any(begun < high and low < over for begun, over in nights):
                found.add((low, high))
    return frozenset(found)


def weeks(offered):
    for chosen in product(*(offered[day] for day in range(7))):
        if all(follows(one, other, MINUTES) for one, other in pairwise([*chosen, chosen[0]])):
            yield chosen


def worth(chosen) -> tuple[int, int]:
    return sum(one.lost for one in chosen), sum(one.total for one in chosen)


def drawn(random: Random):
    visits = [
        [
            (start, start + 30 * random.randrange(3, 8))
            for start in (30 * random.randrange(14, 42),)
            if random.random() < 0.5
        ]
        + [(9 * HOUR, 10 * HOUR)] * (random.random() < 0.3)
        for _ in range(7)
    ]
    offered = {
        day: tuple(
            sorted(
                {
                    window(hour, random.choice(LENGTHS), 30 * random.randrange(3))
                    for hour in random.sample(range(24), 3)
                },
                key=lambda one: (one.lost, one.away, one.start),
            )
        )
        for day in range(7)
    }
    return visits, offered


@pytest.mark.parametrize("seed", range(40))
def test_every_week_is_matched_by_one_of_the_windows_left(seed):
    visits, offered = drawn(Random(seed))
    left = worth_offering(offered, times(visits), MINUTES, 0)
    assert all(set(left[day]) <= set(offered[day]) for day in range(7))
    kept = {(worth(week), clear_of(week, visits)) for week in weeks(left)}
    for value, clear in {(worth(week), clear_of(week, visits)) for week in weeks(offered)}:
        assert any(
            lost <= value[0] and total <= value[1] and clear <= open_to
            for (lost, total), open_to in kept
        )


def test_some_windows_are_left_out_and_the_first_never_is():
    drawings = [drawn(Random(seed)) for seed in range(40)]
    left = [worth_offering(offered, times(visits), MINUTES, 0) for visits, offered in drawings]
    number = sum(len(held) for found in left for held in found.values())
    assert 40 * 7 < number < 40 * 7 * 3


@pytest.mark.parametrize(
    ("back", "stands"),
    [(20 * HOUR, False), (20 * HOUR + 1, True), (19 * HOUR, True), (19 * HOUR + 1, False)],
)
def test_an_earlier_window_stands_in_where_nobody_is_back_between_the_two(back, stands):
    # From 7pm or from 8pm: what ends at 8pm is clear of the second alone, at 7pm of both.
    visits = [[(17 * HOUR, back)]] + [[]] * 6
    assert stands_in(window(19, 12), window(20, 12), 0, times(visits)) is stands


@pytest.mark.parametrize(("left", "stands"), [(6, False), (7, True)])
def test_a_later_window_stands_in_where_nothing_is_left_for_between_their_ends(left, stands):
    # Until 7am or until 6am: what is left for at 6am on the day after is clear of the second alone.
    visits = [[], [(left * HOUR, 9 * HOUR)], *[[]] * 5]
    assert stands_in(window(19, 12), window(18, 12), 0, times(visits)) is stands


@pytest.mark.parametrize(("sentenced", "left"), [(0, {11, 12}), (1, {12})])
def test_a_night_served_never_stands_in_for_one_that_is_not(sentenced, left):
    """From noon to 7am meets no more than from 11am, but for Tuesday at six after the sentence.

    Sentenced on a Monday, the first night of a curfew from 11am is not served: that of one from
    noon is.
    """
    early = [[], [(6 * HOUR, 9 * HOUR)], *[[]] * 5]
    offered = {day: (window(12, 19), window(11, 20)) if not day else () for day in range(7)}
    found = worth_offering(offered, times(early), DayMinutes(), sentenced)
    assert {one.start // HOUR for one in found[0]} == left


def late_on_saturdays(home: int) -> Facts:
    """One group, on Saturdays from 7:30pm to 10pm, and nobody at work."""
    read, region = read_case("mission").case, read_timetable("east-midlands").timetable
    group = evolve(region.groups[0], slots=(Slot(5, 19 * HOUR + 30, 22 * HOUR),))
    case = evolve(read, commitments=(), travel={group.venue: home})
    timetable = evolve(region, groups=(group,), providers=(), projects=())
    return Facts(case, menu(load(), case), timetable, {})


@pytest.mark.parametrize("home", [60, 61, 75])
def test_a_group_that_ends_late_leaves_a_window_that_takes_no_work(home):
    """Home at 11pm or after, a curfew from 10pm is out of the question: another hour is not.

    Of windows that take no work only those begun from 5pm to 10pm were looked at.
    """
    facts = late_on_saturdays(home)
    offered = windows(facts, Horizon(date(2026, 6, 8), 2), 2, 12)
    visit = (19 * HOUR + 30 - home, 22 * HOUR + home)
    assert any(not (one.start < visit[1] and visit[0] < one.end) for one in offered[5])
    assert all(not one.lost for one in offered[5])
    assert attendable(facts).home[5] == ((visit[1], visit[1]),)
