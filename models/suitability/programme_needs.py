"""The public programme-needs table: risk and need, each low, medium or high, give an intensity.

Its thresholds are data of the criterion. A score not known leaves risk or need in a range; the
table is not known only where the range gives more than one answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from models.case import Case, Level, OffenceKind, Sex
from models.findings import Finding
from models.suitability.check import Check, Outcome, missing, said
from models.suitability.paths import level_at, number_at, value_at
from models.suitability.scores import rank

BANDS = ("low", "medium", "high")
MOST_OF_A_DOMAIN = 2


@frozen
class RiskIndicator:
    """One score of risk with the least value of its medium and its high band.

    Parameters
    ----------
    offences : tuple of OffenceKind
        The score is asked for only where an offence is of one of these kinds (empty: always).
    not_for : Sex or None
        The score does not count for this sex.
    without : tuple of str
        For a man, the score counts only where none of these was given.
    """

    path: str
    medium: float | Level
    high: float | Level
    offences: tuple[OffenceKind, ...] = ()
    not_for: Sex | None = None
    without: tuple[str, ...] = ()

    def counts(self, case: Case) -> bool:
        """Whether the score is one of this person's."""
        if case.person.sex is self.not_for:
            return False
        given = any(value_at(case, path) is not Level.UNKNOWN for path in self.without)
        return not (case.person.sex is Sex.MALE and given)

    def wanted(self, case: Case) -> bool:
        """Whether its want leaves the risk open."""
        kinds = {offence.kind for offence in case.offences}
        return not self.offences or not kinds or bool(kinds & set(self.offences))

    def band(self, case: Case) -> int | None:
        """0, 1 or 2: the band of the score; None where it is not known."""
        if isinstance(self.medium, Level) or isinstance(self.high, Level):
            level = level_at(case, self.path)
            ends = (self.medium, self.high)
            if level is Level.UNKNOWN:
                return None
            return sum(rank(level) >= rank(end) for end in ends if isinstance(end, Level))
        score = number_at(case, self.path)
        return None if score is None else (score >= self.medium) + (score >= self.high)


@frozen
class ProgrammeNeedsCheck(Check):
    """Need and risk together stand in one of the table's cells for an intensity.

    `cells` are pairs of need and risk; `medium_need` and `high_need` the least sums of the four
    `domains`, each 0 to 2.
    """

    intensity: str
    domains: tuple[str, ...]
    medium_need: int
    high_need: int
    risks: tuple[RiskIndicator, ...]
    cells: tuple[tuple[str, str], ...]

    def outcome(self, case: Case, others: Mapping[str, Finding]) -> Outcome:
        needs, needs_wanted = self._needs(case)
        risks, risks_wanted = self._risks(case)
        answers = {(BANDS[need], BANDS[risk]) in self.cells for need in needs for risk in risks}
        return said(answers.pop()) if len(answers) == 1 else missing(*needs_wanted, *risks_wanted)

    def _needs(self, case: Case) -> tuple[range, list[str]]:
        known = [case.assessments.domains.get(domain) for domain in self.domains]
        paths = [f"assessments.domains.{domain}" for domain in self.domains]
        wanted = [path for path, score in zip(paths, known, strict=True) if score is None]
        least = sum(score for score in known if score is not None)
        most = least + MOST_OF_A_DOMAIN * len(wanted)
        return _open(self._need(least), self._need(most), wanted)

    def _need(self, total: int) -> int:
        return (total >= self.medium_need) + (total >= self.high_need)

    def _risks(self, case: Case) -> tuple[range, list[str]]:
        counted = [risk for risk in self.risks if risk.counts(case)]
        bands = {risk.path: risk.band(case) for risk in counted}
        wanted = [risk.path for risk in counted if bands[risk.path] is None and risk.wanted(case)]
        least = max((band for band in bands.values() if band is not None), default=0)
        return _open(least, len(BANDS) - 1 if wanted else least, wanted)


def _open(least: int, most: int, wanted: list[str]) -> tuple[range, list[str]]:
    """The bands still possible; what is not known is wanted only where there are several."""
    return range(least, most + 1), wanted if most > least else []
