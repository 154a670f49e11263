"""The exact baselines on a fixed sample: the slot-by-slot model and the mixed-integer one.

Each gets a process of its own, and both work at once, one beside the other on two cores. What is
not proved when the limit is over counts as the limit, "at least".
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from attrs import frozen

from benchmarks.answered import Answered
from benchmarks.apart import Apart, Stopped
from benchmarks.classes import population
from benchmarks.harness import spread, stopwatch
from benchmarks.tables import Table, number

SLOTS, MIXED = "slots", "mixed"


@frozen
class Plain:
    """What a plain model made of a case: seconds until the first option was proved, or until
    it was stopped, with the least vector of aims where it was proved."""

    seconds: float
    proved: bool
    vector: tuple[int, ...] | None = None
    variables: int = 0
    reason: str = ""


@frozen
class Beside:
    """One case three ways. `ours` are counted seconds: an unproved first option at its limit."""

    name: str
    ours: float
    proved: bool
    vector: tuple[int, ...] | None
    slots: Plain
    mixed: Plain
    limit: float

    @property
    def ratio(self) -> float:
        """How often the slot-by-slot model takes our time; a least one where it was stopped."""
        taken = self.slots.seconds if self.slots.proved else max(self.limit, self.slots.seconds)
        return taken / self.ours

    @property
    def differing(self) -> tuple[str, ...]:
        """The plain models whose proved optimum is not our proved one."""
        return tuple(
            name
            for name, plain in ((SLOTS, self.slots), (MIXED, self.mixed))
            if self.proved and plain.proved and plain.vector != self.vector
        )


def proved_by(model: str, kind: str, place: int) -> Plain:
    """One plain model on one case, its law and its build within the clock."""
    from benchmarks.mixed import mixed_optimum
    from benchmarks.packages import optimum
    from benchmarks.population import world

    made = world(kind, place)
    with stopwatch() as watch:
        found = optimum(made.facts()) if model == SLOTS else mixed_optimum(made.facts())
    return Plain(watch.seconds, found.proved, found.vector, found.variables)


def sample(rows: Sequence[Answered], share: float) -> tuple[Answered, ...]:
    """The fixed sample of the ordinary cases, or such a share of it as was measured."""
    whole = population()
    ordinary = {held.name for held in whole.classes if held.ordinary}
    fitting = {row.name: row for row in rows if row.kind in ordinary}
    wanted = max(1, round(whole.baselines.sample * share))
    return tuple(fitting[name] for name in spread(tuple(fitting), wanted))


def beside(row: Answered, workers: dict[str, Apart]) -> Beside:
    """A case of the sample by both models at once."""
    whole = population()
    limit, ours_at_most = whole.baselines.limit_seconds, whole.of(row.kind).limit_seconds
    with ThreadPoolExecutor(len(workers)) as pool:
        asked = {
            name: pool.submit(apart.ask, proved_by, name, row.kind, row.number, limit=limit)
            for name, apart in workers.items()
        }
        try:
            plain = {name: _plain(one.result()) for name, one in asked.items()}
        except KeyboardInterrupt:
            # The pool waits for its threads, and they for the processes.
            for apart in workers.values():
                apart.end()
            raise
    proved = row.first is not None and row.first <= ours_at_most
    ours = row.first if proved and row.first else max(ours_at_most, row.seconds)
    return Beside(row.name, ours, proved, row.vector, plain[SLOTS], plain[MIXED], limit)


def _plain(found: Plain | Stopped) -> Plain:
    if isinstance(found, Stopped):
        return Plain(found.seconds, False, reason=found.reason)
    return found


def median_ratio(rows: Sequence[Beside]) -> float | None:
    return median(row.ratio for row in rows) if rows else None


def table(rows: Sequence[Beside]) -> Table:
    return Table(
        "Seconds to the first option proved, ours and the plain models'",
        ("case", "ours", "slot by slot", "ratio", "mixed-integer", "variables", "same optimum"),
        tuple(
            (
                row.name,
                _counted(row.ours, row.proved),
                _counted(row.slots.seconds if row.slots.proved else row.limit, row.slots.proved),
                _counted(row.ratio, row.slots.proved, 1),
                _counted(row.mixed.seconds if row.mixed.proved else row.limit, row.mixed.proved),
                f"{row.slots.variables:,}" if row.slots.variables else "",
                _same(row),
            )
            for row in rows
        ),
    )


def _counted(value: float, proved: bool, places: int = 2) -> str:
    return number(value, places) if proved else f"at least {number(value, places)}"


def _same(row: Beside) -> str:
    if row.differing:
        return f"no: {', '.join(row.differing)}"
    proving = [name for name in (SLOTS, MIXED) if getattr(row, name).proved and row.proved]
    return f"yes: {', '.join(proving)}" if proving else ""
