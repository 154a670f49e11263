"""The house stands: who may import whom, who may start the solver, who may look at the clock.

Each check is a function from source text to sentences, tried on a bad snippet of its own below,
then on every module of the checkout.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A room and the rooms it may import. A new room at the root needs a line here.
MAY_IMPORT = {
    "models": {"models"},
    "scenarios": {"models", "scenarios"},
    "optimiser": {"models", "optimiser"},
    "reports": {"models", "optimiser", "reports"},
    "planning": {"models", "scenarios", "optimiser", "planning"},
    "benchmarks": {"models", "optimiser", "scenarios", "planning", "reports", "benchmarks"},
    "commands": {
        "models", "optimiser", "scenarios", "planning", "reports", "benchmarks", "commands",
    },
    "cli": {"commands"},
}
# What planning tells, as plain data: reports may read the nouns and nothing of how they are made.
PLANNING_NOUNS = {"planning.report", "planning.worth_report", "planning.forecast"}
NO_SOLVER = {"models", "scenarios", "reports"}
NO_CLOCK = {"models", "scenarios", "optimiser", "planning", "reports"}
NOT_ROOMS = {"tests", "scripts", "docs", "build"}

RULES = "models.rules"
# Two books, two clerks: what these take from the law is data, never a rule's own code.
CONSTRAINT_CLERKS = (
    "optimiser.constraints",
    "optimiser.streams",
    "optimiser.structures",
    "optimiser.draft",
)
SOLVER_DOOR = "optimiser.engine"
SOLVER_DOORS = (SOLVER_DOOR, "optimiser.reasons.asking")

CLOCKS = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.ctime",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
}
STOPWATCHES = {
    f"time.{name}{suffix}"
    for name in ("monotonic", "perf_counter", "process_time", "thread_time")
    for suffix in ("", "_ns")
}
MOST_LINES = 320
READ_AT_ONCE = {"models", "optimiser", "planning", "reports", "benchmarks", "commands", "scenarios"}

Reexports = dict[str, str]


# ---- reading a module ----------------------------------------------------------------------


def room_of(module: str) -> str:
    return module.partition(".")[0]


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def imports(source: str, module: str, is_package: bool = False) -> set[tuple[str, str]]:
    """Each local name that an import binds, beside the dotted name it stands for.

    Imports inside functions and under TYPE_CHECKING count, relative ones are made absolute, and
    ``import_module("x")`` and ``__import__("x")`` are imports too.
    """
    bound: set[tuple[str, str]] = set()
    parents = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound.add((alias.asname or alias.name, alias.name))
        elif isinstance(node, ast.ImportFrom):
            base = parents[: len(parents) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                bound.add((alias.asname or alias.name, f"{stem}.{alias.name}"))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    bound.add((argument.value, argument.value))
    return bound


def origins(source: str, module: str, is_package: bool = False) -> list[str]:
    """The dotted names that the module imports, sorted."""
    return sorted({origin for _, origin in imports(source, module, is_package)})


def mentions(source: str, module: str) -> set[str]:
    """Every dotted name the module imports or uses, with its own aliases undone."""
    named = set(origins(source, module))
    bound = dict(imports(source, module))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute | ast.Name):
            head, dot, rest = ast.unparse(node).partition(".")
            named.add(bound.get(head, head) + dot + rest)
    return named


# ---- what must hold ------------------------------------------------------------------------


def crooked_arrows(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """An import that goes against the arrows between the rooms."""
    room = room_of(module)
    for name in origins(source, module, is_package):
        target = room_of(name)
        if room == "reports" and any(within(name, noun) for noun in PLANNING_NOUNS):
            continue
        if target in {*MAY_IMPORT, "tests"} and target not in MAY_IMPORT[room]:
            yield f"{module} imports {name}: {room} may not import {target}."
        if target == "ortools" and room in NO_SOLVER:
            yield f"{module} imports {name}: {room} never imports the solver."


def mixed_books(source: str, module: str, reexports: Reexports | None = None) -> Iterator[str]:
    """A rule that reads a constraint, or a constraint that reads a rule.

    `reexports` maps a name that the package `models` re-exports to where it comes from.
    """
    for name in origins(source, module):
        origin = (reexports or {}).get(name, name)
        if within(module, RULES) and within(origin, "optimiser"):
            yield f"{module} imports {origin}: a rule never reads the optimiser."
        clerk = any(within(module, part) for part in CONSTRAINT_CLERKS)
        if clerk and within(origin, RULES):
            yield f"{module} imports {origin}: a constraint never reads a rule."


def solver_starts(source: str, module: str) -> Iterator[str]:
    """A mention of CpSolver outside the modules that may start it: for aims, and for reasons.

    Who hears of solutions starts nothing.
    """
    for name in sorted(mentions(source, module)):
        last = name.rpartition(".")[2]
        starts = last.startswith("CpSolver") and last != "CpSolverSolutionCallback"
        if module not in SOLVER_DOORS and starts:
            yield f"{module} names {name}: only {' and '.join(SOLVER_DOORS)} do."


def clock_readings(source: str, module: str) -> Iterator[str]:
    """A look at the system clock; a stopwatch is for the solve's own limit only."""
    barred = CLOCKS if module == SOLVER_DOOR else CLOCKS | STOPWATCHES
    if room_of(module) in NO_CLOCK:
        for name in sorted(mentions(source, module) & barred):
            yield f"{module} reads {name}: dates come from the case."


def too_long(source: str, module: str) -> Iterator[str]:
    """A module of a room held to it that has outgrown one reading."""
    lines = len(source.splitlines())
    if room_of(module) in READ_AT_ONCE and lines > MOST_LINES:
        yield f"{module} has {lines} lines: at most {MOST_LINES}."


# ---- the checks can fail -------------------------------------------------------------------

BAD = [
    (crooked_arrows, "models.case", "from optimiser.solve import solve"),
    (crooked_arrows, "models.case", "import ortools"),
    (crooked_arrows, "models.case", "def f():\n    from ortools.sat.python import cp_model"),
    (crooked_arrows, "models.case", "import importlib\nimportlib.import_module('cli')"),
    (crooked_arrows, "scenarios.reading", "import optimiser"),
    (crooked_arrows, "optimiser.build", "from scenarios import reading"),
    (crooked_arrows, "reports.text", "from ortools.sat.python import cp_model"),
    (crooked_arrows, "reports.text", "from scenarios.reading import read"),
    (crooked_arrows, "reports.plan_text", "from planning.sweeps import sweep"),
    (crooked_arrows, "reports.plan_text", "from planning.forecast_simulation import Simulation"),
    (crooked_arrows, "benchmarks.registry", "import cli"),
    (crooked_arrows, "optimiser.options", "from planning import sweeps"),
    (crooked_arrows, "planning.sweeps", "from reports import text"),
    (crooked_arrows, "cli", "from tests.helpers import world"),
    (mixed_books, "optimiser.constraints.clashes", "from models.rules.clashes import faults"),
    (mixed_books, "optimiser.streams", "from models import rules"),
    (mixed_books, "optimiser.draft", "from models import faults"),
    (mixed_books, "models.rules.clashes", "from optimiser.constraints import clashes"),
    (solver_starts, "optimiser.options", "from ortools.sat.python.cp_model import CpSolver"),
    (solver_starts, "optimiser.options", "import ortools as o\no.sat.python.cp_model.CpSolver()"),
    (solver_starts, "cli", "from ortools.sat.python import cp_model as c\nc.CpSolver()"),
    (solver_starts, "optimiser.solve", "from ortools.sat.python.cp_model import CpSolver"),
    (clock_readings, "models.case", "from datetime import date\nTODAY = date.today()"),
    (clock_readings, "models.case", "import datetime as dt\nnow = dt.datetime.now"),
    (clock_readings, "reports.text", "from time import time"),
    (clock_readings, "optimiser.build", "import time\ntime.perf_counter()"),
    (clock_readings, "optimiser.engine", "import time\ntime.time()"),
    (too_long, "models.case", "\n" * 321),
    (too_long, "planning.making", "\n" * 321),
    (too_long, "reports.plan_text", "\n" * 321),
    (too_long, "benchmarks.harness", "\n" * 321),
]  # fmt: skip

GOOD = [
    (crooked_arrows, "models.case", "import attrs\nfrom models.order import Order"),
    (crooked_arrows, "optimiser.build", "from ortools.sat.python import cp_model"),
    (crooked_arrows, "reports.text", "from optimiser.options import Options"),
    (crooked_arrows, "planning.sweeps", "from scenarios import reading"),
    (crooked_arrows, "reports.plan_text", "from planning.report import PlanReport"),
    (mixed_books, "optimiser.options", "from models.rules import faults"),
    (mixed_books, "optimiser.constraints.clashes", "from models import Package"),
    (solver_starts, "optimiser.engine", "from ortools.sat.python.cp_model import CpSolver"),
    (solver_starts, "optimiser.new", "from ortools import m\nm.CpSolverSolutionCallback"),
    (clock_readings, "optimiser.engine", "import time\ntime.monotonic()"),
    (clock_readings, "benchmarks.harness", "from time import perf_counter"),
    (clock_readings, "models.case", "from datetime import date\ndate(2026, 3, 2)"),
    (too_long, "models.case", "\n" * 320),
]  # fmt: skip

REEXPORTS = {"models.faults": "models.rules.faults"}


def said_of(check: Callable[..., Iterator[str]], source: str, module: str) -> list[str]:
    if check is mixed_books:
        return list(check(source, module, REEXPORTS))
    return list(check(source, module))


@pytest.mark.parametrize(("check", "module", "source"), BAD)
def test_a_crooked_snippet_is_found(check, module, source):
    assert len(said_of(check, source, module)) >= 1


@pytest.mark.parametrize(("check", "module", "source"), GOOD)
def test_a_straight_snippet_is_left_alone(check, module, source):
    assert said_of(check, source, module) == []


def test_a_relative_import_is_made_absolute():
    assert origins("from ..order import Order", "models.rules.pairs") == ["models.order.Order"]
    assert origins("from .order import Order", "models", is_package=True) == ["models.order.Order"]
    assert origins("from . import order", "models.case") == ["models.order"]


def test_two_imports_of_one_name_both_count():
    assert origins("from models import a\ndef f():\n    from cli import a", "models.case") == [
        "cli.a",
        "models.a",
    ]


# ---- the checkout --------------------------------------------------------------------------


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


FILES = sorted(
    path for room in MAY_IMPORT for path in [*ROOT.glob(f"{room}.py"), *(ROOT / room).rglob("*.py")]
)
MODULES = [(path.read_text("utf-8"), name_of(path), path.name == "__init__.py") for path in FILES]


def test_there_is_a_house_to_check():
    assert {room_of(module) for _, module, _ in MODULES} == set(MAY_IMPORT)


def test_every_room_at_the_root_is_in_the_plan():
    rooms = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*.py")}
    modules = {path.stem for path in ROOT.glob("*.py")}
    assert (rooms | modules) - NOT_ROOMS - set(MAY_IMPORT) == set()


def test_the_arrows_between_the_rooms_hold():
    assert [bad for module in MODULES for bad in crooked_arrows(*module)] == []


def test_rules_and_constraints_never_read_each_other():
    init = ROOT / "models" / "__init__.py"
    bound = imports(init.read_text("utf-8"), "models", is_package=True)
    reexports = {f"models.{name}": origin for name, origin in bound}
    found = [bad for text, module, _ in MODULES for bad in mixed_books(text, module, reexports)]
    assert found == []


def test_two_modules_start_the_solver():
    assert [bad for text, module, _ in MODULES for bad in solver_starts(text, module)] == []


def test_no_room_reads_the_clock():
    assert [bad for text, module, _ in MODULES for bad in clock_readings(text, module)] == []


def test_every_module_can_be_read_in_one_sitting():
    assert [bad for text, module, _ in MODULES for bad in too_long(text, module)] == []
