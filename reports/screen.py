"""The page a report is printed on: rich, without colour or width where there is no terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TextIO

from attrs import frozen
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reports import words

INDENT = 2


def console(width: int | None = None, file: TextIO | None = None) -> Console:
    """A page of a given width, else the terminal's; rich itself obeys NO_COLOR."""
    return Console(width=width, file=file, highlight=False, markup=False, emoji=False)


def rendered(parts: Iterable[RenderableType], width: int = 80) -> str:
    """What `parts` look like on a page without colour."""
    page = Console(
        width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False,
        no_color=True, force_terminal=False, force_jupyter=False,
    )  # fmt: skip
    write(parts, page)
    assert isinstance(page.file, io.StringIO)
    return page.file.getvalue()


def write(parts: Iterable[RenderableType], page: Console) -> None:
    """Print each part; where there is no terminal, without blanks at the ends of lines."""
    if page.is_terminal:
        for part in parts:
            page.print(part)
        return
    for part in parts:
        with page.capture() as caught:
            page.print(part, soft_wrap=isinstance(part, OneLine))
        for text in caught.get().splitlines():
            page.file.write(f"{text.rstrip()}\n")


@frozen
class OneLine:
    """A line that is never broken except by the edge of a terminal."""

    text: str

    def __rich_console__(self, page: Console, options: ConsoleOptions) -> RenderResult:
        yield line(self.text, "bold")


def line(text: str, style: str = "") -> Text:
    return Text(words.plain(text), style=style)


def heading(text: str) -> Group:
    """A title with an empty line above it."""
    return Group(Text(""), line(text, "bold"))


def item(text: str, depth: int = 1) -> Table:
    """A point of a list; its second line stands under the first."""
    return _hanging("-", text, depth)


def labelled(label: str, text: str) -> Text:
    """A label in bold with what it names on the same line."""
    return Text.assemble((f"{words.plain(label)} ", "bold"), words.plain(text))


def section(title: str, points: Iterable[str]) -> list[RenderableType]:
    """A heading and its points, or nothing where there are none."""
    listed = [item(point) for point in points]
    return [heading(title), *listed] if listed else []


def indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, INDENT))


def _hanging(mark: str, text: str, depth: int) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=INDENT * depth - 1 + len(mark) - 1, justify="right", no_wrap=True)
    grid.add_column(ratio=1)
    grid.expand = True
    grid.add_row(mark, line(text))
    return grid
