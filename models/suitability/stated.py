"""A criterion as a catalogue file states it: a test, what follows where it is not met, and why."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Answer, Case
from models.circumstances import holds
from models.commitments import DateRange
from models.findings import Finding, Reason, Verdict
from models.sources import Source
from models.suitability.check import Check, Outcome, missing
from models.suitability.questions import questions

MANAGED_BY = "sentence.managed_by"


@frozen
class Stated:
    """One test with its sentence and source.

    Parameters
    ----------
    sentence : str
        What the guide asks, said of the programme and never of the person.
    when, unless : tuple of str
        Circumstances of `models.circumstances`: all of the first hold, none of the second.
    managed_by : str
        Only for cases managed by this service ("crc", "nps"), sentenced within `sentenced`.
    """

    check: Check
    otherwise: Verdict
    sentence: str
    source: Source
    to: str = ""
    verified: bool = True
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    managed_by: str = ""
    sentenced: DateRange | None = None

    @property
    def awaits(self) -> tuple[str, ...]:
        """The entries whose findings it needs."""
        return self.check.awaits

    def reason(self, case: Case, others: Mapping[str, Finding]) -> Reason | None:
        """Why the case does not plainly meet it; None where it does, or it does not apply."""
        if not self.applies(case):
            return None
        outcome = self.check.outcome(case, others)
        if outcome.answer is Answer.YES:
            return None
        if self.managed_by and not case.sentence.managed_by:
            outcome = missing(MANAGED_BY, *outcome.facts)
        return self._reason(outcome)

    def applies(self, case: Case) -> bool:
        """Whether it speaks of the case at all: by circumstances, service and date."""
        managed = not self.managed_by or case.sentence.managed_by in ("", self.managed_by)
        dated = self.sentenced is None or case.dates.sentence in self.sentenced
        return (
            managed
            and dated
            and all(holds(name, case) for name in self.when)
            and not any(holds(name, case) for name in self.unless)
        )

    def _reason(self, outcome: Outcome) -> Reason:
        if outcome.answer is Answer.UNKNOWN and not outcome.refer:
            sentence = f"{self.sentence} To be asked: {questions(outcome.facts)}"
            return Reason(
                Verdict.NOT_KNOWN, sentence, self.source, self.verified, outcome.facts, self.to
            )
        if outcome.refer:
            sentence = f"{self.sentence} On a case such as this one the guide is silent."
            to = self.to or "whoever provides it"
            return Reason(Verdict.REFER, sentence, self.source, self.verified, (), to)
        return Reason(self.otherwise, self.sentence, self.source, self.verified, (), self.to)
