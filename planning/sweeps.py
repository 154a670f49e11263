"""Scenarios times replications, played side by side, each recorded as it ends.

A killed worker or an interrupted run loses nothing that had ended: what is recorded is not played
again, whatever comes after.
"""

from __future__ import annotations

import pickle
import traceback
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    as_completed,
    wait,
)
from functools import lru_cache

from attrs import evolve, field, frozen

from models.catalogue import load
from models.errors import SentencePackagesError
from models.region import Region
from planning.asking import never
from planning.executors import Start, here
from planning.forecast import Forecast, gathered, replicate
from planning.forecast_calibration import calibration
from planning.forecast_measures import Measures
from planning.forecast_outlook import Outlook, rates
from planning.forecast_world import World, world
from planning.progress import Advance, silent
from planning.records import SCHEMA, Record, Records, fingerprint

MOST_FRUITLESS = 3
# Seconds between two looks at whether to stop.
LOOK = 0.2


class SweepFailed(SentencePackagesError):
    """A scenario could not be played; says which, and never whose."""


class SweepStopped(SentencePackagesError):
    """It was asked to stop before all was played; what had ended is recorded."""


@frozen(repr=False)
class Sealed:
    """A region and an outlook on their way to a worker.

    Compared, hashed and printed by fingerprint alone: whoever logs a task shows no case.
    """

    fingerprint: str
    packed: bytes = field(eq=False)

    def __repr__(self) -> str:
        return f"<scenario {self.fingerprint[:12]}>"


@frozen
class Failure:
    """What went wrong in a worker: the kind of error and the line, no value that was at hand."""

    kind: str
    where: str


@frozen
class Task:
    scenario: str
    number: int
    sealed: Sealed


Played = Future[Measures | Failure]


def sealed(region: Region, outlook: Outlook) -> Sealed:
    """The same mark for the same question, however many replications are asked for."""
    asked = evolve(outlook, replications=1)
    catalogue = load()
    groups = region.timetable.groups
    entries = [catalogue.entry(group.programme, group.edition) for group in groups]
    mark = fingerprint(SCHEMA, region, asked, calibration().figures, entries)
    return Sealed(mark, zlib.compress(pickle.dumps((region, asked)), 1))


@lru_cache(maxsize=2)
def _opened(packet: Sealed) -> World:
    region, outlook = pickle.loads(zlib.decompress(packet.packed))
    return world(region, outlook)


def play(packet: Sealed, number: int) -> Measures | Failure:
    """One task, in whatever process. It never raises: a raised error would carry values along."""
    try:
        return replicate(_opened(packet), number)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(type(error).__name__, f"{last.name}, line {last.lineno}")


def sweep(
    scenarios: Mapping[str, Region],
    outlook: Outlook,
    start: Start = here,
    records: Records | None = None,
    advance: Advance = silent,
    halted: Callable[[], bool] = never,
) -> dict[str, Forecast]:
    """A forecast of each scenario, by name; see `executors` for who does the work.

    All scenarios meet the same people with the same luck. `advance` hears of each replication,
    recorded ones first. Once `halted` says so, what is being played may end, and no more is begun.

    Raises
    ------
    InvalidInput
        Where the outlook asks for what a region or the calibration does not hold.
    SweepFailed
        For an error in a worker, or when workers go on dying without finishing anything.
    SweepStopped
        Where it was asked to stop, and not all is played.
    """
    figures = {name: rates(outlook, one, calibration()) for name, one in scenarios.items()}
    packets = {name: sealed(region, outlook) for name, region in scenarios.items()}
    done: dict[tuple[str, int], Measures] = {}
    for record in records.read() if records is not None else ():
        done[record.fingerprint, record.number] = record.measures
    tasks = [
        Task(name, number, packets[name])
        for number in range(outlook.replications)
        for name in scenarios
    ]
    waiting = [task for task in tasks if _key(task) not in done]
    advance(len(tasks) - len(waiting))
    for task, measures in _played(waiting, start, halted):
        done[_key(task)] = measures
        if records is not None:
            records.append(Record(task.sealed.fingerprint, task.scenario, task.number, measures))
        advance(1)
    return {
        name: gathered(
            outlook,
            relied_on,
            [done[packets[name].fingerprint, number] for number in range(outlook.replications)],
        )
        for name, relied_on in figures.items()
    }


def _key(task: Task) -> tuple[str, int]:
    return (task.sealed.fingerprint, task.number)


def _played(
    waiting: list[Task], start: Start, halted: Callable[[], bool]
) -> Iterator[tuple[Task, Measures]]:
    """Every task with its measures as it ends; a broken pool is started anew."""
    fruitless = 0
    while waiting:
        lost = []
        with start() as executor:
            for task, outcome in _round(waiting, executor, halted):
                if outcome is None:
                    lost.append(task)
                elif isinstance(outcome, Failure):
                    raise SweepFailed(
                        f"{task.scenario}, replication {task.number}: "
                        f"{outcome.kind} in {outcome.where}"
                    )
                else:
                    yield task, outcome
        fruitless = fruitless + 1 if len(lost) == len(waiting) else 0
        if fruitless == MOST_FRUITLESS:
            raise SweepFailed(
                f"the workers died {fruitless} times running with {len(lost)} to go, "
                f"{lost[0].scenario} among them"
            )
        waiting = lost


def _round(
    waiting: list[Task], executor: Executor, halted: Callable[[], bool]
) -> Iterator[tuple[Task, Measures | Failure | None]]:
    """What comes of each task in one pool; None where the pool lost it.

    A pool is given no more than it works at, where it says how many: what waits in it would be
    played to its end after it was asked to stop.
    """
    futures: dict[Played, Task] = {}
    ahead = deque(waiting)
    at_once = getattr(executor, "at_once", len(waiting))
    try:
        while ahead or futures:
            if halted():
                # What is being played may end, and is recorded; what was not begun is not begun.
                going_on = [future for future in futures if not future.cancel()]
                for future in as_completed(going_on):
                    yield futures.pop(future), _outcome(future)
                if ahead or futures:
                    raise SweepStopped
                return
            while ahead and len(futures) < at_once:
                task = ahead.popleft()
                try:
                    futures[executor.submit(play, task.sealed, task.number)] = task
                except BrokenExecutor:
                    yield task, None
            done = wait(futures, LOOK, FIRST_COMPLETED).done if futures else ()
            for future in done:
                yield futures.pop(future), _outcome(future)
    finally:
        for future in futures:
            future.cancel()


def _outcome(future: Played) -> Measures | Failure | None:
    """`play` raises nothing: whatever is raised here is the pool's."""
    try:
        return future.result()
    except (Exception, CancelledError):
        return None
