"""A rule or figure with its history: which date it turns on, since when, who says so."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from models.sources import Force, Source, Strength


class Clock(Enum):
    """The date of a case a rule turns on."""

    OFFENCE = "offence"
    CONVICTION = "conviction"
    SENTENCE = "sentence"
    PLAN = "plan"


@frozen
class Bound:
    """A closed range; None leaves an end open.

    >>> Bound(40, 80).holds(80), Bound(40, 80).holds(81)
    (True, False)
    """

    lowest: float | None = None
    highest: float | None = None

    def holds(self, value: float) -> bool:
        return (self.lowest is None or value >= self.lowest) and (
            self.highest is None or value <= self.highest
        )

    def meet(self, other: Bound) -> Bound:
        """The values both allow (which may be none, when lowest exceeds highest)."""
        lows = [end for end in (self.lowest, other.lowest) if end is not None]
        highs = [end for end in (self.highest, other.highest) if end is not None]
        return Bound(max(lows) if lows else None, min(highs) if highs else None)

    @property
    def empty(self) -> bool:
        return (
            self.lowest is not None and self.highest is not None and self.lowest > self.highest
        )

    def __str__(self) -> str:
        low = "" if self.lowest is None else f"{self.lowest:g}"
        high = "" if self.highest is None else f"{self.highest:g}"
        if low and high:
            return low if low == high else f"{low} to {high}"
        return f"at least {low}" if low else f"at most {high}" if high else "any"


Value = Bound | bool | str | None


@frozen
class Step:
    """One entry in the history of a rule; a step whose value is None is a repeal or unknown.

    `commenced = False` marks an enactment no commencement of which was seen: it never applies,
    and the catalogue shows it.
    """

    since: date
    value: Value
    source: Source
    verified: bool = True
    commenced: bool = True
    note: str = ""


@frozen
class Row:
    """One rule of the catalogue.

    `subject` is an entry's code, or "order", "contact", "load"; `parameter` says what of it
    ("hours", "days", "months", "hours-a-day", "available", ...). `when` keys a band: it holds
    pairs such as ("seriousness", "low") or ("ogrs", Bound(0, 49)); empty means always.
    """

    id: str
    subject: str
    parameter: str
    unit: str
    clock: Clock
    force: Force
    strength: Strength
    steps: tuple[Step, ...]
    when: tuple[tuple[str, str | Bound], ...] = ()
    text: str = ""

    def steps_over(self, first: date, last: date) -> tuple[Step | None, ...]:
        """The steps in force on the days of a span; None first where it does not speak yet."""
        begun = [step for step in self.steps if step.commenced and step.since <= last]
        before = [step for step in begun if step.since <= first]
        return (before[-1] if before else None, *begun[len(before) :])


@frozen
class Ruling:
    """A row as it stands on a case's dates: the value in force with its source.

    Where a ranged or unknown date crosses a step, `value` is what is lawful on every date of the
    range and `assumption` says so. `unsettled` marks what one date of the range allows and another
    does not: a narrower date would settle it, and until then it is not known.
    """

    row: Row
    value: Value
    source: Source
    since: date
    verified: bool
    note: str = ""
    assumption: str = ""
    other_values: tuple[Step, ...] = field(default=())
    unsettled: bool = False
