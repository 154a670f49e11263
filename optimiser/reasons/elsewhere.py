"""That a treatment is given at the place nearest home, where others give it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve

from models.entry import Entry
from models.facts import Facts
from models.rules.rule import assumed
from optimiser.provision import givers
from optimiser.reasons.standing import ON_THE_SPOT, Standing
from optimiser.results import Hindrance

NEAREST = "places.nearest"


def nearest(facts: Facts, entries: Iterable[Entry]) -> Iterator[Standing]:
    """For each treatment that a place further away gives as well: an assumption, not a rule."""
    for entry in entries:
        near = givers(facts, entry.code) if entry.stream == "treatment" else ()
        if not near or not givers(_elsewhere(facts, entry.code, near[0].venue), entry.code):
            continue
        venue = facts.timetable.venues[near[0].venue].name
        said = f"{entry.name} is taken to be given at {venue}, the nearest place that gives it."
        source = assumed("provision")
        yield Standing(
            Hindrance(NEAREST, entry.code, said, source, "assumption"),
            partial(_elsewhere, code=entry.code, venue=near[0].venue),
            codes=frozenset({entry.code}),
            rank=ON_THE_SPOT,
        )


def _elsewhere(facts: Facts, code: str, venue: str) -> Facts:
    """The facts as if nobody gave it at this place: the nearest of the others then does."""
    providers = tuple(
        evolve(one, offers=tuple(held for held in one.offers if held != code))
        if one.venue == venue
        else one
        for one in facts.timetable.providers
    )
    return evolve(facts, timetable=evolve(facts.timetable, providers=providers))
