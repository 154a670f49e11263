"""What is in force on a case's dates: every row on the date it turns on."""

from __future__ import annotations

from datetime import date

from attrs import evolve, frozen

from models.case import Case
from models.catalogue.catalogue import Catalogue
from models.commitments import DateRange
from models.dated import Bound, Clock, Row, Ruling, Step, Value
from models.facts import Menu, PairRule, SequenceRule
from models.moments import day_of
from models.sources import Strength

AVAILABLE = "available"
STRENGTHS = tuple(Strength)


@frozen
class Days:
    """The days a clock may stand at, and the sentence that says what was assumed of them."""

    ranges: tuple[DateRange, ...]
    assumption: str = ""


def menu(catalogue: Catalogue, case: Case) -> Menu:
    """Every row as it stands on the case's dates, and every entry in each of its editions."""
    clocks = {clock: _days(clock, case, opening(catalogue)) for clock in Clock}
    found = [_ruling(row, clocks[row.clock]) for row in catalogue.rows]
    rulings = _decided([ruling for ruling in found if ruling is not None])
    pairs = [
        PairRule(pair.row.id, pair.first, pair.second, pair.relation, ruling, pair.when)
        for pair in catalogue.pairs
        if (ruling := _ruling(pair.row, clocks[pair.row.clock])) and ruling.value is True
    ]
    sequences = [
        SequenceRule(s.row.id, s.first, s.second, s.relation, ruling, s.days, s.when)
        for s in catalogue.sequences
        if (ruling := _ruling(s.row, clocks[s.row.clock])) and ruling.value is True
    ]
    assumed = [ruling.assumption for ruling in rulings if ruling.assumption]
    return Menu(
        rulings=rulings,
        entries={code: catalogue.entry(code) for code in catalogue.codes},
        editions={
            (code, document): catalogue.entry(code, document)
            for code in catalogue.codes
            for document in catalogue.editions(code)
        },
        pairs=tuple(pairs),
        sequences=tuple(sequences),
        assumptions=tuple(dict.fromkeys(assumed)),
    )


def opening(catalogue: Catalogue) -> date:
    """The first day of offence this product covers, which is a row of the catalogue.

    Raises
    ------
    LookupError
        Where the catalogue does not say when orders were first available.
    """
    for row in catalogue.rows:
        if (row.subject, row.parameter) == ("order", AVAILABLE):
            return row.steps[0].since
    raise LookupError("no row says since when an order is available")


def _days(clock: Clock, case: Case, first: date) -> Days:
    dates = case.dates
    if clock is not Clock.OFFENCE:
        on = {
            Clock.CONVICTION: dates.conviction,
            Clock.SENTENCE: dates.sentence,
            Clock.PLAN: case.today,
        }[clock]
        return Days((DateRange(on, on),))
    whole = dates.offence
    unknown = whole is None
    if whole is None:
        whole = DateRange(min(first, dates.conviction), dates.conviction)
    ranges = [offence.offence_date or whole for offence in case.offences] or [whole]
    unknown = unknown and whole in ranges
    spans = tuple(dict.fromkeys(ranges))
    if unknown:
        since = day_of(whole.start)
        said = f"The date of an offence is not known: any day from {since} to the conviction"
    elif len(spans) > 1:
        said = "The offences were committed on different days: every one of them"
    else:
        first_day, last_day = day_of(spans[0].start), day_of(spans[0].end)
        said = f"The offence is only known to lie between {first_day} and {last_day}: all"
    return Days(spans, f"{said} is allowed for, and what is lawful on all of these days is used.")


def _ruling(row: Row, days: Days) -> Ruling | None:
    """The row on every day its clock may stand at; None where it says nothing on any of them."""
    spells = [row.steps_over(span.start, span.end) for span in days.ranges]
    found = [step for spell in spells for step in spell]
    steps = [step for step in dict.fromkeys(found) if step is not None]
    if not steps:
        return _not_yet(row) if row.parameter == AVAILABLE else None
    silent = None in found
    value = _lawful([step.value for step in steps], row, silent)
    decisive = next((step for step in steps if step.value == value), steps[-1])
    pending = tuple(step for step in row.steps if not step.commenced)
    crossed = len(steps) > 1 or silent
    return Ruling(
        row=row,
        value=value,
        source=decisive.source,
        since=decisive.since,
        verified=all(step.verified for step in steps),
        note=decisive.note,
        assumption=days.assumption if crossed else "",
        other_values=(*(step for step in steps if step is not decisive), *pending),
        unsettled=row.parameter == AVAILABLE and value is not True and _unsettled(spells),
    )


def _unsettled(spells: list[tuple[Step | None, ...]]) -> bool:
    """Whether each offence has a day on which it is available, though one has others."""
    return all(any(step is not None and step.value is True for step in spell) for spell in spells)


def _lawful(values: list[Value], row: Row, silent: bool) -> Value:
    """What is lawful whichever of the values is the law; `silent`: or none of them."""
    if row.parameter == AVAILABLE:
        return not silent and all(value is True for value in values)
    bounds = [value for value in values if isinstance(value, Bound)]
    if bounds:
        whole = Bound()
        for each in bounds:
            whole = whole.meet(each)
        return whole
    if any(value is True for value in values):
        return True
    return values[-1]


def _not_yet(row: Row) -> Ruling:
    """Not available: before the first step, or never commenced."""
    first = row.steps[0]
    note = f"In force from {first.since.day} {first.since:%B %Y} by date of {row.clock.value}."
    if not first.commenced:
        note = first.note or "Enacted; no commencement seen."
    return Ruling(row, False, first.source, first.since, first.verified, note, "", row.steps)


def _decided(rulings: list[Ruling]) -> tuple[Ruling, ...]:
    """One ruling for each thing ruled on; the others are kept beside it and shown.

    A value known goes before none, what takes a requirement away before what grants it, the
    stronger source before the weaker, the earlier in the file before the later. Bands come before
    what holds for every case, so that the first that fits is the narrowest.
    """
    groups: dict[tuple[object, ...], list[Ruling]] = {}
    for ruling in rulings:
        row = ruling.row
        groups.setdefault((row.subject, row.parameter, row.unit, row.when), []).append(ruling)
    decided = []
    for group in groups.values():
        first, *others = sorted(group, key=_rank)
        shown = tuple(
            Step(other.since, other.value, other.source, other.verified, note=other.note)
            for other in others
        )
        decided.append(evolve(first, other_values=(*first.other_values, *shown)))
    return tuple(sorted(decided, key=lambda ruling: not ruling.row.when))


def _rank(ruling: Ruling) -> tuple[bool, bool, int]:
    return (
        ruling.value is None,
        ruling.value is not False,
        STRENGTHS.index(ruling.row.strength),
    )
