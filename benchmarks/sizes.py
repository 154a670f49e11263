"""How big the draft of an answer is: counted after the clock has stopped."""

from __future__ import annotations

from models.facts import Facts
from models.package import Package
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.outline import outlines


def variables(facts: Facts, package: Package) -> int | None:
    """The variables of the whole draft of the package's outline, before presolve.

    What the optimiser really solved may be smaller, where a smaller draft was proved enough.
    """
    codes = set(package.codes)
    for outline in outlines(facts, candidates(facts)):
        if set(outline.codes) == codes:
            draft = build(facts, outline, Days(facts))
            return None if draft is None else len(draft.model.proto.variables)
    return None
