"""What the optimiser answers with. Plain data: reports format it and compute nothing."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from models.allowed_loss import AllowedLoss
from models.case import Need, Purpose
from models.facts import Facts
from models.fault import Aim, Fault
from models.findings import Finding, Reason
from models.package import Package
from models.sources import Source
from models.timetable import Group


@frozen
class Clash:
    """Minutes of work, education or caring one session (or the curfew of one night) takes.

    `start` and `end` are without the way there; `hours` what of the commitment it takes from.
    """

    session: str
    day: date
    minutes: int
    commitment: str
    start: datetime | None = None
    end: datetime | None = None
    hours: tuple[tuple[datetime, datetime], ...] = ()


@frozen
class Measures:
    """Every aim of a package, measured from its schedule in plain Python.

    `work` counts minutes lost of non-firm work, education and caring (`care` is the part of it
    that is caring); `rest`, which is no aim, what is attended in the rest after nights of work and
    is not work; `waiting` is days from sentence to first main sessions, summed, `last_day` days to
    the last session; `restriction` is order months, then minutes attended and imposed as curfew.
    `forgiveness` is the least over stages of acceptable absences that can be made good; of it
    alone more is better.
    """

    proportionality: int
    answering: int
    conditions: int
    practice: int
    work: int
    travel: int
    waiting: int
    last_day: int
    months: int
    attended: int
    curfew: int
    rest: int
    care: int
    attendances: int
    first_session: date | None
    last_session: date | None
    forgiveness: int = 0

    @property
    def vector(self) -> tuple[int, ...]:
        """The aims in order, less being better."""
        return (
            self.proportionality,
            self.answering,
            self.conditions,
            self.practice,
            self.work,
            self.travel,
            self.waiting,
            self.last_day,
            self.months,
            self.attended + self.curfew,
        )


@frozen
class AimStatus:
    """Whether an aim's value is proved least, its value and its proved bound.

    Of forgiveness, where more is better, whether it is proved most, and a bound from above.
    """

    aim: Aim
    proved: bool
    value: int
    bound: int


@frozen
class AmountRange:
    """The interval of an amount that fits with aims 1-5 unchanged ("up to 120 hours fit")."""

    requirement: str
    unit: str
    lowest: int
    amount: int
    highest: int
    proved: bool


@frozen
class NeedStatus:
    """A linked need and the codes in the package that address it (none: unmet)."""

    need: Need
    met_by: tuple[str, ...]


@frozen
class StageRoom:
    """The absences one stage of a programme forgives, and whether they can be made good.

    `stage` is the block counted over ("" for the whole course). `good` of the `allowed` absences
    can be made good whichever of the `sessions` are missed; `lacking` are the days of sessions
    with no free catch-up before the next, `where` the provider and venue of the others'. A
    `silent` guide says nothing of absences; an empty `catch_up` says nothing of how.
    """

    code: str
    leg: str
    source: Source
    stage: str = ""
    sessions: int = 0
    allowed: int | None = None
    per: str = ""
    good: int = 0
    where: tuple[tuple[str, str], ...] = ()
    lacking: tuple[date, ...] = ()
    catch_up: str = ""
    beyond: str = ""
    restart_at: int | None = None
    silent: bool = False


@frozen
class Condition:
    """A fact or body an option depends on."""

    code: str
    finding: Finding


@frozen
class MissingGroup:
    """A group nobody runs, and what the option would lose of work if one did.

    It stands beside the group named `instead_of`; `before` and `after` are minutes of work lost,
    the second that of a package found with it.
    """

    group: Group
    instead_of: str
    before: int
    after: int


@frozen
class Option:
    """One package with its measures and all that is said beside it.

    `trade` is one line of what it trades against the first option; `purposes_unserved` are the
    court's purposes nothing in the package serves; `rest` is what sessions take of the rest after
    nights of work, beside the clashes.
    """

    id: str
    name: str
    package: Package
    measures: Measures
    status: tuple[AimStatus, ...]
    departures: tuple[Fault, ...]
    clashes: tuple[Clash, ...]
    needs: tuple[NeedStatus, ...]
    purposes_unserved: tuple[Purpose, ...]
    conditions: tuple[Condition, ...]
    ranges: tuple[AmountRange, ...]
    assumptions: tuple[str, ...]
    signature: tuple[object, ...]
    trade: str = ""
    unverified: tuple[str, ...] = ()
    room: tuple[StageRoom, ...] = ()
    missing: tuple[MissingGroup, ...] = ()
    rest: tuple[Clash, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether every aim but the last, room to miss, is proved: that one tells for itself."""
        return all(one.proved for one in self.status if one.aim is not Aim.FORGIVENESS)


@frozen
class NotOffered:
    """A code struck out, with the sentence and source of why."""

    code: str
    name: str
    sentence: str
    source: Source
    verified: bool = True


@frozen
class ToAsk:
    """A fact of the case still needed and the codes that wait for it; or `every` option does."""

    fact: str
    question: str
    codes: tuple[str, ...]
    every: bool = False


@frozen
class Hindrance:
    """A rule or a fact that stands in the way: its sentence, its source, and who says so.

    `strength` is that of a row of the catalogue ("statute" to "assumption"), or "court" for what
    is asked or fixed, "commitment" for a person's firm time, "wish" for what an officer tries,
    "question" for what is only asked about, "fact" for any other fact.
    """

    rule: str
    subject: str
    sentence: str
    source: Source
    strength: str
    verified: bool = True


@frozen
class Repair:
    """What could be changed so that a package is possible, and the package it would give.

    `package` and `measures` are None where the search for them ended with nothing in hand;
    `proved` says whether the package is the best there is under the change, `possible` whether
    one is known to exist, found or not. A change proved to lead to nothing is no repair.
    """

    sentence: str
    changed: tuple[Hindrance, ...]
    package: Package | None
    measures: Measures | None
    proved: bool
    possible: bool = True


@frozen
class Impasse:
    """Why nothing is possible: sentences with sources. Proved, never "ran out of time".

    `rules` is a smallest set that cannot hold together: with any one of them gone the rest can.
    It is empty where none was found; `repairs` are the cheapest ways out. `wished`: an officer's
    wishes can't be met, and of the case alone nothing is said.
    """

    reasons: tuple[NotOffered, ...]
    summary: str
    rules: tuple[Hindrance, ...] = ()
    repairs: tuple[Repair, ...] = ()
    wished: bool = False


@frozen
class Options:
    """The answer for one case. `exhausted` is said where time ran out with nothing found.

    `closed` tells that there is no other option, by proof; `cut_short` that there are fewer than
    were asked for and that is not proved; `interrupted` that it is what was found until then.
    `by_bounds` is for benchmarks: whether bounds alone prove the first option, if there is one
    (`optimiser.tracing`). `loss` is what options after the first may lose against it.
    """

    facts: Facts
    options: tuple[Option, ...]
    not_offered: tuple[NotOffered, ...]
    to_ask: tuple[ToAsk, ...]
    signposts: tuple[NotOffered, ...] = ()
    impasse: Impasse | None = None
    exhausted: bool = False
    closed: bool = False
    cut_short: bool = False
    interrupted: bool = False
    by_bounds: bool | None = None
    warnings: tuple[str, ...] = ()
    inputs: tuple[tuple[str, str], ...] = field(default=())
    loss: AllowedLoss | None = None


@frozen
class AuditResult:
    """What `audit` finds of a package: `verdict` is "lawful", "not lawful", "not deliverable" or
    "not known".

    `schedulable` is None where the sessions were given (they are then checked themselves), else
    whether the optimiser finds dates for its terms. What is "not deliverable" breaks no law held
    here, only a must of a guide, a provider, the timetable or the plan; `breaks_law` is true of
    what is "not lawful" and of nothing else. `to_ask` are the facts without which something can't
    be said.
    """

    facts: Facts
    package: Package
    verdict: str
    faults: tuple[Fault, ...]
    departures: tuple[Fault, ...]
    overridden: tuple[Fault, ...]
    conditions: tuple[Condition, ...]
    assumptions: tuple[str, ...]
    measures: Measures | None
    schedulable: bool | None
    schedule: Option | None = None
    outside: str = ""
    breaks_law: bool = False
    to_ask: tuple[Reason, ...] = ()
    unverified: tuple[str, ...] = ()
