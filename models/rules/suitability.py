"""Nothing is in a package that the person is not suitable for."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.findings import Verdict
from models.package import Package
from models.rules.rule import Rule, assumed, found
from models.rules.sentences import name_of


def suitable(package: Package, facts: Facts) -> Iterator[Fault]:
    """No requirement or part whose finding is *not suitable*."""
    for code in dict.fromkeys(package.codes):
        finding = facts.findings.get(code)
        if finding is None or finding.verdict is not Verdict.NOT_SUITABLE:
            continue
        against = [r for r in finding.reasons if r.verdict is Verdict.NOT_SUITABLE]
        sentences = [f"{name_of(code, facts)}: {reason.sentence}" for reason in against]
        ground = against[0].source if against else assumed("Findings")
        yield from found("suitability", code, ground, sentences or [f"{code}: found not suitable."])


RULES = (Rule("suitability", suitable),)
