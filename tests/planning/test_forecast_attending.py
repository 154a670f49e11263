"""Absences, catch-ups, restarts and the three attempts, day by day."""

import pytest
from attrs import evolve

from models.catalogue import load
from planning.forecast import replicate
from planning.forecast_filling import first_come
from planning.forecast_measures import LISTED, Key
from planning.forecast_rules import CourseRules, course_rules
from planning.forecast_simulation import Simulation
from planning.forecast_world import world
from tests.planning.small import group, outlook, person, region

TWICE_A_WEEK = (1, 3)


def asro(**changes):
    return group(programme="asro", weekdays=TWICE_A_WEEK, starts=24, **changes)


def played(place, asked):
    return replicate(world(place, asked), 0)


def listed(name):
    return Key(name, of=LISTED)


@pytest.mark.parametrize(
    ("code", "missed", "caught_up", "again"),
    [
        ("asro", 2, True, False),
        ("asro", 3, True, True),
        ("asro", 1, False, True),
        ("n-sogp-core", 2, True, False),
        ("n-sogp-core", 3, True, True),
        ("n-sogp-relapse", 1, True, False),
        ("n-sogp-relapse", 2, True, True),
        ("tsp", 15, False, False),
    ],
)
def test_how_many_absences_a_guide_forgives(code, missed, caught_up, again):
    assert course_rules(load().entry(code)).begins_again(missed, caught_up) is again


def test_the_guides_give_three_attempts_and_the_weeks_around_a_course():
    rules = course_rules(load().entry("asro"))
    # Three meetings at one a week take 2 * 7 + 1 days; one closing meeting takes a day.
    assert rules == CourseRules(3, False, 3, before_days=15, after_days=1)


def test_who_misses_every_session_begins_three_times_and_no_more():
    found = played(region(asro(), people=[person(1, ("asro",))]), outlook(absent=1.0))
    # Meetings first: the start of day 29. Each attempt has two absences caught up, and the third
    # begins the course again; after the third attempt there is no fourth.
    assert found[listed("wait-longest")] == pytest.approx(29.75 / 7)
    assert found[Key("catch-ups", of="")] == 3 * 2
    assert found[Key("restarts", of="")] == 2
    assert found[listed("attempts")] == 1


def test_an_attempt_made_before_counts():
    somebody = person(1, ("asro",))
    somebody = evolve(somebody, case=evolve(somebody.case, attempts={"asro": 1}))
    found = played(region(asro(), people=[somebody]), outlook(absent=1.0))
    assert found[Key("restarts", of="")] == 1
    assert found[listed("attempts")] == 1


def test_an_absence_not_caught_up_begins_the_course_again():
    people = [person(1, ("asro",))]
    found = played(region(asro(), people=people), outlook(absent=1.0, caught_up=0.0))
    assert (found[Key("catch-ups", of="")], found[Key("restarts", of="")]) == (0, 2)


def test_where_the_guide_is_silent_absences_begin_nothing_again():
    found = played(region(group(), people=[person(1)]), outlook(absent=1.0))
    # TSP: 15 sessions, every one missed and caught up.
    assert found[Key("catch-ups", of="")] == 15
    assert (found[listed("finished")], found[Key("restarts", of="")]) == (1, 0)


def test_an_order_that_ends_meanwhile_leaves_no_time_to_begin_again():
    # Begun on day 29, again on day 57: 20 sessions at two a week end on a Thursday 65 days after
    # the start, and the closing meeting takes a day, 57 + 65 + 1 = 123. Missing three again, the
    # person has a third attempt left and no time for it; a day less, none for the second.
    enough, short = (
        played(region(asro(), people=[person(1, ("asro",), days=days)]), outlook(absent=1.0))
        for days in (123, 122)
    )
    assert (enough[listed("late")], short[listed("late")]) == (1, 1)
    assert enough[Key("catch-ups", of="")] == 2 * 2
    assert short[Key("catch-ups", of="")] == 2


def test_everybody_stops_at_the_first_session_where_nobody_completes():
    found = played(region(group(places=1), people=[person(1)]), outlook(completed=0.0))
    assert (found[listed("began")], found[listed("stopped")]) == (1, 1)


def test_seats_of_those_who_stop_go_to_whoever_joins_later():
    # One place, 15 meetings, and who has it stops at the first: 1 seat of 15 is used.
    place = region(group(places=1, starts=1), people=[person(1)])
    found = played(place, outlook(completed=0.0))
    assert found[Key("use", group="evening", of="")] == pytest.approx(1 / 15)


def test_everybody_leaves_at_once_where_all_leave_in_a_week():
    found = played(region(group(), people=[person(1)]), outlook(leaving_a_week=1.0))
    assert (found[listed("left")], found[listed("began")]) == (1, 0)


class Scripted:
    """Luck that misses the sessions named, counted over everything attended."""

    def __init__(self, missed):
        self.missed, self.session = missed, 0

    def random(self, number=None):
        if number is None:
            return 0.0
        self.session += 1
        # Not stopping; absent below one half; caught up.
        return (1.0, 0.0 if self.session in self.missed else 0.9, 0.0)


class Told(Simulation):
    missed: tuple[int, ...] = ()

    def _luck(self, key):
        return Scripted(self.missed)


def test_a_block_begins_again_alone_and_is_no_new_attempt():
    place = region(
        group(programme="n-sogp-core", starts=40, places=5),
        people=[person(1, ("n-sogp-core",), days=1400)],
    )
    told = Told(world(place, outlook(24, absent=0.5)), first_come, 0)
    told.missed = (9, 10, 11)
    history = told.run()
    (fate,) = history.fates
    # Blocks of 8 weekly sessions. Block 1 ends with session 8; sessions 9, 10 and 11 are missed,
    # the last on day 1 + 70 = 71. The next cohort is that of day 85: its block 2 begins 8 weeks
    # on, and its 32nd session is on day 85 + 31 * 7 = 302.
    assert (history.restarts, history.catch_ups) == (1, 2)
    assert fate.ending.value == "finished"
    assert fate.ended == 302.75
    # 11 seats of the first run; of the second, those of its blocks 2 to 4.
    assert sum(5 - told.seats.left(pool) for pool in told.world.seats) == 11 + 24
