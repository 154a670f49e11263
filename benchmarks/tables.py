"""A table of figures, for the screen and for Markdown alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    import rich.table


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

    def on_screen(self) -> rich.table.Table:
        from rich.table import Table as Screen

        table = Screen(box=None, pad_edge=False, title=self.title, title_justify="left")
        for place, heading in enumerate(self.headings):
            table.add_column(heading, justify="right" if place else "left", no_wrap=not place)
        for row in self.rows:
            table.add_row(*row)
        return table


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float | None, places: int = 2) -> str:
    """A figure with its thousands; nothing where it is not known."""
    return "" if value is None else f"{value:,.{places}f}"
