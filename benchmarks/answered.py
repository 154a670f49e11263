"""One made-up case answered: how long until what, how much was proved, and greedy beside it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from benchmarks.apart import tell
from benchmarks.greedy_bench import Figures
from benchmarks.harness import WrongAnswer, stopwatch

if TYPE_CHECKING:
    from benchmarks.population import World
    from models.facts import Facts
    from optimiser.results import Option, Options

WANT = 5


@frozen
class Beside:
    """One package of greedy's: its figures, and what could not be booked or is not lawful."""

    figures: Figures | None = None
    failures: tuple[str, ...] = ("no package",)

    @property
    def feasible(self) -> bool:
        return not self.failures


@frozen
class Answered:
    """One case of a class, its times in seconds of wall clock; None: it did not come to that.

    `good` is until the first option on the screen with its bound, `first` until the first option
    is proved in every aim but room to miss, `finished` until that one has its neatest dates, its
    room and the ranges of its amounts, `closed` until the list was whole: five options, each proved
    the best of its order, or fewer and a proof that there is no other.
    `listed` says whether a list was asked for at all, or the first option alone. `status`:
    "proved" (the first option is), "unproved", "impasse", "exhausted", "stopped" or "failed".
    `by_bounds` says whether bounds alone prove the first option; None where there is none.
    """

    kind: str
    number: int
    status: str
    reason: str = ""
    listed: bool = True
    request: str = ""
    months: int = 0
    packages: int = 0
    runs: int = 0
    structures: int = 0
    good: float | None = None
    first: float | None = None
    finished: float | None = None
    closed: float | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    options: int = 0
    by_bounds: bool | None = None
    vector: tuple[int, ...] | None = None
    ours: Figures | None = None
    greedy_with_ours: Beside | None = None
    greedy_alone: Beside | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"


def answered(kind: str, number: int, listed: bool = True) -> Answered:
    """A case answered, checked and planned greedily; an error is a result."""
    from benchmarks.options_bench import checked, ended
    from benchmarks.population import world

    made = world(kind, number)
    row = Answered(
        kind, number, "failed", listed=listed, request=made.request, months=made.months
    )
    try:
        # What needs no answer comes before the clock, so that it stands though that is stopped.
        facts = made.facts()
        row = evolve(row, **_size(facts), greedy_alone=_alone(facts))
        tell(row)
        row, answer = _timed(made, row)
        status = ended(answer)
        checked(answer)
        first = answer.options[0] if answer.options else None
        return evolve(row, status=status, **_beside(answer.facts, first))
    except Exception as fault:
        # Only a wrong answer's own words: an error's might tell of the case.
        reason = str(fault) if isinstance(fault, WrongAnswer) else type(fault).__name__
        return evolve(row, status="failed", reason=reason)


def _timed(made: World, row: Answered) -> tuple[Answered, Options]:
    """The answer with the moments of its options; the clock includes the case's law."""
    from optimiser.options import propose

    seen: list[tuple[float, bool]] = []
    in_hand: list[tuple[float, bool]] = []

    def progress(option: Option) -> None:
        seen.append((perf_counter() - start, option.proved))
        tell(_moments(row, seen, in_hand))

    def glimpse(option: Option) -> None:
        in_hand.append((perf_counter() - start, option.proved))
        tell(_moments(row, seen, in_hand))

    with stopwatch() as watch:
        start = perf_counter()
        wanted = WANT if row.listed else 1
        answer = propose(made.facts(), wanted, progress, glimpse=glimpse)
    row = _moments(row, seen, in_hand)
    if answer.impasse is not None:
        at = watch.seconds
        row = evolve(row, good=at, first=at, finished=at, closed=at)
    elif row.listed and whole(answer):
        row = evolve(row, closed=watch.seconds)
    row = evolve(
        row,
        seconds=watch.seconds,
        cpu_seconds=watch.cpu_seconds,
        options=len(answer.options),
        by_bounds=answer.by_bounds,
        vector=answer.options[0].measures.vector if answer.options else None,
    )
    return row, answer


def whole(answer: Options) -> bool:
    """Whether the list is all that was wanted, or all there is, every option proved."""
    enough = answer.closed or len(answer.options) == WANT
    return enough and all(option.proved for option in answer.options)


def _moments(
    row: Answered, seen: list[tuple[float, bool]], in_hand: list[tuple[float, bool]]
) -> Answered:
    """When something was there, when something proved was, and when that was finished."""
    shown = sorted([*in_hand, *seen])
    if not shown:
        return row
    first = next((at for at, proved in shown if proved), None)
    finished = next((at for at, proved in seen if proved), None)
    return evolve(row, options=len(seen), good=shown[0][0], first=first, finished=finished)


def _size(facts: Facts) -> dict[str, int]:
    """Packages that answer as well as any, runs to join, and structures: both with projects."""
    from optimiser.candidates import candidates
    from optimiser.outline import outlines
    from optimiser.provision import projects

    found = candidates(facts)
    whole = list(outlines(facts, found))
    working = sum(not project.learning for project in projects(facts))
    structures = 0
    for outline in whole:
        ways = max(1, working) if outline.imposes("unpaid-work") else 1
        for candidate in outline.grouped:
            ways *= len(candidate.runs)
        structures += ways
    answering = [outline for outline in whole if outline.cost[:2] == whole[0].cost[:2]]
    parts = {part.code: part for outline in whole for part in outline.parts}
    runs = sum(len(part.runs) for part in parts.values())
    return {"packages": len(answering), "runs": runs, "structures": structures}


def _alone(facts: Facts) -> Beside | None:
    """The first package greedy can date."""
    from benchmarks.greedy_alone import first_workable

    planned = first_workable(facts)
    return planned and Beside(Figures.of(planned.measures), planned.failures)


def _beside(facts: Facts, option: Option | None) -> dict[str, object]:
    """Our figures, and greedy's with our package's parts and amounts."""
    from benchmarks.greedy import greedy

    if option is None:
        return {}
    planned = greedy(facts, option.package)
    return {
        "ours": Figures.of(option.measures),
        "greedy_with_ours": Beside(Figures.of(planned.measures), planned.failures),
    }
