"""What the packages of a tiny world come to, structure by structure."""

from functools import cache

from attrs import frozen

from models.facts import Facts
from models.package import Package
from models.timetable import Run
from optimiser.candidates import candidates
from optimiser.orders import figures
from optimiser.outline import Outline, outlines
from optimiser.results import Measures
from tests.optimiser.every_package import packages, vector
from tests.optimiser.further import weighed
from tests.optimiser.tiny import tiny


@frozen
class Held:
    """A structure of a world with the least vector of the packages of it that keep every should."""

    outline: Outline
    runs: dict[str, Run]
    months: int
    least: tuple[int, ...]


@cache
def structures(seed: int) -> tuple[Held, ...]:
    """Every structure that some lawful package has whose dates depart from nothing."""
    return structures_of(tiny(seed))


def structures_of(world: Facts) -> tuple[Held, ...]:
    """The same of any world."""
    known = {frozenset(outline.codes): outline for outline in outlines(world, candidates(world))}
    best: dict[tuple[object, ...], Held] = {}
    for package in packages(world):
        outline = known.get(frozenset(package.codes))
        measured = None if outline is None else vector(package, world)
        if outline is None or measured is None or measured[:4] != outline.cost:
            continue
        runs = _runs(package, outline)
        key = (outline.codes, tuple(sorted(run.id for run in runs.values())), package.order.months)
        if key not in best or measured < best[key].least:
            best[key] = Held(outline, runs, package.order.months, measured)
    return tuple(best.values())


@frozen
class Every:
    """A structure with what its lawful packages come to: the least vector, and each aim's least.

    `least_in_contact` and `lowest_in_contact` are of those that keep every standard of contact;
    None where none does.
    """

    outline: Outline
    runs: dict[str, Run]
    months: int
    least: tuple[int, ...]
    lowest: tuple[int, ...]
    measures: Measures
    least_in_contact: tuple[int, ...] | None = None
    lowest_in_contact: tuple[int, ...] | None = None


@cache
def every_structure(seed: int) -> tuple[Every, ...]:
    """Every structure that some lawful package has, whatever its dates depart from."""
    world = tiny(seed)
    known = {frozenset(outline.codes): outline for outline in outlines(world, candidates(world))}
    best: dict[tuple[object, ...], Every] = {}
    for package in packages(world):
        outline = known.get(frozenset(package.codes))
        held = None if outline is None else weighed(package, world)
        if outline is None or held is None:
            continue
        runs = _runs(package, outline)
        key = (outline.codes, tuple(sorted(run.id for run in runs.values())), package.order.months)
        mine = figures(held.measures)
        before = best.get(key)
        kept = [mine] if not held.contacts else []
        lowest = list(kept)
        if before is not None and before.least_in_contact is not None:
            kept.append(before.least_in_contact)
        if before is not None and before.lowest_in_contact is not None:
            lowest.append(before.lowest_in_contact)
        best[key] = Every(
            outline,
            runs,
            package.order.months,
            min(mine, before.least) if before else mine,
            tuple(map(min, mine, before.lowest)) if before else mine,
            held.measures,
            min(kept, default=None),
            tuple(map(min, *lowest, *lowest)) if lowest else None,
        )
    return tuple(best.values())


def _runs(package: Package, outline: Outline) -> dict[str, Run]:
    taken = {part.run for requirement in package.requirements for part in requirement.parts}
    return {
        candidate.code: run
        for candidate in outline.grouped
        for run in candidate.runs
        if run.id in taken
    }
