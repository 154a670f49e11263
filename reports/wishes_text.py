"""Wishes in words, and a plain table of what they change."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.table import Table

from models.facts import Facts
from models.moments import MINUTES_A_DAY
from models.wishes import Wishes, group_named
from optimiser.wishing import Contrast, Wished
from reports import naming, words
from reports.exchange_text import exchanged
from reports.screen import heading, indented, line, section


def _some(number: int) -> str:
    """What is left unanswered is weighed by the officer's order: the figure itself says nothing."""
    return "some" if number else "none"


# Measures in the order of the aims, then what they are made of; minutes are said in hours.
LABELS: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("proportionality", "Departures on number, amounts and length", str),
    ("answering", "Purposes and needs unanswered", _some),
    ("conditions", "Facts or bodies it depends on", str),
    ("practice", "Other departures from guidance", str),
    ("work", "Work, study, care lost", words.brief),
    ("care", "of it care", words.brief),
    ("rest", "Rest after nights taken", words.brief),
    ("travel", "Travel", words.brief),
    ("waiting", "Days waiting for first main sessions", str),
    ("last_day", "Days to the last session", str),
    ("months", "Months of the order", str),
    ("attendances", "Attendances", str),
    ("attended", "Time attended", words.brief),
    ("curfew", "Curfew", words.brief),
    ("forgiveness", "Absences that can be made good", str),
)
COLUMNS = ("", "Without the wishes", "Under them", "Difference")


def wished(found: Wished, chosen: int = 1) -> Iterator[RenderableType]:
    """The wishes, and what they change in option `chosen` against the best without them."""
    if not found.wishes:
        return
    facts = found.options.facts
    yield from section("Wishes", described(found.wishes, facts))
    if not found.options.options:
        return
    yield heading(f"What the wishes change: option {chosen} beside the best without them")
    if found.base is None:
        yield indented(line("No package without the wishes is at hand to compare with."))
        return
    if found.without is not None:
        under = found.options.options[chosen - 1].package
        yield from (indented(line(said)) for said in exchanged(found.without, under, facts))
    contrasts = found.differences[chosen - 1]
    differing = [contrast for contrast in contrasts if contrast.change]
    if differing:
        yield indented(table(differing))
        yield indented(line("Every other measure is the same."))
    else:
        yield indented(line("Nothing: every measure is the same."))
    if not found.base_proved:
        yield indented(line("Without the wishes there may be better yet: time ran out."))
    yield from counted_all_the_same(found.wishes)


def counted_all_the_same(wishes: Wishes) -> Iterator[RenderableType]:
    """That what a wish relaxes is lost none the less."""
    if wishes.relax:
        kinds = words.listing(kind.value for kind in wishes.relax)
        yield indented(
            line(f"Minutes of {kinds} lost are counted here, though the wish leaves them out.")
        )


def table(contrasts: list[Contrast]) -> Table:
    return beside(contrasts, COLUMNS)


def beside(contrasts: list[Contrast], columns: tuple[str, ...]) -> Table:
    """Measures under four headings, before and after, with the difference."""
    rows = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        rows.add_column(column)
    held = {contrast.measure: contrast for contrast in contrasts}
    for name, label, said in LABELS:
        if name in held:
            one = held[name]
            more = "more" if one.change > 0 else "less" if said is words.brief else "fewer"
            change = f"{said(abs(one.change))} {more}"
            if said is _some and one.without and one.under:
                change = f"{more} of them"
            rows.add_row(label, said(one.without), said(one.under), change)
    return rows


def described(wishes: Wishes, facts: Facts) -> Iterator[str]:
    """Each wish as a sentence."""
    for code in wishes.with_codes:
        yield f"With: {naming.entry(code, facts)}."
    for code in wishes.without_codes:
        yield f"Without: {naming.entry(code, facts)}."
    for id in wishes.groups:
        yield f"In the group {words.plain(id)}{_of_group(id, facts)}."
    for code, amount in wishes.amounts.items():
        entry = facts.menu.entries.get(code)
        unit = entry.units[0] if entry is not None and entry.units else ""
        yield f"{naming.entry(code, facts)}: {words.amount(unit.replace('-', '_'), amount)}."
    if wishes.months is not None:
        yield f"An order of {words.count(wishes.months, 'month')}."
    if wishes.evenings_only:
        row = facts.menu.ruling("load", "evening-start")
        yield words.sentence(row.row.text if row is not None else "Evenings only")
    for shift in wishes.never:
        on = words.DAYS[shift.weekday]
        hours = f"{words.clock(shift.start)} to {words.clock(shift.end)}"
        whole = shift.end - shift.start == MINUTES_A_DAY
        said = on if whole else f"{on} {hours}"
        yield f"Never on {said}, the way there and back included."
    for kind in wishes.relax:
        yield f"{kind.value.capitalize()} relaxed: its hours are not counted as lost, firm or not."
    if wishes.finish_by is not None:
        yield f"Over by {words.day(wishes.finish_by)}: the order itself ends by then."


def _of_group(id: str, facts: Facts) -> str:
    """What a group is and when it meets, so that its name need not say it."""
    group = group_named(id, facts)
    if group is None:
        return ""
    times = words.listing(
        f"{words.DAYS[slot.weekday]} {words.clock(slot.start)} to {words.clock(slot.end)}"
        for slot in group.slots
    )
    name, venue = naming.entry(group.programme, facts), naming.venue(group.venue, facts)
    return f" ({name}, {venue}, {times})"
