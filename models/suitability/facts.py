"""Facts of the person and of the hearing."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Answer, Case, Employment, Sex
from models.findings import Finding
from models.suitability.check import SILENT, Check, Outcome, answered, missing, said
from models.suitability.paths import answer_at, must_hold


@frozen
class FactCheck(Check):
    """A yes-or-no fact is answered as the guide asks."""

    path: str
    is_: Answer = Answer.YES

    def __attrs_post_init__(self) -> None:
        must_hold(self.path, Answer)

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        answer = answer_at(case, self.path)
        return missing(self.path) if answer is Answer.UNKNOWN else said(answer is self.is_)


@frozen
class SexCheck(Check):
    """The sex is that one. Of a person of another sex the guides say nothing: never a silent no."""

    is_: Sex

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        sex = case.person.sex
        if sex is Sex.UNKNOWN:
            return missing("person.sex")
        return SILENT if sex is Sex.OTHER else said(sex is self.is_)


@frozen
class EmploymentCheck(Check):
    """The person's employment is one of these."""

    any_of: tuple[Employment, ...]

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        employment = case.person.employment
        if employment is Employment.UNKNOWN:
            return missing("person.employment")
        return said(employment in self.any_of)


@frozen
class VulnerabilitiesCheck(Check):
    """At least so many of the named vulnerabilities were found.

    Too few found counts as a no only where the officer says they were all looked for.
    """

    lowest: int
    any_of: tuple[str, ...]

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        found = set(case.assessments.vulnerabilities) & set(self.any_of)
        if len(found) < self.lowest and case.assessments.vulnerabilities_assessed is not Answer.YES:
            return missing("assessments.vulnerabilities")
        return said(len(found) >= self.lowest)


@frozen
class ReportCheck(Check):
    """The court's report is of none of these kinds."""

    not_: tuple[str, ...]

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        report = case.sentence.report
        return said(report not in self.not_) if report else missing("sentence.report")


@frozen
class ManagedByCheck(Check):
    """Who managed the case while two services did (2014 to 2021)."""

    is_: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        manager = case.sentence.managed_by
        return said(manager == self.is_) if manager else missing("sentence.managed_by")


@frozen
class RegionCheck(Check):
    """Local provision: the person's area is one of these, or none of those.

    Whether an area nobody stated is outside is left to the timetable, so `none_of` asks nothing.
    """

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        area = case.person.area
        if not area and self.any_of:
            return missing("person.area")
        return said(area not in self.none_of and (not self.any_of or area in self.any_of))


@frozen
class ConsentsCheck(Check):
    """The person is willing: asked for each requirement, and by one leaflet for a programme."""

    code: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        answer = case.consents.get(self.code, Answer.UNKNOWN)
        return answered(answer, f"consents.{self.code}")


@frozen
class ProviderAgreesCheck(Check):
    """The provider agrees to deliver it."""

    code: str

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        answer = case.provider_agrees.get(self.code, Answer.UNKNOWN)
        return answered(answer, f"provider_agrees.{self.code}")
