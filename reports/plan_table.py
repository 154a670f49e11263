"""A table of figures as data: the screen, the workbook and the charts print the same one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import frozen

from reports import words

Cell = str | int | float | date | None
NOTHING = "-"


class Kind(Enum):
    """How a column is written; a share is from 0 to 1 and said in percent."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"


@frozen
class Column:
    """`note` is the key of a note in `NOTES` that says what the figures mean."""

    title: str
    kind: Kind = Kind.TEXT
    note: str = ""

    @property
    def right(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.SHARE)


@frozen
class Table:
    """Rows under columns; `name` is unique among the tables of one report and names its sheet."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    says: str = ""

    def only(self, *titles: str) -> Table:
        """The same rows with some of the columns, in the order they are named."""
        places = [[column.title for column in self.columns].index(title) for title in titles]
        return Table(
            self.name,
            self.title,
            tuple(self.columns[place] for place in places),
            tuple(tuple(row[place] for place in places) for row in self.rows),
            self.says,
        )

    def without(self, *titles: str) -> Table:
        """The same rows with all columns but these."""
        left = (column.title for column in self.columns if column.title not in titles)
        return self.only(*left)

    def fullest_first(self, title: str) -> Table:
        """The same rows, those with most in a column of figures first."""
        place = [column.title for column in self.columns].index(title)

        def most(row: tuple[Cell, ...]) -> float:
            cell = row[place]
            return cell if isinstance(cell, (int, float)) else 0.0

        return self.where(sorted(self.rows, key=most, reverse=True))

    def where(self, rows: Iterable[tuple[Cell, ...]]) -> Table:
        return Table(self.name, self.title, self.columns, tuple(rows), self.says)


def written(cell: Cell, kind: Kind) -> str:
    """A cell as it is read.

    >>> written(12400, Kind.NUMBER), written(0.825, Kind.SHARE), written(None, Kind.NUMBER)
    ('12,400', '82%', '-')
    >>> written(date(2026, 3, 2), Kind.DAY), written(3.14, Kind.NUMBER)
    ('2 March 2026', '3.1')
    """
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, date):
        return words.day(cell)
    if isinstance(cell, str):
        return words.plain(cell)
    if kind is Kind.SHARE:
        return f"{cell:.0%}"
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.1f}"
