"""At which address a curfew and a residence are planned."""

from __future__ import annotations

from collections.abc import Iterable

from models.facts import Facts
from models.suitability.staying import asked_of_address
from optimiser.candidates import Candidate

PLACED = ("curfew", "residence")


def addresses_taken(facts: Facts, requirements: Iterable[Candidate]) -> dict[str, str]:
    """The address of each requirement that is at one, by code.

    The court's own where it named one. Else the first whose own check is met; where none is, the
    first that the finding's condition speaks of. Of several alike, one that does for both is
    taken first: nobody lives at one address and keeps a curfew at another.
    """
    open_to = {
        candidate.code: _open_to(facts, candidate)
        for candidate in requirements
        if candidate.code in PLACED
    }
    return {
        code: max(ids, key=lambda id: sum(id in held for held in open_to.values()), default="")
        for code, ids in open_to.items()
    }


def _open_to(facts: Facts, candidate: Candidate) -> tuple[str, ...]:
    """The addresses it may be taken to, in the order of the case."""
    case = facts.case
    if candidate.asked is not None and candidate.asked.place:
        return (candidate.asked.place,)
    asked = asked_of_address(candidate.entry)
    if asked is None or not asked[0].applies(case):
        return tuple(address.id for address in case.addresses)
    check = asked[1]
    best = check.outcome(case, {}).answer
    return tuple(one.id for one in check.considered(case) if check.of(one).answer is best)
