"""Mistakes of the input in sentences, faults of our own without a fact of the case.

Exit codes: 0 an answer; 2 the command line; 3 files or wishes that can't be taken, and what can't
be written where it is to go; 4 proved impossible; 5 nothing found in time; 70 a fault of our own;
130 interrupted; 141 nobody reads on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import click

from commands.saying import BEGUN, NobodyReads, Unwritable, say_json, say_json_interrupted

if TYPE_CHECKING:
    from models.errors import Complaint

INVALID, IMPOSSIBLE, NOTHING_IN_TIME, OUR_FAULT, INTERRUPTED = 3, 4, 5, 70, 130
# As a shell tells of what a closed pipe ended: 128 and the number of the signal.
NOBODY_READS = 141
OF_STDOUT = (BrokenPipeError, NobodyReads, Unwritable)
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
        except (click.ClickException, click.exceptions.Exit, click.Abort, *OF_STDOUT):
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


@contextmanager
def ended_quietly() -> Iterator[None]:
    """An end without a word where nobody reads on; in a sentence where nothing can be written."""
    try:
        yield
    except (BrokenPipeError, NobodyReads):
        sys.exit(NOBODY_READS)
    except Unwritable as why:
        click.echo(f"Standard output: Can't be written: {why}.", err=True)
        sys.exit(INVALID)


def wrong(file: str, value: object, message: str) -> NoReturn:
    from models.errors import Complaint, InvalidInput

    raise InvalidInput([Complaint(file, "$", value, message)])


def unwritable(path: str, fault: OSError) -> Complaint:
    """A file that can't be written, with what the system says of it."""
    from models.errors import Complaint

    return Complaint(path, "$", None, f"can't be written: {fault.strerror or fault}")


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
