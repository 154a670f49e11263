"""Double entry of a weekday left without a curfew, and of what the night before leaves on it."""

import pytest
from attrs import evolve

from models.case import Terms
from models.dated import Bound
from optimiser.constraints import curfew
from optimiser.curfew import FREE, Window
from tests.house.worlds import (
    Schedule,
    candidate,
    departures_of,
    draft,
    faults_of,
    outline,
    written,
)
from tests.models.rules.build import facts, requirement, row

TUESDAY, WEDNESDAY = 1, 2
USUAL, NONE = 0, 3
# Twelve hours each: till seven, one, two and, on the weekday that may be free, none.
WINDOWS = [Window(0, 0, 60 * start, 60 * (start + 12), 720) for start in (19, 13, 14)]


@pytest.mark.parametrize(
    ("tuesday", "wednesday", "answer"),
    [
        (USUAL, NONE, 0),  # seven hours of Wednesday from midnight
        (2, NONE, 0),  # two hours, the fewest of a day
        (1, NONE, None),  # an hour: fewer than two, and more than none
        (USUAL, USUAL, None),  # seven days of twelve hours are 84, more than 78
    ],
)
def test_a_day_left_free_has_no_minute_of_a_curfew_or_as_many_as_a_day_must(
    tuesday, wednesday, answer
):
    world = facts(
        row("curfew", "hours-a-day", Bound(2, 20)),
        row("curfew", "hours-a-week", Bound(None, 78)),
        entries=[requirement("curfew")],
    )
    terms = {"curfew": Terms(months=1, hours_a_day=12)}
    made = draft(world, outline(candidate(requirement("curfew")), terms=terms), months=1)
    made.curfew_windows = {weekday: tuple(WINDOWS) for weekday in range(7)}
    made.curfew_windows[WEDNESDAY] += (FREE,)
    for weekday, windows in made.curfew_windows.items():
        for place in range(len(windows)):
            made.curfew[weekday, place] = made.model.new_bool_var(f"{weekday} {place}")
    curfew.post(made)
    chosen = dict.fromkeys(range(7), USUAL) | {TUESDAY: tuesday, WEDNESDAY: wednesday}
    schedule = Schedule(months=1, curfew=chosen)
    whole = written(made, schedule)
    imposed = evolve(whole, curfew=tuple(one for one in whole.curfew if one.end > one.start))
    assert faults_of(imposed, world, ["curfew.daily", "curfew.weekly"]) == answer
    assert departures_of(made, schedule) == answer
