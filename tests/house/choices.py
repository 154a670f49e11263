"""Every choice of a few requirements and parts, put to a package draft and to the rules."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from attrs import evolve

from models.case import Terms
from models.entry import Entry
from models.facts import Facts
from models.package import Package
from optimiser.candidates import Candidate, Candidates
from optimiser.package_draft import PackageDraft
from optimiser.part_days import part_days
from tests.house.worlds import candidate, departures_of_choice, faults_of
from tests.models.rules.build import package, planned

Answers = dict[tuple[str, ...], tuple[int | None, int | None]]


def candidates_of(world: Facts, entries: Iterable[Entry]) -> Candidates:
    """Every entry a candidate, asked for where the case asks, under the first that carries it."""
    asks = world.case.sentence.asks
    requirements: dict[str, Candidate] = {}
    parts: dict[str, Candidate] = {}
    for entry in entries:
        ask = next(
            (a for a in asks if entry.code == a.requirement or entry.code in a.programmes), None
        )
        held = parts if entry.under else requirements
        held[entry.code] = candidate(entry, asked=ask, carriers=entry.under)
    return Candidates(requirements, parts, ())


def expressible(found: Candidates) -> Iterator[tuple[str, ...]]:
    """Every set of codes in which each part has its carrier: others cannot be written down."""
    codes = (*found.requirements, *found.parts)
    for size in range(len(codes) + 1):
        for chosen in combinations(codes, size):
            if all(found.parts[c].carriers[0] in chosen for c in chosen if c in found.parts):
                yield chosen


def written(found: Candidates, chosen: tuple[str, ...], world: Facts, floor: int = 0) -> Package:
    """The package of a choice: the court's amounts, and as many RAR days as its parts need."""
    requirements = []
    for code in chosen:
        if code not in found.requirements:
            continue
        asked = found.requirements[code].asked
        terms = asked.terms if asked is not None else Terms()
        own = [c for c in chosen if c in found.parts and found.parts[c].carriers[0] == code]
        if code == "rar" and terms.days is None:
            days = sum(part_days(found.parts[part]) for part in own)
            terms = evolve(terms, days=max(floor, days) or None)
        requirements.append(evolve(planned(code, *own), terms=terms))
    sentence = world.case.sentence
    order = evolve(
        package(months=12).order,
        kind=sentence.kind,
        operational_months=sentence.operational_months,
    )
    return package(*requirements, order=order)


def asked_of_both(
    posts: Iterable[Callable[[PackageDraft], None]],
    rules: Iterable[str],
    world: Facts,
    *entries: Entry,
    floor: int = 0,
) -> Answers:
    """Every choice with the rules' answer and the draft's."""
    found, asked = candidates_of(world, entries), tuple(rules)
    made = PackageDraft(world, found)
    for post in posts:
        post(made)
    return {
        chosen: (
            faults_of(written(found, chosen, world, floor), world, asked),
            departures_of_choice(made, chosen),
        )
        for chosen in expressible(found)
    }
