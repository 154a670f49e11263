"""What a rule is, and how one that is not kept is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from attrs import frozen

from models.dated import Ruling
from models.facts import Facts
from models.fault import Aim, Fault
from models.package import Package
from models.sources import Force, Source

# What a rule rests on where no document of the catalogue says it.
CASE = "case"
TIMETABLE = "timetable"
ASSUMPTION = "assumption"

Ground = Ruling | Source


@frozen
class Rule:
    """One rule of the book. `dated` rules speak of sessions and need them dated."""

    id: str
    check: Callable[[Package, Facts], Iterator[Fault]]
    dated: bool = False


def found(
    rule: str,
    subject: str,
    ground: Ground,
    sentences: Sequence[str],
    *,
    force: Force | None = None,
    aim: Aim = Aim.PRACTICE,
) -> Iterator[Fault]:
    """The one fault that several findings against a subject make; none where there are none.

    The force is the catalogue row's own unless given; a row that only says *may* refers the
    entry and faults nothing.
    """
    weight = force or force_of(ground)
    if not sentences or force_of(ground) is Force.MAY:
        return
    source = ground.source if isinstance(ground, Ruling) else ground
    verified = ground.verified if isinstance(ground, Ruling) else True
    strength = ground.row.strength if isinstance(ground, Ruling) else None
    times = len(sentences)
    yield Fault(rule, subject, weight, sentences[0], source, aim, times, verified, strength)


def gathered(
    rule: str,
    subject: str,
    broken: Sequence[tuple[Ground, str]],
    *,
    force: Force | None = None,
    aim: Aim = Aim.PRACTICE,
) -> Iterator[Fault]:
    """The one fault of findings that rest on different grounds: the first *must* speaks for all."""
    binding = [pair for pair in broken if force_of(pair[0]) is not Force.MAY]
    binding.sort(key=lambda pair: force_of(pair[0]) is not Force.MUST)
    if binding:
        sentences = [sentence for _, sentence in binding]
        yield from found(rule, subject, binding[0][0], sentences, force=force, aim=aim)


def by_subject(rule: str, broken: Iterable[tuple[str, Ground, str]]) -> Iterator[Fault]:
    """One fault a subject, however many findings against it."""
    ordered = sorted(broken, key=lambda one: one[0])
    for subject, held in groupby(ordered, key=lambda one: one[0]):
        yield from gathered(rule, subject, [(ground, said) for _, ground, said in held])


def force_of(ground: Ground) -> Force:
    return ground.row.force if isinstance(ground, Ruling) else Force.MUST


def case_fact(path: str) -> Source:
    return Source(CASE, path)


def local(id: str) -> Source:
    return Source(TIMETABLE, id)


def assumed(section: str) -> Source:
    return Source(ASSUMPTION, section)
