"""The least a curfew takes of work, clear of the groups already settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.facts import Facts
from optimiser.amounts import curfew_hours
from optimiser.bounds.scene import Scene
from optimiser.curfew import Window, windows
from optimiser.outline import Outline


class Evenings:
    """The curfew windows of a case's outlines, weekday by weekday."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._windows: dict[tuple[int, int], dict[int, tuple[Window, ...]]] = {}

    def least(self, outline: Outline, scene: Scene) -> tuple[int, int] | None:
        """The least work the curfew takes clear of the groups, and its least minutes at that."""
        if not outline.imposes("curfew"):
            return 0, 0
        terms = outline.terms["curfew"]
        key = (terms.months or 1, curfew_hours(self.facts, terms))
        if key not in self._windows:
            self._windows[key] = windows(self.facts, scene.horizon, *key)
        away = scene.away(scene.horizon.end_of(key[0]) + 1)
        lost = minutes = 0
        for weekday, offered in self._windows[key].items():
            clear = [w for w in offered if not _meets(w, weekday, away)]
            if not clear:
                return None
            cheapest = min(window.lost for window in clear)
            lost += cheapest
            minutes += min(window.total for window in clear if window.lost == cheapest)
        return lost, minutes


def _meets(window: Window, weekday: int, away: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether a weekday's window runs into a group's visit that evening or the morning after."""
    tonight = away.get(weekday, ())
    morning = away.get((weekday + 1) % 7, ())
    return any(start < window.end and window.start < end for start, end in tonight) or any(
        start + 1440 < window.end and window.start < end + 1440 for start, end in morning
    )
