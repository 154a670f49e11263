"""Ages, scores and levels of risk: numbers others have given, tested against a range."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Case, Level
from models.circumstances import age_at
from models.findings import Finding
from models.suitability.check import Check, Outcome, either, missing, said
from models.suitability.paths import level_at, must_hold, number_at

ORDER = (Level.LOW, Level.MEDIUM, Level.HIGH, Level.VERY_HIGH)


def inside(value: float, lowest: float | None, highest: float | None) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


@frozen
class AgeCheck(Check):
    """Whole years at conviction, both ends included."""

    lowest: int | None = None
    highest: int | None = None

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        age = age_at(case)
        if age is None:
            return missing("person.born")
        return said(inside(age, self.lowest, self.highest))


@frozen
class ScoreCheck(Check):
    """A score, both ends included; `below` is an end not included (75 leaves out 75, not 74.5)."""

    path: str
    lowest: float | None = None
    highest: float | None = None
    below: float | None = None

    def __attrs_post_init__(self) -> None:
        must_hold(self.path, None)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        score = number_at(case, self.path)
        if score is None:
            return missing(self.path)
        under = self.below is None or score < self.below
        return said(under and inside(score, self.lowest, self.highest))


@frozen
class LevelCheck(Check):
    """A level of risk, both ends included."""

    path: str
    lowest: Level = Level.LOW
    highest: Level = Level.VERY_HIGH

    def __attrs_post_init__(self) -> None:
        must_hold(self.path, Level)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        level = level_at(case, self.path)
        if level is Level.UNKNOWN:
            return missing(self.path)
        return said(rank(self.lowest) <= rank(level) <= rank(self.highest))


@frozen
class AnyLevelCheck(Check):
    """One of several levels of risk is at least so high."""

    paths: tuple[str, ...]
    lowest: Level

    def __attrs_post_init__(self) -> None:
        for path in self.paths:
            must_hold(path, Level)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        return either(LevelCheck(path, self.lowest).outcome(case, others) for path in self.paths)


def rank(level: Level) -> int:
    """The place of a known level, lowest first."""
    return ORDER.index(level)
