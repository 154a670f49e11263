"""What one package holds that another does not, in words: the first thing to ask of a change."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.package import Package
from reports import naming, words
from reports.headline import requirement
from reports.otherwise_text import differences


def exchanged(before: Package, after: Package, facts: Facts) -> Iterator[str]:
    """What is gone, what is new, what is of another amount, and what both hold at other times, in
    other groups or places; nothing where all is the same."""
    old, new = _held(before, facts), _held(after, facts)
    gone = [said for code, said in old.items() if code not in new]
    come = [said for code, said in new.items() if code not in old]
    if gone:
        yield f"Gone: {words.listing(gone)}."
    if come:
        yield f"New: {words.listing(come)}."
    for code, said in old.items():
        if code in new and new[code] != said:
            yield f"Instead of {said}: {new[code]}."
    otherwise = differences(after, before, facts)
    if otherwise:
        yield f"Held otherwise: {'; '.join(otherwise)}."


def _held(package: Package, facts: Facts) -> dict[str, str]:
    """Each requirement with its amount, then each part, by its code."""
    held = {one.code: requirement(one, package, facts) for one in package.requirements}
    return held | {part.code: naming.entry(part.code, facts) for part in package.parts}
