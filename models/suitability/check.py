"""What one test of a criterion answers: met, not met, or not known for want of named facts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from attrs import frozen

from models.case import Answer, Case
from models.findings import Finding


@frozen
class Outcome:
    """`facts` are the paths that leave it unknown; `refer` marks a question for people.

    An outcome to refer is one no fact could settle: the guide is silent on it.
    """

    answer: Answer
    facts: tuple[str, ...] = ()
    refer: bool = False


MET = Outcome(Answer.YES)
UNMET = Outcome(Answer.NO)
SILENT = Outcome(Answer.UNKNOWN, refer=True)


def missing(*facts: str) -> Outcome:
    """Not known until the facts at these paths are."""
    return Outcome(Answer.UNKNOWN, tuple(dict.fromkeys(facts)))


def said(met: bool) -> Outcome:
    return MET if met else UNMET


def answered(answer: Answer, path: str) -> Outcome:
    """What an answer at a path says of itself: yes is met."""
    return missing(path) if answer is Answer.UNKNOWN else said(answer is Answer.YES)


def either(outcomes: Iterable[Outcome]) -> Outcome:
    """Met where one is; else unknown where one might be; else not met."""
    found = tuple(outcomes)
    if any(outcome.answer is Answer.YES for outcome in found):
        return MET
    unknown = [outcome for outcome in found if outcome.answer is Answer.UNKNOWN]
    facts = [fact for outcome in unknown for fact in outcome.facts]
    if facts:
        return missing(*facts)
    return SILENT if unknown else UNMET


def both(outcomes: Iterable[Outcome]) -> Outcome:
    """Not met where one is not; else unknown where one is; else met."""
    found = tuple(outcomes)
    if any(outcome.answer is Answer.NO for outcome in found):
        return UNMET
    unknown = [outcome for outcome in found if outcome.answer is Answer.UNKNOWN]
    facts = [fact for outcome in unknown for fact in outcome.facts]
    if facts:
        return missing(*facts)
    return SILENT if unknown else MET


class Check(ABC):
    """One test of the vocabulary in `docs/criteria.md`: a small frozen class a test."""

    @property
    def awaits(self) -> tuple[str, ...]:
        """The entries whose findings must be made before this can be answered."""
        return ()

    @abstractmethod
    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        """Whether the case meets it."""
