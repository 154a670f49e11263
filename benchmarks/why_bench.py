"""How long a reason takes to find and verify, on each shipped case.

Asked of every case: why nothing is possible, where that is so, and of every code of its menu why
it is not taken: the finding against it, the smallest set of rules that forbids it, or that nothing
does. Packages that come with reasons (of ways out, and with a code, one a case) are timed apart.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from attrs import asdict, frozen

from benchmarks.harness import each, hold, leave, machine, median, percentile, spread, stopwatch
from benchmarks.tables import Table, number
from benchmarks.timed import Target

if TYPE_CHECKING:
    from rich.console import RenderableType

    from models.facts import Facts
    from optimiser.dating import Dated

IMPOSSIBLE = "no-lawful-package"
Found = TypeVar("Found")


class Kind(Enum):
    """What was asked, and how it was answered."""

    NOTHING = "why nothing: the rules in the way"
    FINDING = "why not this: the finding"
    RULES = "why not this: the rules against it"
    OPEN = "why not this: no rule is against it"
    WAYS_OUT = "ways out with their packages"
    WITH_IT = "a package with it, one a case"


# What drafts are asked for; the findings are read, and packages are searched for.
DRAFTED = (Kind.NOTHING, Kind.RULES, Kind.OPEN)
APART = (Kind.WAYS_OUT, Kind.WITH_IT)


@frozen
class Reason:
    """One question of one case, with the seconds its answer took; `members` counts its rules."""

    case: str
    code: str
    kind: Kind
    seconds: float
    cpu_seconds: float
    members: int = 0

    def data(self) -> dict[str, object]:
        return asdict(self) | {
            "kind": self.kind.name.lower(),
            "seconds": round(self.seconds, 4),
            "cpu_seconds": round(self.cpu_seconds, 4),
        }


def targets() -> tuple[Target, ...]:
    held = tomllib.loads(files("benchmarks").joinpath("why.toml").read_text("utf-8"))
    return tuple(Target(**target) for target in held["targets"])


def reasons(name: str) -> tuple[Reason, ...]:
    """Every question of a shipped case."""
    from benchmarks.inputs import parsed

    facts = parsed(name).facts()
    return tuple(chain(_why_nothing(name, facts), _why_not(name, facts)))


def _why_nothing(name: str, facts: Facts) -> Iterator[Reason]:
    """The rules that leave nothing possible, and the ways out; nothing where something is."""
    from optimiser.reasons.impossible import in_the_way, repairs

    way, *took = timed(partial(in_the_way, facts))
    if way.rules:
        yield Reason(name, "", Kind.NOTHING, *took, len(way.rules))
        found, *took = timed(partial(repairs, way))
        yield Reason(name, "", Kind.WAYS_OUT, *took, len(found))


def _why_not(name: str, facts: Facts) -> Iterator[Reason]:
    """Of each code the finding, else the rules against it; of the first that may be, a package."""
    from models.wishes import Wishes
    from optimiser.reasons.impossible import in_the_way
    from optimiser.reasons.not_this import against
    from optimiser.wish_facts import apply

    first = True
    for code in facts.menu.entries:
        stated, *took = timed(partial(against, facts, code))
        if stated:
            yield Reason(name, code, Kind.FINDING, *took, len(stated))
            continue
        wished = apply(facts, Wishes(with_codes=(code,)))
        way, *took = timed(partial(in_the_way, wished))
        kind = Kind.RULES if way.rules else Kind.OPEN
        yield Reason(name, code, kind, *took, len(way.rules))
        if first and kind is Kind.OPEN:
            first = False
            _, *took = timed(partial(_with_it, wished))
            yield Reason(name, code, Kind.WITH_IT, *took)


def _with_it(wished: Facts) -> Dated | None:
    from optimiser.candidates import candidates
    from optimiser.options import best_dated
    from optimiser.reasons.not_this import EFFORT
    from optimiser.solve import Effort, Exhausted

    try:
        return best_dated(wished, candidates(wished), Effort(EFFORT))
    except Exhausted:
        return None


def timed(work: Callable[[], Found]) -> tuple[Found, float, float]:
    """What work comes to, its wall-clock and its processor seconds."""
    with stopwatch() as watch:
        found = work()
    return found, watch.seconds, watch.cpu_seconds


def tables(rows: Sequence[Reason]) -> Iterator[Table]:
    """What is found and verified, each kind by itself and those drafts are asked for together."""
    drafted = [row for row in rows if row.kind in DRAFTED]
    kinds = [(kind.value, [row for row in rows if row.kind is kind]) for kind in Kind]
    apart = {kind.value for kind in APART}
    yield _table(
        "Reasons found and verified",
        [
            *((said, held) for said, held in kinds if said not in apart),
            ("all that drafts are asked for", drafted),
        ],
    )
    yield _table("Packages beside them", [one for one in kinds if one[0] in apart])


def _table(title: str, kinds: Iterable[tuple[str, Sequence[Reason]]]) -> Table:
    lines = []
    for said, rows in kinds:
        wall, spent = [row.seconds for row in rows], [row.cpu_seconds for row in rows]
        figures: list[float | None] = [None] * 5
        if rows:
            figures = [
                median(wall), percentile(wall, 95), max(wall), median(spent), percentile(spent, 95)
            ]
        lines.append((said, f"{len(rows):,}", *(number(figure, 3) for figure in figures)))
    headings = ("asked", "number", "p50 s", "p95 s", "max s", "p50 processor s", "p95 processor s")
    return Table(title, headings, tuple(lines))


def reached(rows: Sequence[Reason]) -> tuple[tuple[Target, float | None, bool | None], ...]:
    """Each target with what was measured, and whether it is met."""
    drafted = [row.seconds for row in rows if row.kind in DRAFTED]
    measured = median(drafted) if drafted else None
    return tuple(
        (target, measured, None if measured is None else measured <= target.seconds)
        for target in targets()
    )


def run(cases: int | None, as_json: bool) -> None:
    """Ask each case all its questions and print how long they took; 130 where interrupted."""
    from scenarios.shipped import names

    chosen = spread(names(), cases)
    held, interrupted = each(chosen, reasons, _said, "why")
    rows = tuple(chain.from_iterable(held))
    if as_json:
        json.dump(data(rows, len(held), interrupted), sys.stdout, indent=2)
        sys.stdout.write("\n")
    else:
        _printed(rows)
    leave(interrupted)


def data(rows: Sequence[Reason], cases: int, interrupted: bool) -> dict[str, object]:
    return {
        "schema": 1,
        "benchmark": "why",
        "machine": machine(),
        "cases": cases,
        "interrupted": interrupted,
        "targets": [
            asdict(target) | {"measured": measured, "met": met}
            for target, measured, met in reached(rows)
        ],
        "reasons": [row.data() for row in rows],
    }


def _said(rows: tuple[Reason, ...]) -> str:
    drafted = [row for row in rows if row.kind in DRAFTED]
    name = rows[0].case if rows else "nothing"
    return f"{name}, {len(rows)} answers, {len(drafted)} of them asked of drafts"


def _printed(rows: Sequence[Reason]) -> None:
    from rich.text import Text

    from reports.screen import console, write

    page: list[RenderableType] = []
    for table in tables(rows):
        page += [table.on_screen(), Text()]
    for target, _, met in reached(rows):
        said = {True: "Met", False: "Not met", None: "Not measured"}[met]
        page.append(Text(f"{said}: {target.meaning}"))
    write(page, console())


def smoke() -> None:
    """The impossible case has a verified set of one rule, and ways out.

    Raises
    ------
    WrongAnswer
    """
    rows = reasons(IMPOSSIBLE)
    members = {row.kind: row.members for row in rows if not row.code}
    hold(f"{IMPOSSIBLE}, rules in the way", 1, members.get(Kind.NOTHING))
    hold(f"{IMPOSSIBLE}, ways out told", True, Kind.WAYS_OUT in members)
    hold(f"{IMPOSSIBLE}, findings", True, any(row.kind is Kind.FINDING for row in rows))
