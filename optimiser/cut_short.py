"""That an order is too short for any group: whose length it is, and the day it is to be over by."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from models.entry import Entry
from models.facts import Facts
from models.rules.sentences import counted, day_of
from models.sources import Source
from optimiser.open_runs import OpenRuns

MONTHS = Source("case", "sentence.months")
FINISH = Source("case", "limits.finish_by")


def cut_short(facts: Facts, entry: Entry) -> tuple[str, Source] | None:
    """What leaves no group time to finish, as it ends a sentence, and where it is said.

    None where none would finish in a longer order either: then it is the timetable.
    """
    for freed, said, source in _freed(facts):
        if OpenRuns(freed).of(entry):
            return said, source
    return None


def _freed(facts: Facts) -> Iterator[tuple[Facts, str, Source]]:
    """The facts without one limit of the order, or without both."""
    case, sentence = facts.case, facts.case.sentence
    fixed, finish = sentence.months or sentence.supervision_months, case.limits.finish_by
    endless = evolve(case, limits=evolve(case.limits, finish_by=None))
    open_length = evolve(sentence, months=None, supervision_months=None)
    inside = f"inside an order of {counted(fixed, 'month')}" if fixed else ""
    over = f"by {day_of(finish)}" if finish is not None else ""
    if over:
        yield evolve(facts, case=endless), over, FINISH
    if inside:
        yield evolve(facts, case=evolve(case, sentence=open_length)), inside, MONTHS
    if inside and over:
        both = evolve(endless, sentence=open_length)
        yield evolve(facts, case=both), f"{inside}, over {over}", MONTHS
