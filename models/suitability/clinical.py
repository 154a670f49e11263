"""Needs and dependence: what was found about the person, never read off a score."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from models.case import Answer, Case, Dependence, Need, Severity
from models.findings import Finding
from models.suitability.check import (
    MET,
    UNMET,
    Check,
    Outcome,
    answered,
    both,
    either,
    missing,
    said,
)

ALCOHOL = "alcohol"
DRUGS = "drugs"


@frozen
class NeedCheck(Check):
    """The need, or one of several, is linked to the offending."""

    need: Need | None = None
    needs: tuple[Need, ...] = ()

    def __attrs_post_init__(self) -> None:
        if (self.need is None) == (not self.needs):
            raise ValueError("need, needs: one of the two is to be named.")

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        wanted = self.needs if self.need is None else (self.need,)
        linked = {fact.need: fact.linked for fact in case.needs}
        return either(
            answered(linked.get(need, Answer.UNKNOWN), f"needs.{need.value}") for need in wanted
        )


@frozen
class DependenceCheck(Check):
    """How far the person depends on a substance, and whether that is controlled.

    "drugs" stands for everything but alcohol: once any drug is named, the drugs named are read
    as all there are. Where no dependence is stated, use found not to be problematic is no
    dependence either; nothing else is taken for a finding. `controlled = "yes"` asks that
    dependence, where there is any, is controlled.
    """

    substance: str
    none_of: tuple[Severity, ...] = ()
    any_of: tuple[Severity, ...] = ()
    controlled: Answer = field(default=Answer.UNKNOWN)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        stated = self._stated(case)
        if not stated:
            return missing(f"clinical.dependence.{self.substance}")
        barring = both(self._clear(found) for found in stated)
        if not self.any_of:
            return barring
        return both((barring, either(self._severe(found) for found in stated)))

    def _stated(self, case: Case) -> list[Dependence]:
        stated = [
            found
            for found in case.clinical.dependence
            if found.substance == self.substance
            or (self.substance == DRUGS and found.substance != ALCOHOL)
        ]
        problematic = {
            ALCOHOL: case.clinical.alcohol_problematic,
            DRUGS: case.clinical.drugs_problematic,
        }
        if not stated and problematic.get(self.substance) is Answer.NO:
            return [Dependence(self.substance, Severity.NONE)]
        return stated

    def _clear(self, found: Dependence) -> Outcome:
        outcomes = []
        if self.none_of:
            outcomes.append(_known(found, found.severity not in self.none_of))
        if self.controlled is not Answer.UNKNOWN:
            outcomes.append(self._control(found))
        return both(outcomes)

    def _control(self, found: Dependence) -> Outcome:
        if found.severity is Severity.NONE or found.controlled is self.controlled:
            return MET
        if found.severity is Severity.UNKNOWN:
            return missing(_path(found))
        unknown = found.controlled is Answer.UNKNOWN
        return missing(f"{_path(found)}.controlled") if unknown else UNMET

    def _severe(self, found: Dependence) -> Outcome:
        return _known(found, found.severity in self.any_of)


@frozen
class ControlledDrugCheck(Check):
    """Some drug the person depends on can be tested for; met where no drug is named at all."""

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        drugs = [
            found
            for found in case.clinical.dependence
            if found.substance != ALCOHOL and found.severity is not Severity.NONE
        ]
        if not drugs:
            return MET
        return either(answered(found.testable, f"{_path(found)}.testable") for found in drugs)


def _path(found: Dependence) -> str:
    return f"clinical.dependence.{found.substance}"


def _known(found: Dependence, met: bool) -> Outcome:
    return missing(_path(found)) if found.severity is Severity.UNKNOWN else said(met)
