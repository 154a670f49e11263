"""The amounts that options leave open, since nobody fixed them and no band is known: asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.facts import Facts
from models.package import Package
from models.rules.unset import unset
from models.suitability.questions import question
from optimiser.results import Option, ToAsk


def amounts_to_ask(options: Sequence[Option], facts: Facts) -> tuple[ToAsk, ...]:
    """Each amount that some option leaves open, once, in the order in which they come."""
    found: dict[str, ToAsk] = {}
    for option in options:
        for amount in unset(option.package, facts):
            if not amount.follows:
                fact = f"sentence.asks.{amount.entry.code}.{amount.unit}"
                found.setdefault(fact, ToAsk(fact, question(fact), (amount.entry.code,)))
    return tuple(found.values())


def left_open(package: Package, facts: Facts) -> Iterator[str]:
    """What is said beside an option that leaves an amount open."""
    for amount in unset(package, facts):
        if not amount.follows:
            units = amount.unit.replace("_", " ")
            yield f"{amount.entry.name}: its {units} are for the court to set, and are asked for."
