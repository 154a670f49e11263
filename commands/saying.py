"""To the terminal: text in its width, JSON as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import RenderableType


# Filled once JSON is begun to be written: none is ever written after it.
BEGUN: list[bool] = []


def say_json_interrupted() -> None:
    """That there is no answer, so that what reads JSON has some; nothing where one was begun."""
    if not BEGUN:
        say_json({"interrupted": True})


def say(parts: Iterable[RenderableType]) -> None:
    from reports.screen import console, write

    write(parts, console())


def say_json(data: Any) -> None:
    from reports.json_report import dumped

    BEGUN.append(True)
    # As bytes: JSON is UTF-8 whatever the terminal's own encoding.
    click.echo(dumped(data).encode(), nl=False)
