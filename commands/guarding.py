"""Mistakes of the input in sentences, faults of our own without a fact of the case.

Exit codes: 0 an answer; 2 the command line; 3 files or wishes that can't be taken; 4 proved
impossible; 5 nothing found in time; 70 a fault of our own; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import click

from commands.saying import BEGUN, say_json, say_json_interrupted

if TYPE_CHECKING:
    from models.errors import Complaint

INVALID, IMPOSSIBLE, NOTHING_IN_TIME, OUR_FAULT, INTERRUPTED = 3, 4, 5, 70, 130
DEBUG = "SENTENCE_PACKAGES_DEBUG"


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Mistakes of the input in sentences, faults of our own without a fact of the case."""

    @wraps(command)
    def run(**given: Any) -> Any:
        from models.errors import InvalidInput

        BEGUN.clear()
        try:
            return command(**given)
        except InvalidInput as mistakes:
            refuse(mistakes.complaints, given.get("as_json", False))
        except KeyboardInterrupt:
            if given.get("as_json", False):
                say_json_interrupted()
            click.echo("Interrupted.", err=True)
            sys.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as fault:
            if os.environ.get(DEBUG):
                raise
            click.echo(
                f"Sorry: something went wrong in the program ({_place(fault)}), and no answer can "
                f"be given. Set {DEBUG}=1 to see more, which may show facts of the case.",
                err=True,
            )
            sys.exit(OUR_FAULT)

    return run


def wrong(file: str, value: object, message: str) -> NoReturn:
    from models.errors import Complaint, InvalidInput

    raise InvalidInput([Complaint(file, "$", value, message)])


def refuse(complaints: Iterable[Complaint], as_json: bool) -> NoReturn:
    from reports.complaints import as_data

    if as_json:
        say_json({"errors": [as_data(complaint) for complaint in complaints]})
    else:
        tell(complaints)
    sys.exit(INVALID)


def tell(complaints: Iterable[Complaint]) -> None:
    """Each complaint on a line of its own, beside whatever is on stdout."""
    from reports.complaints import as_lines

    for line in as_lines(complaints):
        click.echo(line, err=True)


def _place(fault: BaseException) -> str:
    """The kind of a fault and where it arose: nothing of what was being worked on."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    place, trace = "", fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if os.path.abspath(file).startswith(here) and "site-packages" not in file[len(here) :]:
            place = f" in {os.path.relpath(file, here)}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return type(fault).__name__ + place
