"""A table of figures, for the screen and for Markdown alike."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import rich.table
    from rich.console import Console, ConsoleOptions

BETWEEN = 2
# The page keeps a blank after the last column.
AFTER = 1


@frozen
class Table:
    """Rows under headings; the first column is words, the others figures."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> Iterator[str]:
        yield f"**{self.title}**"
        yield ""
        yield _line(self.headings)
        yield f"|---|{'--:|' * (len(self.headings) - 1)}"
        yield from map(_line, self.rows)

    def on_screen(self) -> Screen:
        return Screen(self)

    def within(self, width: int) -> tuple[tuple[int, ...], ...]:
        """The columns in groups that fit a page so wide, each with the first column before it.

        A heading may be broken between its words, a cell nowhere.
        """
        least = [self.least(place) for place in range(len(self.headings))]
        groups: list[list[int]] = [[0]]
        taken = least[0]
        for place in range(1, len(least)):
            if taken + BETWEEN + least[place] + AFTER > width and len(groups[-1]) > 1:
                groups.append([0])
                taken = least[0]
            groups[-1].append(place)
            taken += BETWEEN + least[place]
        return tuple(tuple(group) for group in groups)

    def widest(self, columns: tuple[int, ...]) -> int:
        """The page that some columns fill with their headings in one line."""
        widths = [max(self.least(place), len(self.headings[place])) for place in columns]
        return sum(widths) + BETWEEN * (len(widths) - 1) + AFTER

    def least(self, place: int) -> int:
        """How wide a column is at the least: its longest figure, or word of its heading."""
        words = self.headings[place].split() if place else [self.headings[place]]
        return max(map(len, (*words, *(row[place] for row in self.rows))), default=0)


@frozen
class Screen:
    """A table as wide as the page allows, the columns that are left under it with their rows."""

    table: Table

    def __rich_console__(
        self, page: Console, options: ConsoleOptions
    ) -> Iterator[rich.table.Table]:
        from rich.table import Table as Grid

        for number, columns in enumerate(self.table.within(options.max_width)):
            title = f"{self.table.title}{' (the same rows)' if number else ''}"
            whole = self.table.widest(columns) <= options.max_width
            grid = Grid(box=None, pad_edge=False, title=title, title_justify="left")
            for place in columns:
                heading = self.table.headings[place]
                # Broken here and not by the page, which would break the figures as well.
                broken = heading if whole or not place else fill(heading, self.table.least(place))
                grid.add_column(broken, justify="right" if place else "left", no_wrap=True)
            for row in self.table.rows:
                grid.add_row(*(row[place] for place in columns))
            yield grid


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float | None, places: int = 2) -> str:
    """A figure with its thousands; nothing where it is not known."""
    return "" if value is None else f"{value:,.{places}f}"
