"""Scenarios side by side on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from models.placement import PlanAim
from reports import plan_whatif_tables, words
from reports.plan_table import written
from reports.plan_tables import AIMS, bound
from reports.screen import heading, indented, line

if TYPE_CHECKING:
    from models.placement import StageBound
    from planning.report import Compared

# Scenarios side by side, and the letters there are for their names.
A_PAGE, NAMES_WIDTH = 4, 56


def comparison_screen(found: Sequence[Compared]) -> Iterator[RenderableType]:
    """Scenarios side by side: figures in rows, so that many scenarios fit a narrow page."""
    if not found:
        return
    yield heading("Scenarios side by side")
    names = [words.plain(one.name) for one in found]
    table = plan_whatif_tables.compared(found)
    for first in range(0, len(found), A_PAGE):
        shown_names = names[first : first + A_PAGE]
        page = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
        page.add_column("", no_wrap=True)
        for name in shown_names:
            width = NAMES_WIDTH // max(2, len(shown_names)) - 2
            page.add_column(fill(name, width), justify="right", no_wrap=True)
        for place, column in enumerate(table.columns[1:-1], start=1):
            values = [row[place] for row in table.rows[first : first + A_PAGE]]
            page.add_row(column.title, *(written(value, column.kind) for value in values))
        yield indented(page)
        yield Text("")
    for one, name in zip(found, names, strict=True):
        if one.sentence:
            yield indented(line(f"{name}: {words.sentence(words.plain(one.sentence))}"))
        if one.musts:
            broken = words.count(one.musts, "rule is", "rules are")
            yield indented(line(f"{name}: {broken} not kept.", "bold"))
        gaps = "; ".join(_open(one.stages))
        if gaps:
            yield indented(line(f"{name}: not proved best: {gaps}."))


def _open(stages: Sequence[StageBound]) -> Iterator[str]:
    """Each aim in which a plan might do better, with what none falls below."""
    for stage in stages:
        if not stage.proved:
            name, unit = AIMS[PlanAim(stage.aim)]
            known = f"no plan is below {bound(stage):,}"
            yield f"{name.lower()} {stage.value:,} {unit} where {known}"
