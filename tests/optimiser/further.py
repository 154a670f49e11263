"""Which packages may still join a list of options, found by looking at every package there is.

Two kinds are left out, as the optimiser leaves them out: a package that holds more than another to
no avail in any aim, and one whose times of day cost more than other times on the same days.

Nothing here asks the optimiser's orders or its draft: only packages, measures and signatures.
"""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from models.allowed_loss import AllowedLoss
from models.facts import Facts
from models.fault import Aim
from models.package import Package
from models.rules import faults
from models.sources import Force
from optimiser.aims.measure import measure
from optimiser.results import Measures
from optimiser.signature import signature
from tests.optimiser.every_package import packages

Rank = Callable[[Measures], tuple[int, ...]]
ORDERS: tuple[Rank, ...] = (
    lambda m: m.vector,
    lambda m: (m.last_day, *m.vector),
    lambda m: (m.attendances, *m.vector),
    lambda m: (m.months, m.attended + m.curfew, *m.vector),
    lambda m: (m.answering, *m.vector),
)


@frozen
class Weighed:
    """A lawful package with its measures and its signature."""

    package: Package
    measures: Measures
    signature: tuple[object, ...]
    contacts: int = 0

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.package.codes)

    @property
    def days(self) -> object:
        """What is attended on which days, whatever the time of day."""
        attended = frozenset((s.part, s.leg, s.day) for s in self.package.sessions)
        runs = frozenset(part.run for part in self.package.parts)
        return self.codes, self.package.order.months, attended, runs

    @property
    def figures(self) -> tuple[int, ...]:
        return (*self.measures.vector, self.measures.attendances)


def every_weighed(world: Facts) -> list[Weighed]:
    """Every lawful package worth a place in a list."""
    found = [one for package in packages(world) if (one := weighed(package, world)) is not None]
    cheapest: dict[object, tuple[int, ...]] = {}
    for one in found:
        cheapest[one.days] = min(cheapest.get(one.days, one.measures.vector), one.measures.vector)
    found = [one for one in found if one.measures.vector == cheapest[one.days]]
    fronts: dict[frozenset[str], list[Weighed]] = {}
    for one in found:
        fronts.setdefault(one.codes, []).append(one)
    return [one for one in found if not _superfluous(one, fronts)]


def weighed(package: Package, world: Facts) -> Weighed | None:
    """A package with its measures, None where it is not lawful."""
    found = tuple(faults(package, world, dated=True))
    if any(fault.force is Force.MUST for fault in found):
        return None
    practice = sum(fault.aim is Aim.PRACTICE for fault in found)
    measures = evolve(measure(package, world, found=found), practice=practice)
    contacts = sum(fault.rule.startswith("contact.") for fault in found)
    return Weighed(package, measures, signature(world, package), contacts)


def _superfluous(one: Weighed, found: dict[frozenset[str], list[Weighed]]) -> bool:
    return any(
        no_worse(less.figures, one.figures)
        for codes, held in found.items()
        if codes < one.codes
        for less in held
    )


def may_join(
    every: Iterable[Weighed], earlier: Sequence[Weighed], loss: AllowedLoss
) -> list[Weighed]:
    """Those that may join a list: new, within the allowed loss, better than each somewhere."""
    best = earlier[0].measures
    spared = earlier[0].contacts + loss.contact
    marks = {one.signature for one in earlier}
    return [
        one
        for one in every
        if one.signature not in marks
        and within(one.measures, best, loss)
        and one.contacts <= spared
        and all(better_somewhere(one.measures, other.measures) for other in earlier)
    ]


def within(measures: Measures, best: Measures, loss: AllowedLoss) -> bool:
    spare = max(loss.work_minutes, best.work * loss.work_percent // 100)
    return (
        measures.proportionality <= best.proportionality
        and measures.answering <= best.answering + loss.answering
        and measures.practice <= best.practice + loss.practice
        and measures.work <= best.work + spare
    )


def better_somewhere(one: Measures, other: Measures) -> bool:
    return any(mine < theirs for mine, theirs in zip(one.vector, other.vector, strict=True))


def no_worse(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one, other, strict=True))
