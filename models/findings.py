"""Four-valued answers: a missing fact is never a no."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from models.sources import Source


class Verdict(Enum):
    """What is found for one catalogue entry on the facts of one case."""

    SUITABLE = "suitable"
    NOT_SUITABLE = "not suitable"
    REFER = "refer"
    NOT_KNOWN = "not known"


@frozen
class Reason:
    """Why: one sentence, its source, and for *not known* the facts to ask for.

    `facts` are paths into the case file ("assessments.ogrs3"); `to` names the body of a referral.
    """

    verdict: Verdict
    sentence: str
    source: Source
    verified: bool = True
    facts: tuple[str, ...] = ()
    to: str = ""


@frozen
class Finding:
    """The verdict for one code with every reason found, the decisive ones first."""

    code: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the entry may be chosen, if only conditionally."""
        return self.verdict is not Verdict.NOT_SUITABLE

    @property
    def conditional(self) -> bool:
        return self.verdict in (Verdict.REFER, Verdict.NOT_KNOWN)


def decide(code: str, reasons: tuple[Reason, ...]) -> Finding:
    """The finding a list of reasons adds up to.

    One *not suitable* decides; else one *refer*; else one *not known*; else suitable. Reasons of
    the deciding verdict come first.
    """
    for verdict in (Verdict.NOT_SUITABLE, Verdict.REFER, Verdict.NOT_KNOWN):
        if any(reason.verdict is verdict for reason in reasons):
            ordered = sorted(reasons, key=lambda reason: reason.verdict is not verdict)
            return Finding(code, verdict, tuple(ordered))
    return Finding(code, Verdict.SUITABLE, reasons)
