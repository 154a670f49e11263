"""A table of a plan on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import fill, wrap

from attrs import frozen
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from reports.plan_table import Cell, Table, written
from reports.screen import heading, indented, line

LISTED = 12
"""Rows of a long table shown before the rest is counted."""


@frozen
class Name:
    """Words of a cell: too long for its column they are broken at a blank or a hyphen, else where
    they must be.
    """

    text: str

    def __rich_measure__(self, page: Console, options: ConsoleOptions) -> Measurement:
        longest = max(map(len, wrap(self.text, 1, break_long_words=False)), default=0)
        return Measurement(longest, len(self.text)).with_maximum(options.max_width)

    def __rich_console__(self, page: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("\n".join(wrap(self.text, options.max_width)), overflow="fold")


def shown(table: Table, most: int | None = None) -> Iterator[RenderableType]:
    """A titled table, cut after `most` rows and the rest counted; nothing where it is empty."""
    if not table.rows:
        return
    yield heading(table.title)
    rows = table.rows if most is None else table.rows[:most]
    yield indented(grid(table.where(rows)))
    if len(rows) < len(table.rows):
        yield indented(line(f"{len(table.rows) - len(rows):,} more in the workbook and the JSON."))
    if table.says:
        yield indented(line(table.says))


def grid(table: Table) -> Grid:
    page = headed(table)
    for row in table.rows:
        page.add_row(*_laid(cells(row, table), table))
    return page


def by_kind(table: Table) -> Iterator[RenderableType]:
    """A table whose first column says what kind of row it is: each kind a line of its own."""
    if not table.rows:
        return
    yield heading(table.title)
    rest = table.only(*(column.title for column in table.columns[1:]))
    page = headed(rest)
    for kind, rows in groupby(zip(table.rows, rest.rows, strict=True), lambda pair: pair[0][0]):
        page.add_row(Text(str(kind), style="italic"), *[""] * (len(rest.columns) - 1))
        for _, row in rows:
            name, *figures = cells(row, rest)
            said, *others = _laid([name, *figures], rest)
            # What of a name goes on below stands under it, and not under the kind.
            page.add_row(Padding(said, (0, 0, 0, 2)), *others)
    yield indented(page)
    yield indented(line(table.says))


def headed(table: Table) -> Grid:
    """A page with its headings. Figures stand to the right and are never broken: their headings
    are, between words; a name too long for its column goes on below.
    """
    page = Grid(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for place, column in enumerate(table.columns):
        if column.right:
            values = (written(row[place], column.kind) for row in table.rows)
            width = max(map(len, (*column.title.split(), *values)))
            title = fill(column.title, width, break_long_words=False)
            page.add_column(title, justify="right", no_wrap=True)
        else:
            page.add_column(column.title, overflow="fold")
    return page


def cells(row: tuple[Cell, ...], table: Table) -> list[str]:
    return [written(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]


def _laid(said: list[str], table: Table) -> Iterator[RenderableType]:
    for one, column in zip(said, table.columns, strict=True):
        yield one if column.right else Name(one)
