"""How a provider delivers a treatment: as it says itself, else as the catalogue has it."""

from __future__ import annotations

from models.catalogue import Catalogue
from models.timetable import Cadence, Provider

TREATMENT, LOAD = "treatment", "load"


def cadence_of(provider: Provider, requirement: str, catalogue: Catalogue) -> Cadence:
    for cadence in provider.cadences:
        if cadence.requirement == requirement:
            return cadence
    leg = catalogue.entry(requirement).main
    stated = leg.minutes if leg is not None else None
    minutes = (stated.highest or stated.lowest) if stated is not None else None
    return Cadence(
        requirement,
        catalogue.most(TREATMENT, "appointments"),
        catalogue.most(TREATMENT, "every-days"),
        int(minutes or catalogue.most(LOAD, "appointment-minutes")),
    )


def cadences_of(provider: Provider, catalogue: Catalogue) -> tuple[Cadence, ...]:
    """How a provider delivers every treatment it offers."""
    treated = catalogue.treatments
    return tuple(
        cadence_of(provider, code, catalogue) for code in provider.offers if code in treated
    )
