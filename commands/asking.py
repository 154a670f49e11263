"""Asking the optimiser, so that an interrupt is heard while the solver is at work."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from commands.guarding import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.allowed_loss import AllowedLoss
    from models.facts import Facts
    from models.wishes import Wishes
    from optimiser.results import Option
    from optimiser.wishing import Wished


def interruptible(
    facts: Facts,
    want: int,
    wishes: Wishes,
    loss: AllowedLoss | None = None,
    *,
    missing: bool = False,
) -> tuple[Wished, Any]:
    """The answer; if interrupted, what was found until then and the thread still at work.

    Other options lose no more than `loss`; `missing` asks for the group that would save the first
    option work.

    The solver runs in a thread of its own, since an interrupt reaches Python only between calls.
    It is waited for by an event: a join that is interrupted takes the thread for ended, and the
    program would then end under the solver's feet.
    """
    from threading import Event, Thread

    from attrs import evolve

    from models.allowed_loss import AllowedLoss
    from optimiser.counterfactual import with_missing
    from optimiser.present import named
    from optimiser.results import Options
    from optimiser.wishing import Wished
    from reports.text import announced, glimpsed

    found: list[Option] = []
    so_far: list[Option] = []
    ended: list[Wished | BaseException] = []
    watched = sys.stderr.isatty() and want > 1

    def glimpse(option: Option) -> None:
        so_far[:] = [option]
        if watched:
            click.echo(glimpsed(option, facts), err=True)

    def progress(option: Option) -> None:
        found.append(option)
        if watched:
            click.echo(announced(option, facts), err=True)

    def work() -> None:
        try:
            wished = _asked(facts, want, wishes, progress, loss, glimpse)
            if missing:
                wished = evolve(wished, options=with_missing(wished.options))
            ended.append(wished)
        except BaseException as stopped:
            ended.append(stopped)
        finally:
            done.set()

    done = Event()
    thread = Thread(target=work, daemon=True)
    try:
        thread.start()
        done.wait()
        if isinstance(ended[0], BaseException):
            raise ended[0]
        return ended[0], None
    except KeyboardInterrupt:
        warning = "Interrupted: other options, and all that is not offered, are left out."
        # Named as they came, one would claim to be best at what a later one betters.
        options = named(facts, found or so_far)
        limits = loss or AllowedLoss()
        answer = Options(
            facts, options, (), (), interrupted=True, warnings=(warning,), loss=limits
        )
        return Wished(wishes, answer, None), thread


def _asked(
    facts: Facts,
    want: int,
    wishes: Wishes,
    progress: Callable[[Option], None],
    loss: AllowedLoss | None,
    glimpse: Callable[[Option], None],
) -> Wished:
    from optimiser.options import propose
    from optimiser.wishing import Wished, under_wishes

    if wishes:
        return under_wishes(facts, wishes, want, progress=progress, loss=loss, glimpse=glimpse)
    return Wished(wishes, propose(facts, want, progress=progress, loss=loss, glimpse=glimpse), None)


def leave(thread: Any) -> None:
    """End at once, even while the solver, which can't be told to stop, is still at work."""
    sys.stdout.flush()
    sys.stderr.flush()
    if thread.is_alive():
        os._exit(INTERRUPTED)
    sys.exit(INTERRUPTED)
