"""What attendances take of the rest after a night's work, in a sentence for the officer."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.rest import rest_hours
from optimiser.results import Option
from reports import words

SHOWN = 3


def rest_lost(option: Option, facts: Facts) -> Iterator[str]:
    """How many attendances take how much rest, the first days, and what to do; else nothing."""
    hours = rest_hours(facts.menu)
    if not option.rest or hours is None:
        return
    number = len({clash.session for clash in option.rest})
    days = list(dict.fromkeys(clash.day for clash in option.rest))
    fall, take, keep = ("fall", "take", "them") if number > 1 else ("falls", "takes", "it")
    when = "The first days:" if len(days) > SHOWN else "On"
    yield (
        f"{words.count(number, 'attendance')} {fall} in the {hours:g} hours after a night's work "
        f"and {take} {words.brief(option.measures.rest)} of rest, ways included. "
        f"{when} {words.days(days[:SHOWN])}."
    )
    yield (
        "The hours of rest are our assumption, and no part of the work lost: --never or --group "
        f"can keep {keep} apart."
    )
