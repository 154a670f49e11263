"""One case timed, and what `options.toml` holds a set of them against."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from attrs import asdict, field, frozen

if TYPE_CHECKING:
    from optimiser.results import Options

SETTLED = ("proved", "impasse")


@frozen
class Target:
    """A figure to reach: a measure of the whole set, in seconds."""

    measure: str
    seconds: float
    meaning: str


@frozen
class Limits:
    """What `options.toml` holds."""

    limit_seconds: float
    grace_seconds: float
    targets: tuple[Target, ...]


def limits() -> Limits:
    held = tomllib.loads(files("benchmarks").joinpath("options.toml").read_text("utf-8"))
    targets = tuple(Target(**target) for target in held.pop("targets"))
    return Limits(targets=targets, **held)


@frozen
class Timed:
    """One case: how it ended and what it took.

    `status`: "proved" (an option, every aim proved), "unproved" (an option), "impasse" (proved
    that there is none), "exhausted" (effort spent, nothing found), "stopped" (at the limit),
    "failed" (an error or an answer that does not hold, with the `reason`).
    """

    name: str
    status: str
    seconds: float
    cpu_seconds: float
    reading_seconds: float
    variables: int | None = None
    reason: str = ""
    answer: Options | None = field(default=None, eq=False, repr=False)

    def settled(self, limit: float) -> bool:
        """Whether there was a proved answer within the limit."""
        return self.status in SETTLED and self.seconds <= limit

    def counted(self, limit: float) -> float:
        """Its seconds; of a case not settled at least the limit."""
        return self.seconds if self.settled(limit) else max(self.seconds, limit)

    def data(self) -> dict[str, object]:
        return asdict(self, filter=lambda attribute, _: attribute.name != "answer")
