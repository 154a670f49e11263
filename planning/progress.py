"""How far long work has come: a bar on the terminal, nothing anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

Advance = Callable[[int], None]


def silent(steps: int) -> None:
    """No bar."""


@contextmanager
def bar(title: str, total: int | None, console: Console | None = None) -> Iterator[Advance]:
    """A bar on standard error while the work lasts, where that is a terminal.

    What is yielded is called with the number of steps done since the last call; `total` is None
    where nobody knows how many there will be.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    on = console or Console(stderr=True)
    if not on.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=on, transient=True) as shown:
        task = shown.add_task(title, total=total)
        yield lambda steps: shown.advance(task, steps)
