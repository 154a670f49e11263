"""To the terminal: text in its width, JSON as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import RenderableType


# Filled once JSON is begun to be written: none is ever written after it.
BEGUN: list[bool] = []


class NobodyReads(Exception):
    """What stands behind the pipe has read enough: nothing is wrong, and nothing more is said."""


class Unwritable(Exception):
    """The answer can't be written to where standard output goes, and why."""


@contextmanager
def to_stdout() -> Iterator[None]:
    """What is said inside is out when it ends.

    Raises
    ------
    NobodyReads
        Where the reader of a pipe has gone.
    Unwritable
        Where the system takes no more: a full disk.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()
        raise NobodyReads from None
    except OSError as fault:
        _say_no_more()
        raise Unwritable(fault.strerror or str(fault)) from None


@contextmanager
def flushed() -> Iterator[None]:
    """However what is inside ends, all of what it said is out; raises as `to_stdout` does."""
    try:
        yield
    finally:
        with to_stdout():
            pass


def _say_no_more() -> None:
    """Else the interpreter would try once more at its end, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say_json_interrupted() -> None:
    """That there is no answer, so that what reads JSON has some; nothing where one was begun."""
    if not BEGUN:
        say_json({"interrupted": True})


def say(parts: Iterable[RenderableType]) -> None:
    from reports.screen import console, write

    with to_stdout():
        write(parts, console())


def say_json(data: Any) -> None:
    from reports.json_report import dumped

    BEGUN.append(True)
    # As bytes: JSON is UTF-8 whatever the terminal's own encoding.
    with to_stdout():
        click.echo(dumped(data).encode(), nl=False)
