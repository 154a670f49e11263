"""Why nothing: the smallest set of rules and facts in the way, and the cheapest ways out."""

from __future__ import annotations

from attrs import evolve, frozen

from models.facts import Facts
from optimiser.candidates import Candidates
from optimiser.reasons.conflict import Conflicts
from optimiser.reasons.repairs import repaired, ways_out
from optimiser.reasons.standing import Key
from optimiser.results import Hindrance, Impasse, Repair
from optimiser.solve import Effort, Exhausted

PACKAGE_EFFORT = 2.0


@frozen
class InTheWay:
    """A smallest set that cannot hold together, verified; empty where none was found."""

    rules: tuple[Hindrance, ...]
    conflicts: Conflicts


def in_the_way(facts: Facts, found: Candidates | None = None) -> InTheWay:
    """Find and verify the smallest set of rules and facts that leaves no package possible."""
    conflicts = Conflicts(facts, found)
    try:
        keys = conflicts.smallest()
        if not keys or not conflicts.verified(keys):
            keys = ()
    except Exhausted:
        keys = ()
    return InTheWay(tuple(conflicts.standings[key].hindrance for key in keys), conflicts)


def repairs(found: InTheWay, want: int = 3, effort: float = PACKAGE_EFFORT) -> tuple[Repair, ...]:
    """The cheapest ways out, each with the package it would give as far as the effort goes."""
    keys = tuple((rule.rule, rule.subject) for rule in found.rules)
    if not keys:
        return ()
    given: dict[tuple[Key, ...], Repair] = {}

    def gives(some: tuple[Key, ...]) -> bool:
        one = repaired(found.conflicts, some, Effort(effort))
        if one is not None:
            given[some] = one
        return one is not None

    tried = tuple(given[some] for some in ways_out(found.conflicts, keys, want, gives))
    # What holds all the same what was no longer asked for is no way out without it: an amount asked
    # for with it went too, and that is another.
    return tuple(one for one in tried if not _held_all_the_same(one)) or tried


def _held_all_the_same(found: Repair) -> bool:
    held = found.package.codes if found.package is not None else ()
    return any(one.rule == "availability.asked" and one.subject in held for one in found.changed)


def why_nothing(facts: Facts, found: Candidates, otherwise: Impasse) -> Impasse:
    """The impasse with its rules and ways out; `otherwise` where no smallest set was found."""
    way = in_the_way(facts, found)
    if not way.rules:
        return otherwise
    return evolve(otherwise, rules=way.rules, repairs=repairs(way))
