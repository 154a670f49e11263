"""A dated section of RESULTS.md: every benchmark run once, with what it was run on.

    python -m benchmarks.results [--date D] [--commit C] [--cases N] [--shipped]
        [--first] [--ours] [--note TEXT] [--to FILE]

Date and commit are git's own unless given: the system clock is never asked.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
from attrs import evolve

from benchmarks.classes import population
from benchmarks.greedy_bench import ALONE, HEADINGS, Compared, cells, compared, means
from benchmarks.greedy_bench import summary as compared_in_words
from benchmarks.harness import each, leave, spread
from benchmarks.options_bench import said, startup_seconds, time_case
from benchmarks.options_report import STARTUP, Report, verdict
from benchmarks.population_bench import classes
from benchmarks.population_report import Classes
from benchmarks.timed import limits

HERE = Path(__file__).parent
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
HEADER = "<!-- sections below, the newest first -->\n"
CLASSES_FOOTNOTES = (
    "",
    "[5] Made from `population.toml` alone, each case with a region of its own and the shipped "
    "law. Packages: those that answer the case as well as any. Runs: of all programmes and "
    "activities, to be joined in time. Structures: packages with their runs and project. A class "
    "runs in a process of its own; its peak is what that and all below it held at one moment.",
    "",
    "[6] The clock runs from the case in memory to the checked answer. What was not reached, "
    "or not within the limit of the class, counts as the limit, or as long as it took where that "
    "is more; the share that was in time stands beside. A first option is proved once every aim "
    "but room to miss is, its dates held against the rules and told on the screen: neat dates, "
    "room and ranges come after, and were counted with it until 30 November 2026. By bounds alone: "
    "no draft was asked whose lower bound is below what the first option comes to, so that drafts "
    "gave dates and proved nothing.",
    "",
    "[7] Greedy's own package is the first it can date, curfew at its usual hours. The plain "
    "models share our rules, tables, packages and order of aims, with a Boolean for each start of "
    "each appointment: by CP-SAT with our settings, and by HiGHS through math_opt; at least "
    "stands where nothing was proved in time.",
)
MEASURED = ("models", "optimiser", "scenarios", "benchmarks", "requirements")


@click.command()
@click.option("--date", "day", help="The day of the run; else that of the commit.")
@click.option("--commit", help="The commit that was run; else the one checked out.")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@click.option("--shipped", is_flag=True, help="The shipped cases alone, no made-up classes.")
@click.option("--first", is_flag=True, help="Of made-up cases the first option alone, no list.")
@click.option("--ours", is_flag=True, help="No plain models beside made-up cases.")
@click.option("--note", default="", help="What the reader should know of this run.")
@click.option("--to", "path", type=EXISTING, default=HERE / "RESULTS.md")
def main(
    day: str | None,
    commit: str | None,
    cases: int | None,
    shipped: bool,
    first: bool,
    ours: bool,
    note: str,
    path: Path,
) -> None:
    """Run the benchmarks and put a section for them at the top of the results."""
    from scenarios.shipped import names

    if HEADER not in path.read_text("utf-8"):
        raise click.UsageError(f"{path}: no line {HEADER.strip()} to put a section under.")
    day = day or git("show", "-s", "--format=%cs", "HEAD")
    commit = commit or checked_out()
    held, startup = limits(), startup_seconds()
    rows, interrupted = each(spread(names(), cases), time_case, said, "options")
    if interrupted:
        leave(interrupted)
    lean = tuple(evolve(row, answer=None) for row in rows)
    report = Report.of(lean, held, startup, shipped=len(names()))
    both = tuple(compared(row) for row in rows)
    made_up = None if shipped else classes(cases, listed=not first, plainly=not ours)
    if made_up is not None and made_up.interrupted:
        leave(True)
    insert(path, section(day, commit, report, both, note, made_up))
    click.echo(f"Written: {path}", err=True)
    if report.failed or (made_up is not None and made_up.failed):
        sys.exit(1)


def insert(path: Path, text: str) -> None:
    """A section put above the older ones."""
    before, found, after = path.read_text("utf-8").partition(HEADER)
    path.write_text(f"{before}{found}\n{text}{after}", "utf-8")


def section(
    day: str,
    commit: str,
    report: Report,
    both: tuple[Compared, ...],
    note: str = "",
    made_up: Classes | None = None,
) -> str:
    """The section in Markdown; every figure stands beside the share it speaks of."""
    return "\n".join(
        [
            f"## {day}, {commit}",
            "",
            *([note, ""] if note else []),
            *_options(report),
            "",
            *_greedy(both),
            "",
            *([] if made_up is None else _made_up(made_up)),
            *_footnotes(report),
            *([] if made_up is None else CLASSES_FOOTNOTES),
            "",
        ]
    )


def _options(report: Report) -> list[str]:
    number = len(report.rows)
    share = f"{report.settled} of {number}"
    targets = {target.measure: (target, met) for target, met in report.targets}
    lines = ["| first option [1] | seconds | proved [2] | target | |", "|---|--:|--:|--:|---|"]
    for name, value in report.seconds.items():
        target, met = targets.get(name, (None, None))
        asked = f"{target.seconds:g}" if target is not None else ""
        said_of = verdict(met).lower() if target is not None else ""
        lines.append(f"| {name} | {value:.2f} | {share} | {asked} | {said_of} |")
    if STARTUP in targets:
        target, met = targets[STARTUP]
        measured = f"{report.startup_seconds:.2f} |  | {target.seconds:g}"
        lines.append(f"| start-up | {measured} | {verdict(met).lower()} |")
    unproved = report.number("unproved", "exhausted", "stopped")
    lines += [
        "",
        f"{number} of {report.shipped} shipped cases: {report.number('proved')} with a proved "
        f"option, {report.number('impasse')} proved impossible, {unproved} not proved, "
        f"{report.failed} failed.",
        "",
        "| case | answer | seconds | processor | variables [3] |",
        "|---|---|--:|--:|--:|",
    ]
    for row in report.rows:
        size = "" if row.variables is None else f"{row.variables:,}"
        answer = f"{row.status} {row.reason}".rstrip()
        times = f"{row.seconds:.2f} | {row.cpu_seconds:.2f}"
        lines.append(f"| {row.name} | {answer} | {times} | {size} |")
    return lines


def _greedy(both: tuple[Compared, ...]) -> list[str]:
    first, *rest = compared_in_words(both)
    alone = [line for line in rest if line.startswith(ALONE)]
    lines = [f"Greedy baseline [4]: {first}", ""]
    averaged = means(both)
    if averaged is not None:
        ours, theirs = averaged
        number = sum(row.both for row in both)
        lines += [f"| means over {number} cases | ours | greedy |", "|---|--:|--:|"]
        lines += [f"| {h} | {ours[n]:,.1f} | {theirs[n]:,.1f} |" for n, h in HEADINGS.items()]
        lines.append("")
    for line in alone:
        lines += [line, ""]
    if rest and any(row.ahead for row in both):
        lines += [rest[-1], ""]
    lines += [
        "| case | work lost | greedy | travel | greedy | departures | greedy | greedy fails |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    return lines + [f"| {' | '.join(cells(row))} |" for row in both]


def _made_up(found: Classes) -> list[str]:
    """The tables of the classes, each with the footnotes it needs."""
    lines: list[str] = []
    for table in found.tables():
        lines += [*table.markdown(), ""]
    first = f"Made-up classes [5], [6]; greedy and the plain models [7]; seed {population().seed}."
    return [first, "", *lines]


def _footnotes(report: Report) -> list[str]:
    of, limit, memory = report.machine, report.limit_seconds, report.peak_mebibytes
    peak = "not known" if memory is None else f"{memory:.0f} MiB"
    return [
        f"[1] {of['cores']} cores, {of['machine']}, {of['system']}, Python {of['python']}, "
        f"ortools {of['ortools']}; one case after another in one process, "
        f"{report.cpu_seconds:.1f} s of processor time, {peak} of memory at the peak. Start-up "
        f"of {report.startup_seconds:.2f} s (imports and catalogue) and reading files left out.",
        "",
        "[2] An option with every aim proved (room to miss, the last, tells for itself), or a proof"
        f" that there is none, within {limit:g} s."
        f" A case without counts as {limit:g} s, or as long as it took where that is more.",
        "",
        "[3] Of the whole draft of the answer's outline, before presolve.",
        "",
        "[4] The same requirements, amounts, curfew windows and detox, dated by one service after "
        "another, the earliest time free of what is booked and of what is firm; work is not "
        "looked at. Minutes and days.",
    ]


def checked_out() -> str:
    commit = f"commit {git('rev-parse', '--short', 'HEAD')}"
    changed = git("status", "--porcelain", "--", *(f":/{room}" for room in MEASURED))
    return f"{commit} with changes not committed" if changed else commit


def git(*words: str) -> str:
    try:
        ran = subprocess.run(
            ["git", *words], cwd=HERE, capture_output=True, check=True, encoding="utf-8"
        )
    except (OSError, subprocess.CalledProcessError):
        raise click.UsageError("No git to ask: give --date and --commit.") from None
    return ran.stdout.strip()


if __name__ == "__main__":
    main()
