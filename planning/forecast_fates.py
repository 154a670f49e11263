"""What became of everybody in one play of the future: plain records, no persons."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum

from attrs import define, field


class Ending(Enum):
    """How somebody's pursuit of one programme ends.

    LATE: no run ends before their order does any more. NOWHERE: no run fits into their life at
    all. ATTEMPTS: begun as often as the guide allows. LEFT before the first session, STOPPED
    after it. AFTER: a programme that had to be finished first was not. OPEN: not ended yet.
    """

    FINISHED = "finished"
    LEFT = "left"
    STOPPED = "stopped"
    LATE = "late"
    ATTEMPTS = "attempts"
    NOWHERE = "nowhere"
    AFTER = "after"
    OPEN = "open"


@define(eq=False)
class Fate:
    """One programme of one person; days from the beginning of the forecast.

    `ready` is the day the wait begins: arrival, or the end of what had to come first. `listed`
    are those who waited already when the forecast began.
    """

    programme: str
    area: str
    arrived: float
    deadline: int
    listed: bool
    ready: float | None = None
    began: float | None = None
    ended: float | None = None
    ending: Ending = Ending.OPEN

    @property
    def waited(self) -> float | None:
        """Weeks to the first session, or as long as is known without one."""
        if self.ready is None:
            return None
        until = self.began if self.began is not None else self.ended
        return None if until is None else (until - self.ready) / 7


@define(eq=False)
class History:
    """Everything that one replication is measured by.

    `waiting` holds, by programme, the days waited by all who waited, within the forecast.
    """

    days: int
    fates: list[Fate] = field(factory=list)
    catch_ups: int = 0
    restarts: int = 0
    use: dict[str, float] = field(factory=dict)
    until: float = 0.0
    days_waited: defaultdict[str, float] = field(factory=lambda: defaultdict(float))
    _now_waiting: defaultdict[str, int] = field(factory=lambda: defaultdict(int))
    _since: defaultdict[str, float] = field(factory=lambda: defaultdict(float))
    at_month_ends: list[int] = field(factory=list)

    def waits(self, programme: str, now: float, more: int) -> None:
        """One more, or one fewer, who waits for a programme from now on."""
        self._count(programme, now)
        self._now_waiting[programme] += more

    def month_ends(self) -> None:
        self.at_month_ends.append(sum(self._now_waiting.values()))

    def close(self, until: float, use: dict[str, float]) -> None:
        """Nothing more happens: whoever has not ended is known to have come so far."""
        self.until, self.use = until, use
        for programme in list(self._now_waiting):
            self._count(programme, until)
        for fate in self.fates:
            if fate.ending is Ending.OPEN:
                fate.ended = until

    def _count(self, programme: str, now: float) -> None:
        span = min(now, self.days) - min(self._since[programme], self.days)
        self.days_waited[programme] += self._now_waiting[programme] * span
        self._since[programme] = now
