"""What the person is convicted of."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Answer, Case, Offence, OffenceKind
from models.findings import Finding
from models.suitability.check import MET, UNMET, Check, Outcome, answered, both, either, missing

STATED = "offences"


@frozen
class OffenceCheck(Check):
    """Some offence is of one of the kinds (an index offence; against whom; while intoxicated)."""

    kinds: tuple[OffenceKind, ...]
    against: str = ""
    intoxicated: Answer = Answer.UNKNOWN
    index: bool = False

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        if not case.offences:
            return missing(STATED)
        return either(self._of(offence) for offence in case.offences)

    def _of(self, offence: Offence) -> Outcome:
        if offence.kind not in self.kinds or (self.index and not offence.index):
            return UNMET
        return both((self._victim(offence), self._drink(offence)))

    def _victim(self, offence: Offence) -> Outcome:
        if not self.against or offence.against == self.against:
            return MET
        return UNMET if offence.against else missing("offences.against")

    def _drink(self, offence: Offence) -> Outcome:
        if self.intoxicated is Answer.UNKNOWN or offence.intoxicated is self.intoxicated:
            return MET
        unknown = offence.intoxicated is Answer.UNKNOWN
        return missing("offences.intoxicated") if unknown else UNMET


@frozen
class NoOffenceCheck(Check):
    """No offence is of these kinds; with `unless_minor`, none that is more than minor."""

    kinds: tuple[OffenceKind, ...]
    unless_minor: bool = False

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        if not case.offences:
            return missing(STATED)
        barred = [offence for offence in case.offences if offence.kind in self.kinds]
        if self.unless_minor:
            return both(answered(offence.minor, "offences.minor") for offence in barred)
        return UNMET if barred else MET


@frozen
class ImprisonableCheck(Check):
    """Some offence is punishable with imprisonment."""

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        if not case.offences:
            return missing(STATED)
        return either(
            answered(offence.imprisonable, "offences.imprisonable") for offence in case.offences
        )
