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
