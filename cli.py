"""How to ask. Each command imports what it needs when it runs, so that help is there at once.

Exit codes: 0 an answer; 2 the command line; 3 files or wishes that can't be taken; 4 proved
impossible; 5 nothing found in time; 70 a fault of our own; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import RenderableType

    from models.errors import Complaint
    from models.facts import Facts
    from optimiser.results import Option, Options

INVALID, IMPOSSIBLE, NOTHING_IN_TIME, OUR_FAULT, INTERRUPTED = 3, 4, 5, 70, 130
DEBUG = "SENTENCE_PACKAGES_DEBUG"
REGION = "east-midlands"  # for a case that names no timetable
DATE = click.DateTime(["%Y-%m-%d"])


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Mistakes of the input in sentences, faults of our own without a fact of the case."""

    @wraps(command)
    def run(**given: Any) -> Any:
        from models.errors import InvalidInput

        try:
            return command(**given)
        except InvalidInput as wrong:
            _refuse(wrong.complaints, given.get("as_json", False))
        except KeyboardInterrupt:
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sentence-packages")
def main() -> None:
    """Packages of community-sentence requirements that fit together and fit a life.

    A case goes in, lawful packages with every session dated come out. The court decides.
    """


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
timetable_of = click.option(
    "--timetable", metavar="T", help="A timetable file, or the name of a shipped region."
)


@main.command()
@click.argument("case")
@timetable_of
@click.option("--want", type=click.IntRange(1, 20), default=1, help="How many options to look for.")
@click.option("--option", "chosen", type=click.IntRange(1, 20), default=1, help="Shown in full.")
@click.option("--from", "plan_from", type=DATE, help="The day the plan is made.")
@click.option("--court", is_flag=True, help="Print the text for the pre-sentence report instead.")
@click.option("--ics", metavar="FILE", help="Write the option's calendar.")
@click.option("--package", metavar="FILE", help="Write the option for audit (.toml or .json).")
@as_json
@guarded
def options(
    case: str,
    timetable: str | None,
    want: int,
    chosen: int,
    plan_from: datetime | None,
    court: bool,
    ics: str | None,
    package: str | None,
    as_json: bool,
) -> None:
    """Lawful packages for CASE, a file or the name of a shipped case."""
    from attrs import evolve

    facts, inputs = _facts(case, timetable, plan_from)
    answer, interrupted = _propose(facts, max(want, chosen))
    answer = evolve(answer, inputs=inputs)
    if answer.options:
        if chosen > len(answer.options):
            number = len(answer.options)
            _wrong("--option", chosen, f"option {chosen} is not there: {number} found")
        _write_files(answer, chosen, ics, package)
    _show(answer, chosen, court, as_json)
    if interrupted is not None:
        click.echo("Interrupted: this is what was found until then.", err=True)
        _leave(interrupted)
    if not answer.options:
        sys.exit(IMPOSSIBLE if answer.impasse else NOTHING_IN_TIME)


@main.command()
@click.argument("case")
@click.option("--package", "proposed", metavar="PACKAGE", required=True, help="TOML or JSON.")
@timetable_of
@as_json
@guarded
def audit(case: str, proposed: str, timetable: str | None, as_json: bool) -> None:
    """Whether a package for CASE that somebody proposes, or a court has made, is lawful."""
    from optimiser.audit import audit
    from reports import audit_text
    from scenarios.reading import read_package

    facts, _ = _facts(case, timetable, None)
    package = read_package(proposed, frozenset(facts.menu.entries), facts.today)
    found = audit(facts, package)
    if as_json:
        _say_json(audit_text.audited(found))
    else:
        _say(audit_text.screen(found))


@main.command()
@click.argument("code", required=False)
@click.option("--on", type=DATE, help="As it stood on a day.")
@as_json
@guarded
def catalogue(code: str | None, on: datetime | None, as_json: bool) -> None:
    """What is held, since when, and who says so; of CODE in full."""
    from models.catalogue import load
    from reports import catalogue_data, catalogue_text

    held, day = load(), on.date() if on else None
    try:
        found = (
            catalogue_data.details(code, held, day) if code else catalogue_data.contents(held, day)
        )
    except KeyError:
        _wrong("CODE", code, f'nothing is held under "{code}"')
    if as_json:
        _say_json(found)
    else:
        _say(catalogue_text.detailed(found) if code else catalogue_text.listed(found))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@guarded
def check(files: tuple[str, ...], as_json: bool) -> None:
    """Check cases, timetables and catalogue files: every mistake, all at once."""
    from scenarios.checking import check

    complaints = check(files)
    if complaints:
        _refuse(complaints, as_json)
    if as_json:
        _say_json({"errors": []})
    else:
        click.echo(f"{len(files)} checked, nothing wrong.")


@main.command()
@guarded
def cases() -> None:
    """The shipped cases with their titles."""
    from reports.words import plain
    from scenarios.reading import read_case
    from scenarios.shipped import names

    found = names()
    width = max(map(len, found), default=0)
    for name in found:
        click.echo(f"{name:{width}}  {plain(read_case(name).case.title)}")


@main.group(invoke_without_command=True)
@click.option("--smoke", is_flag=True, help="Only build each benchmark once.")
@click.pass_context
def bench(context: click.Context, smoke: bool) -> None:
    """How long answers take. Without a name: every benchmark."""
    if smoke:
        from benchmarks.registry import smoke as build_each

        build_each()
    elif context.invoked_subcommand is None:
        from benchmarks.registry import every

        every()


@bench.command("options")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@click.option("--isolated", is_flag=True, help="Each case in a fresh process, stopped in time.")
@as_json
@guarded
def bench_options(cases: int | None, isolated: bool, as_json: bool) -> None:
    """The time to the first option, proved, of each shipped case."""
    from benchmarks.options_bench import run

    run(cases, as_json, isolated)


@bench.command("greedy")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@as_json
@guarded
def bench_greedy(cases: int | None, as_json: bool) -> None:
    """Our first option beside one requirement at a time, earliest first."""
    from benchmarks.greedy_bench import run

    run(cases, as_json)


# ---- what is known ---------------------------------------------------------------------------


def _facts(
    case: str, timetable: str | None, plan_from: datetime | None
) -> tuple[Facts, tuple[tuple[str, str], ...]]:
    """The facts, and the inputs they were read from with their hashes."""
    from attrs import evolve

    from models.catalogue import load, menu
    from models.errors import InvalidInput
    from models.facts import Facts
    from models.suitability import findings
    from scenarios.reading import read_case
    from scenarios.timetable_reading import read_timetable

    catalogue = load()
    complaints: list[Complaint] = []
    read = region = None
    try:
        read = read_case(case, frozenset(catalogue.codes))
    except InvalidInput as wrong:
        complaints += wrong.complaints
    try:
        named = timetable or (read.timetable if read else "") or REGION
        region = read_timetable(named, catalogue.entry)
    except InvalidInput as wrong:
        complaints += wrong.complaints
    if read is None or region is None:
        raise InvalidInput(complaints)
    known = read.case
    if plan_from is not None:
        if plan_from.date() < known.dates.sentence:
            _wrong("--from", plan_from.date(), "the plan is made on or after the day of sentence")
        known = evolve(known, plan_from=plan_from.date())
    offered = menu(catalogue, known)
    facts = Facts(known, offered, region.timetable, findings(known, offered))
    inputs = [("case", read.digest), ("timetable", region.digest), ("catalogue", _digest())]
    if plan_from is not None:
        inputs.append(("from", plan_from.date().isoformat()))
    return facts, tuple(inputs)


def _digest() -> str:
    """One hash for all files of the catalogue."""
    from hashlib import sha256

    from models.catalogue.catalogue import shipped

    whole = sha256()
    for name, data in shipped():
        whole.update(f"{name} {len(data)}\n".encode() + data)
    return whole.hexdigest()


# ---- asking the optimiser --------------------------------------------------------------------


def _propose(facts: Facts, want: int) -> tuple[Options, Any]:
    """The answer; if interrupted, what was found until then and the thread still at work.

    The solver runs in a thread of its own, since an interrupt reaches Python only between calls.
    """
    from threading import Thread

    from optimiser.options import propose
    from optimiser.results import Options
    from reports.text import announced

    found: list[Option] = []
    ended: list[Options | BaseException] = []
    watched = sys.stderr.isatty() and want > 1

    def progress(option: Option) -> None:
        found.append(option)
        if watched:
            click.echo(announced(option, facts), err=True)

    def work() -> None:
        try:
            ended.append(propose(facts, want, progress=progress))
        except BaseException as stopped:
            ended.append(stopped)

    thread = Thread(target=work, daemon=True)
    try:
        thread.start()
        thread.join()
        if isinstance(ended[0], BaseException):
            raise ended[0]
        return ended[0], None
    except KeyboardInterrupt:
        warning = "Interrupted: other options, and all that is not offered, are left out."
        return Options(facts, tuple(found), (), (), warnings=(warning,)), thread


def _leave(thread: Any) -> None:
    """End at once, even while the solver, which can't be told to stop, is still at work."""
    sys.stdout.flush()
    sys.stderr.flush()
    if thread.is_alive():
        os._exit(INTERRUPTED)
    sys.exit(INTERRUPTED)


# ---- saying and writing ----------------------------------------------------------------------


def _show(answer: Options, chosen: int, court: bool, as_json: bool) -> None:
    from reports import json_report, text
    from reports.court import court_text, paragraphs

    court = court and bool(answer.options)
    if as_json:
        _say_json(json_report.answer(answer, chosen if court else None))
    elif court:
        _say(paragraphs(court_text(answer, chosen)))
    else:
        _say(text.screen(answer, chosen))


def _write_files(answer: Options, chosen: int, ics: str | None, package: str | None) -> None:
    """Both files drawn up before the first is put in its place."""
    option = answer.options[chosen - 1]
    files: dict[str, str | bytes] = {}
    if package:
        from reports.json_report import dumped
        from reports.package_data import option_to_package_dict
        from reports.toml_text import toml

        table = option_to_package_dict(option)
        files[package] = dumped(table) if package.endswith(".json") else toml(table)
    if ics:
        from reports.calendar import calendar

        files[ics] = calendar(option, answer.facts, answer.inputs)
    if files:
        from reports.writing import write_private

        for path, content in files.items():
            try:
                write_private(path, content)
            except OSError as fault:
                _wrong(path, None, f"can't be written: {fault.strerror or fault}")
            click.echo(f"Written: {path}", err=True)


def _say(parts: Iterable[RenderableType]) -> None:
    from reports.screen import console, write

    write(parts, console())


def _say_json(data: Any) -> None:
    from reports.json_report import dumped

    # As bytes: JSON is UTF-8 whatever the terminal's own encoding.
    click.echo(dumped(data).encode(), nl=False)


def _wrong(file: str, value: object, message: str) -> None:
    from models.errors import Complaint, InvalidInput

    raise InvalidInput([Complaint(file, "$", value, message)])


def _refuse(complaints: Iterable[Complaint], as_json: bool) -> None:
    from reports.complaints import as_data, as_lines

    if as_json:
        _say_json({"errors": [as_data(complaint) for complaint in complaints]})
    else:
        for line in as_lines(complaints):
            click.echo(line, err=True)
    sys.exit(INVALID)


def _place(fault: BaseException) -> str:
    """The kind of a fault and where it arose: nothing of what was being worked on."""
    here = os.path.dirname(os.path.abspath(__file__))
    place, trace = "", fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if os.path.abspath(file).startswith(here) and "site-packages" not in file[len(here) :]:
            place = f" in {os.path.relpath(file, here)}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return type(fault).__name__ + place


if __name__ == "__main__":
    main()
