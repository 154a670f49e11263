"""Criteria that turn on other criteria, on other entries, or on what was done before."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Answer, Case
from models.findings import Finding, Verdict
from models.suitability.check import UNMET, Check, Outcome, both, either, missing, said


@frozen
class AnyCheck(Check):
    """One of several tests is met; not known goes before not met."""

    of: tuple[Check, ...]

    @property
    def awaits(self) -> tuple[str, ...]:
        return tuple(code for check in self.of for code in check.awaits)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        return either(check.outcome(case, others) for check in self.of)


@frozen
class NotEligibleForCheck(Check):
    """None of these entries is found suitable; one not known leaves this not known."""

    codes: tuple[str, ...]

    @property
    def awaits(self) -> tuple[str, ...]:
        return self.codes

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        found = [others[code] for code in self.codes if code in others]
        return both(_closed(finding) for finding in found)


def _closed(finding: Finding) -> Outcome:
    if finding.verdict is Verdict.SUITABLE:
        return UNMET
    facts = [fact for reason in finding.reasons for fact in reason.facts]
    if finding.verdict is Verdict.NOT_KNOWN and facts:
        return missing(*facts)
    return said(True)


@frozen
class AttemptsCheck(Check):
    """Attempts at this programme so far leave room for one more."""

    highest: int
    code: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        attempts = case.attempts.get(self.code)
        if attempts is None:
            return missing(f"attempts.{self.code}")
        return said(attempts < self.highest)


@frozen
class CompletedCheck(Check):
    """A programme was completed before, or was not."""

    code: str
    is_: Answer = Answer.YES

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        done = case.has_completed(self.code)
        return missing("completed") if done is Answer.UNKNOWN else said(done is self.is_)
