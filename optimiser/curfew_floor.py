"""What a week of curfew takes of work at the least, and through each of its windows.

The windows of a week need room beside each other, and none may run into the visit to a group whose
run is settled. So a week mostly takes more than the cheapest window of each of its days; and one
that holds some window, more again. What a package loses beside its curfew it loses in any case: one
that loses so much more than the least of all holds no window whose week takes more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from attrs import frozen

from models.moments import MINUTES_A_DAY, NOON
from optimiser.curfew_weeks import WEEK, DayMinutes, follows

if TYPE_CHECKING:
    from optimiser.curfew import Window
    from optimiser.draft import Draft

Windows = Mapping[int, tuple["Window", ...]]
Ints = npt.NDArray[np.int64]

# From when until when one is away, minutes after midnight of a night's day, and whether that is
# the day of sentence.
Met = tuple[int, int, bool]

# More than any week takes: what no week holds.
BEYOND = 1 << 40


@frozen(eq=False)
class Weeks:
    """The weeks that some windows make up.

    `steps` are, from each weekday to the next, what every window of that takes of work by the
    window before it; BEYOND where it can't follow.
    """

    offered: Windows
    steps: tuple[Ints, ...]

    def through(self, left: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """What a week takes at the least through each of the windows left, given by places.

        BEYOND and more where there is no such week.
        """
        steps = [
            step[np.ix_(left[weekday], left[(weekday + 1) % WEEK])]
            for weekday, step in enumerate(self.steps)
        ]
        if not all(left.values()):
            return {weekday: [BEYOND] * len(places) for weekday, places in left.items()}
        whole = np.full((len(left[0]),) * 2, BEYOND, dtype=np.int64)
        np.fill_diagonal(whole, 0)
        since, until = [whole], [whole]
        for weekday in range(WEEK - 1):
            since.append(_least_sums(since[-1], steps[weekday]))
        for weekday in reversed(range(WEEK)):
            until.append(_least_sums(steps[weekday], until[-1]))
        return {
            weekday: [
                int(least) for least in (since[weekday] + until[WEEK - weekday].T).min(axis=0)
            ]
            for weekday in range(WEEK)
        }


def weeks(offered: Windows, minutes: DayMinutes) -> Weeks:
    """The weeks of all windows on offer."""
    return Weeks(
        offered,
        tuple(
            np.asarray(
                [
                    [one.lost if follows(before, one, minutes) else BEYOND for one in following]
                    for before in offered[weekday]
                ],
                dtype=np.int64,
            ).reshape(len(offered[weekday]), len(following))
            for weekday in range(WEEK)
            for following in [offered[(weekday + 1) % WEEK]]
        ),
    )


def _least_sums(one: Ints, other: Ints) -> Ints:
    """The least way from each window to each, by way of any in between."""
    found: Ints = (one[:, :, None] + other[None, :, :]).min(axis=1)
    return np.minimum(found, BEYOND)


@frozen
class Floor:
    """The least a curfew takes of work beside what is settled, and its windows by what they take.

    `through` is what a week with each window takes at the least.
    """

    least: int
    windows: Windows
    through: Mapping[int, Sequence[int]]

    def within(self, slack: int) -> Windows:
        """The windows with which a week takes no more than the least and so much."""
        most = self.least + slack
        return {
            weekday: tuple(
                window
                for window, taken in zip(held, self.through[weekday], strict=True)
                if taken <= most
            )
            for weekday, held in self.windows.items()
        }


def floor_of_curfew(draft: Draft, held: Weeks, last: int) -> Floor:
    """What a curfew until night `last` takes beside the groups of a draft whose runs are settled.

    Where no week has room it is as though each night stood alone: what is drafted shows that.
    """
    met: dict[int, set[Met]] = {}
    for weekday, away in _nights_met(draft, last):
        met.setdefault(weekday, set()).add(away)
    left = {
        weekday: [
            place
            for place, window in enumerate(windows)
            if not any(_runs_into(window, away) for away in met.get(weekday, ()))
        ]
        for weekday, windows in held.offered.items()
    }
    windows = {
        weekday: tuple(held.offered[weekday][place] for place in places)
        for weekday, places in left.items()
    }
    through: Mapping[int, Sequence[int]] = held.through(left)
    least = min((taken for costs in through.values() for taken in costs), default=BEYOND)
    if least >= BEYOND:
        cheapest = {
            weekday: min((one.lost for one in found), default=0)
            for weekday, found in windows.items()
        }
        least = sum(cheapest.values())
        through = {
            weekday: [least - cheapest[weekday] + one.lost for one in found]
            for weekday, found in windows.items()
        }
    return Floor(least, windows, through)


def _nights_met(draft: Draft, last: int) -> Iterator[tuple[int, Met]]:
    """The nights that a visit to a settled group could run into, by their weekday."""
    for choices in draft.runs.values():
        for meeting in choices[0].run.meetings if len(choices) == 1 else ():
            day = draft.horizon.day(meeting.day)
            if day > last + 1:
                break
            [slot] = draft.slots(f"meet {choices[0].run.group.id}", day)
            way = draft.facts.home_minutes(slot.venue)
            for night in (day, day - 1):
                if 0 <= night <= last:
                    beyond = (day - night) * MINUTES_A_DAY
                    away = slot.start - way + beyond, slot.end + way + beyond
                    yield draft.horizon.date(night).weekday(), (*away, night == 0)


def _runs_into(window: Window, away: Met) -> bool:
    """Whether a window does; none begun before noon is served on the day of sentence."""
    start, end, sentenced = away
    if sentenced and window.start < NOON:
        return False
    return start < window.end and window.start < end
