"""What is wrong with a package: a must not kept, or a should departed from."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from models.sources import Force, Source, Strength


class Aim(Enum):
    """The ordered aims of an option; earlier ones are never traded for later ones."""

    PROPORTIONALITY = "proportionality"
    ANSWERING = "answering"
    CONDITIONS = "conditions"
    PRACTICE = "practice"
    WORK = "work"
    TRAVEL = "travel"
    WAITING = "waiting"
    RESTRICTION = "restriction"
    FORGIVENESS = "forgiveness"


@frozen
class Fault:
    """One rule one subject of a package does not keep.

    A fault of force MUST makes the package unlawful or undeliverable; one of force SHOULD is a
    *departure*, counted once per rule and subject whatever its `occurrences`. `aim` says which
    aim a departure counts to (PROPORTIONALITY or PRACTICE). `strength` is that of the row it rests
    on; None where it rests on none.
    """

    rule: str
    subject: str
    force: Force
    sentence: str
    source: Source
    aim: Aim = Aim.PRACTICE
    occurrences: int = 1
    verified: bool = True
    strength: Strength | None = None
