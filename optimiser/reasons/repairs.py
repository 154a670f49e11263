"""The cheapest ways out: which few rules, changed, leave a package possible, and which package.

Fewest rules first, then local before guides before what is asked before a person's own time; what
touches worship comes last. A way out meets every conflict found; conflicts are added until it does
(R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32, 1987).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, islice

from models.facts import Facts
from optimiser.aims.clashes import clashes
from optimiser.candidates import candidates
from optimiser.dating import Dated
from optimiser.reasons.conflict import Conflicts
from optimiser.reasons.nearest import figure_of, is_possible, nearest
from optimiser.reasons.repair_words import change
from optimiser.reasons.standing import OF_WORSHIP, Key
from optimiser.results import Repair
from optimiser.solve import Effort, Exhausted

MOST_CHANGED = 3
TRIED = 12
EFFORT = 2.0


def ways_out(
    conflicts: Conflicts,
    first: tuple[Key, ...],
    want: int = 3,
    gives: Callable[[tuple[Key, ...]], bool] = lambda _: True,
) -> list[tuple[Key, ...]]:
    """Up to `want` sets of rules that, taken away, leave a package possible, cheapest first.

    `first` is a smallest set that cannot hold together: whatever helps takes one of it away. More
    rules are changed only where no fewer help; then all conflicts found so far have to be met.
    `gives` may still refuse what the drafts show to help: the next is then tried in its place.
    """
    met, found = [frozenset(first)], list[tuple[Key, ...]]()
    for number in range(1, MOST_CHANGED + 1):
        failed: list[tuple[Key, ...]] = []
        for some in islice(_meeting(conflicts, met, number), TRIED):
            conflicts.effort.left = EFFORT
            try:
                helps = conflicts.possible(_without(conflicts, some))
            except Exhausted:
                continue
            if not helps:
                failed.append(some)
            elif gives(some):
                found.append(some)
            if len(found) >= want:
                break
        if found:
            break
        for some in failed:
            conflicts.effort.left = EFFORT
            try:
                met.append(frozenset(conflicts.smallest(_without(conflicts, some))))
            except Exhausted:
                continue
    return sorted(found, key=lambda some: _price(conflicts, some))


def _without(conflicts: Conflicts, some: tuple[Key, ...]) -> list[Key]:
    return [key for key in conflicts.standings if key not in some]


def _meeting(
    conflicts: Conflicts, met: list[frozenset[Key]], number: int
) -> Iterator[tuple[Key, ...]]:
    """So many rules that may be changed and that share one with every conflict, cheapest first."""
    standings = conflicts.standings
    named = [key for key in standings if any(key in one for one in met)]
    open_to_change = [key for key in named if standings[key].rank is not None]
    for some in sorted(
        combinations(open_to_change, number), key=lambda some: _price(conflicts, some)
    ):
        if not any(one.isdisjoint(some) for one in met):
            yield some


def _price(conflicts: Conflicts, some: tuple[Key, ...]) -> tuple[bool, int, int, list[int]]:
    ranks = [conflicts.standings[key].rank or 0 for key in some]
    places = list(conflicts.standings)
    return OF_WORSHIP in ranks, len(some), max(ranks), [places.index(key) for key in some]


def repaired(conflicts: Conflicts, some: tuple[Key, ...], effort: Effort) -> Repair | None:
    """A way out in words, with the best package it would give as far as the effort goes.

    None where the change is proved to give no package. Where the effort ends first one is still
    known to exist: the feasibility drafts that found the way out have shown it.
    """
    facts = changed(conflicts, some)
    try:
        best = _best(facts, effort)
    except Exhausted:
        best = None
    else:
        if best is None:
            return None
    sure = True
    if best is not None:
        facts, best, sure = _nearer(conflicts.facts, facts, best, some)
    standings = tuple(conflicts.standings[key] for key in some)
    package = best.package if best is not None else None
    lost = clashes(package, facts) if package is not None else ()
    said = " and ".join(change(one, conflicts.facts, package, lost) for one in standings)
    return Repair(
        said if sure else f"{said} (something nearer is not ruled out)",
        tuple(one.hindrance for one in standings),
        package,
        best.measures if best is not None else None,
        best is not None and best.proved,
    )


def _best(facts: Facts, effort: Effort) -> Dated | None:
    from optimiser import options

    return options.best_dated(facts, candidates(facts), effort)


def _nearer(
    before: Facts, facts: Facts, best: Dated, some: tuple[Key, ...]
) -> tuple[Facts, Dated, bool]:
    """The package of the figure nearest to the one taken away, and whether none is nearer.

    With the figure left open the best package may lie far from it.
    """
    figures = [figure_of(key, before, facts, best.package) for key in some]
    open_now = [one for one in figures if one is not None]
    if len(open_now) != 1:
        return facts, best, not open_now
    [figure] = open_now
    value, sure = nearest(
        figure.taken, figure.wanted, lambda value: is_possible(figure.facts_with(value))
    )
    if value == figure.taken and figure.only:
        return facts, best, sure
    there = figure.facts_with(value)
    try:
        found = _best(there, Effort(EFFORT))
    except Exhausted:
        found = None
    return (facts, best, False) if found is None else (there, found, sure)


def changed(conflicts: Conflicts, some: tuple[Key, ...]) -> Facts:
    """The facts with these rules taken away."""
    facts = conflicts.facts
    for key in some:
        facts = conflicts.standings[key].lift(facts)
    return facts
