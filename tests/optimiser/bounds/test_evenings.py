"""A curfew's windows against every choice of seven."""

from itertools import pairwise, product
from random import Random

import pytest

from optimiser.bounds.evenings import _Weekdays
from optimiser.curfew import FREE, Window
from optimiser.curfew_weeks import DayMinutes

DAY = 1440
HOUR = 60


def window(hour: int, hours: int = 12, lost: int = 0) -> Window:
    return Window(lost, 0, hour * HOUR, (hour + hours) * HOUR, hours * HOUR)


def week(offered, away=None, needs=(), kept=7, most=16, sentenced=0) -> _Weekdays:
    minutes = DayMinutes(2 * HOUR, most * HOUR)
    return _Weekdays(offered, away or {}, needs, minutes, kept, sentenced)


def lost(one: Window) -> int:
    return one.lost


def none_but(weekday: int, *blocks: tuple[int, int]):
    """A need that only visits on one weekday meet."""
    return tuple(blocks if day == weekday else () for day in range(7))


def some_visits(random: Random):
    """On some weekdays, a visit of an hour at some hour or other."""
    hours = (random.randint(0, 22) for _ in range(7))
    return tuple(
        ((at * HOUR, (at + 1) * HOUR),) if random.random() < 0.4 else () for at in hours
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_least_of_all_choices_of_seven(seed):
    random = Random(seed)
    kept = random.choice([5, 6, 7, 7])
    offered = {
        day: (
            *(
                window(random.randint(0, 22), random.choice([8, 12]), random.randint(0, 9))
                for _ in range(2)
            ),
            *[FREE] * (kept < 7),
        )
        for day in range(7)
    }
    away = {random.randint(0, 6): [(18 * HOUR, 20 * HOUR)]}
    needs = [some_visits(random) for _ in range(random.randint(1, 3))]

    def ways():
        for chosen in product(*offered.values()):
            if sum(one.kept for one in chosen) != kept:
                continue
            # The week as minutes from Monday, with the one before it.
            nights = [
                (one.start + DAY * (n - ago), one.end + DAY * (n - ago))
                for ago in (0, 7)
                for n, one in enumerate(chosen)
                if one.kept
            ]
            visits = [(s + DAY * d, e + DAY * d) for d, held in away.items() for s, e in held]
            wanted = [
                [(s + DAY * d, e + DAY * d) for d, held in enumerate(need) for s, e in held]
                for need in needs
            ]
            inside = [
                sum(max(0, min(e, DAY * (d + 1)) - max(s, DAY * d)) for s, e in nights)
                for d in range(7)
            ]
            ordered = sorted(nights)
            if (
                all(one[1] < other[0] for one, other in pairwise(ordered))
                and all(not held or 2 * HOUR <= held <= 16 * HOUR for held in inside)
                and all(apart(visit, nights) for visit in visits)
                and all(any(apart(visit, nights) for visit in held) for held in wanted)
            ):
                yield sum(one.lost for one in chosen)

    assert week(offered, away, needs, kept).least(lost) == min(ways(), default=None)


def apart(visit, nights) -> bool:
    return not any(start < visit[1] and visit[0] < end for start, end in nights)


def test_a_visit_that_ends_as_the_curfew_begins_is_kept():
    """Until 19:00 beside a curfew from 19:00 nothing is lost; a minute later 60 are."""
    nights = {day: (window(19),) for day in range(7)}
    nights[2] = (window(19), window(20, 11, lost=60))
    on_time, late = (17 * HOUR, 19 * HOUR), (17 * HOUR, 19 * HOUR + 1)
    assert week(nights, needs=[none_but(2, on_time)]).least(lost) == 0
    assert week(nights, needs=[none_but(2, late)]).least(lost) == 60


def test_a_visit_before_the_night_is_over_is_not_kept():
    """The night of Tuesday ends at 07:00 on Wednesday: 07:00 will do, 06:59 will not."""
    nights = {day: (window(19),) for day in range(7)}
    assert week(nights, needs=[none_but(2, (7 * HOUR, 8 * HOUR))]).least(lost) == 0
    assert week(nights, needs=[none_but(2, (7 * HOUR - 1, 8 * HOUR))]).least(lost) is None


def test_no_more_of_a_day_than_the_law_allows():
    """Until 07:00 and again from 15:00 are 16 hours of one day; from 14:00 they are 17."""
    nights = {day: (window(19),) for day in range(7)}
    nights[3] = (window(15, 9),)
    assert week(nights).least(lost) == 0
    nights[3] = (window(14, 10),)
    assert week(nights).least(lost) is None


@pytest.mark.parametrize(("kept", "least"), [(7, 28), (6, 21), (5, 15)])
def test_the_days_left_free_are_those_that_take_most(kept, least):
    """1 to 7 minutes from Monday to Sunday: 28, without Sunday's 21, without Saturday's too 15."""
    nights = {day: (window(19, lost=day + 1), *[FREE] * (kept < 7)) for day in range(7)}
    assert week(nights, kept=kept).least(lost) == least


@pytest.mark.parametrize(
    ("sentenced", "begins", "least"),
    [
        (1, 11, 0),  # Tuesday's window is not served in the first week: Wednesday at six may do
        (1, 12, None),  # begun at noon it is
        (2, 11, None),
    ],
)
def test_the_morning_after_the_sentence_is_clear_of_a_window_begun_before_noon(
    sentenced, begins, least
):
    # Tuesday's lasts until 07:00 on Wednesday.
    nights = {day: (window(19, 8),) for day in range(7)}
    nights[1] = (window(begins, 31 - begins),)
    early = (6 * HOUR, 8 * HOUR)
    held = {"most": 20, "sentenced": sentenced}
    assert least == week(nights, needs=[none_but(2, early)], **held).least(lost)
    assert least == week(nights, away={2: [early]}, **held).least(lost)
