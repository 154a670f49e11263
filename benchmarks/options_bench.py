"""The time to the first option, proved, of each shipped case, then the made-up classes.

The clock runs from parsed inputs to an answer checked again: the law of the case's dates, its
findings, the candidates, the draft's build and the solve, the plain rules and measures.
Start-up and reading files are reported apart. What this module checks once more, and the count of
variables, come after the clock has stopped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from attrs import evolve

from benchmarks.harness import WrongAnswer, each, hold, leave, median, spread, stopwatch
from benchmarks.timed import Limits, Timed, limits

if TYPE_CHECKING:
    from optimiser.results import Options

SMALLEST = "low-first-order"
FIRST_CLASS = "small"
STARTUP = """
from time import perf_counter
start = perf_counter()
import optimiser.options
from models.catalogue import load
load()
print(perf_counter() - start)
"""
STARTUPS = 3


def time_case(name: str) -> Timed:
    """One case in this process; an error is a result, not the end of the benchmark."""
    from benchmarks.inputs import parsed
    from optimiser.options import propose

    with stopwatch() as reading:
        given = parsed(name)
    status, reason, variables, answer = "failed", "", None, None
    with stopwatch() as watch:
        try:
            facts = given.facts()
            answer = propose(facts, 1)
        except Exception as fault:
            reason = type(fault).__name__
    try:
        if answer is not None:
            checked(answer)
            status = ended(answer)
            variables = count(answer)
    except Exception as fault:
        status = "failed"
        reason = str(fault) if isinstance(fault, WrongAnswer) else type(fault).__name__
    return Timed(
        name, status, watch.seconds, watch.cpu_seconds, reading.seconds, variables, reason, answer
    )


def ended(answer: Options) -> str:
    """How an answer of the optimiser is counted."""
    if answer.options:
        return "proved" if answer.options[0].proved else "unproved"
    return "impasse" if answer.impasse is not None else "exhausted"


def checked(answer: Options) -> None:
    """Every option holds against the plain rules, and measures what it says.

    Raises
    ------
    WrongAnswer
    """
    from models.rules import faults
    from models.sources import Force
    from optimiser.aims.measure import measure

    for option in answer.options:
        found = faults(option.package, answer.facts)
        broken = sorted({fault.rule for fault in found if fault.force is Force.MUST})
        hold("musts not kept", [], broken)
        hold("measures", measure(option.package, answer.facts), option.measures)


def count(answer: Options) -> int | None:
    from benchmarks.sizes import variables

    return variables(answer.facts, answer.options[0].package) if answer.options else None


def time_apart(name: str, held: Limits) -> Timed:
    """One case in a fresh process, stopped when limit and grace are over."""
    command = [sys.executable, "-m", "benchmarks.options_bench", name]
    with stopwatch() as watch:
        try:
            ran = subprocess.run(
                command,
                capture_output=True,
                encoding="utf-8",
                timeout=held.limit_seconds + held.grace_seconds,
            )
        except subprocess.TimeoutExpired:
            ran = None
    if ran is None:
        return Timed(name, "stopped", watch.seconds, watch.cpu_seconds, 0.0)
    if ran.returncode:
        reason = f"the process ended with {ran.returncode}"
        return Timed(name, "failed", watch.seconds, watch.cpu_seconds, 0.0, reason=reason)
    return Timed(**json.loads(ran.stdout))


def startup_seconds() -> float:
    """Imports and catalogue in a fresh process, the interpreter's own start left out."""
    command = [sys.executable, "-c", STARTUP]
    rounds = [
        subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
        for _ in range(STARTUPS)
    ]
    return median([float(said) for said in rounds])


def run(
    cases: int | None, as_json: bool, isolated: bool = False, *, listed: bool = True
) -> None:
    """Measure, print on stdout, and end with 1 where a case failed or 130 where interrupted."""
    from benchmarks.options_report import Report, printed
    from benchmarks.population_bench import classes
    from scenarios.shipped import names

    started = perf_counter()
    held, chosen = limits(), spread(names(), cases)
    startup = startup_seconds()
    work = partial(time_apart, held=held) if isolated else time_case
    rows, interrupted = each(chosen, work, said, "options")
    lean = tuple(evolve(row, answer=None) for row in rows)
    report = Report.of(lean, held, startup, shipped=len(names()), interrupted=interrupted)
    made_up = None if interrupted else classes(cases, started, listed=listed)
    printed(report, as_json, made_up)
    leave(interrupted or (made_up is not None and made_up.interrupted))
    if report.failed or (made_up is not None and made_up.failed):
        sys.exit(1)


def said(row: Timed) -> str:
    return f"{row.name} {row.status} in {row.seconds:.2f} s {row.reason}".rstrip()


def smoke() -> None:
    """The smallest case gives one proved option that holds, and so does the first made-up one.

    Raises
    ------
    WrongAnswer
    """
    from benchmarks.answered import answered

    row = time_case(SMALLEST)
    hold(f"{SMALLEST}, {row.reason or 'status'}", "proved", row.status)
    hold(f"{SMALLEST}, options", 1, len(row.answer.options) if row.answer else 0)
    hold(f"{SMALLEST}, a draft with variables", True, bool(row.variables))
    made_up = answered(FIRST_CLASS, 0)
    hold(f"{made_up.name}, {made_up.reason or 'status'}", "proved", made_up.status)


if __name__ == "__main__":
    print(json.dumps(time_case(sys.argv[1]).data()))
