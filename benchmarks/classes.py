"""What `population.toml` holds: requests of the court, classes of case, targets, baselines."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen


@frozen
class Request:
    """What the court asks and the officer leaves open: either x activities packages answer it."""

    name: str
    sex: str
    offence: str
    needs: tuple[str, ...]
    activities: tuple[str, ...]
    named: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    dependent: bool = False

    @property
    def packages(self) -> int:
        return max(1, len(self.either)) * len(self.activities)

    @property
    def programmes(self) -> tuple[str, ...]:
        return self.named + self.either


@frozen
class Class:
    """One class of case; see the file for what each figure means."""

    name: str
    cases: int
    ordinary: bool
    limit_seconds: float
    months: tuple[int, ...]
    packages: int
    runs: tuple[int, int]
    projects: int
    windows: int
    requests: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]
    curfew_hours: tuple[int, ...]
    seriousness: tuple[str, ...]
    short_days: tuple[int, ...] = ()
    attendances_a_week: int | None = None


@frozen
class Goal:
    """A figure to reach of a class, or of the ordinary ones together; 0 where there is none."""

    of: str
    measure: str
    required: float
    stretch: float = 0
    percentile: int = 0

    def reached(self, value: float, asked: float) -> bool:
        """Whether a value is as low as asked; how often another takes our time has to be high."""
        return value >= asked if self.measure == "slots" else value <= asked


@frozen
class Sample:
    """How many ordinary cases the exact baselines get, and for how long each."""

    sample: int
    limit_seconds: float


@frozen
class Population:
    """The whole file."""

    seed: int
    seconds_a_case: float
    least_seconds: float
    requests: dict[str, Request]
    classes: tuple[Class, ...]
    goals: tuple[Goal, ...]
    baselines: Sample

    def of(self, name: str) -> Class:
        """The class of a name.

        Raises
        ------
        KeyError
        """
        return {held.name: held for held in self.classes}[name]


@cache
def population() -> Population:
    """The committed population."""
    held = tomllib.loads(files("benchmarks").joinpath("population.toml").read_text("utf-8"))
    return Population(
        held["seed"],
        held["seconds_a_case"],
        held["least_seconds"],
        {name: Request(name=name, **_tuples(of)) for name, of in held["requests"].items()},
        tuple(Class(**_tuples(of)) for of in held["classes"]),
        tuple(Goal(**of) for of in held["goals"]),
        Sample(**held["baselines"]),
    )


def _tuples(table: dict[str, object]) -> dict[str, object]:
    """The same table with its lists as tuples, all the way down."""
    return {key: _tuple(value) for key, value in table.items()}


def _tuple(value: object) -> object:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
