"""Lots of people solved side by side, each in a process of its own where there are many people.

A worker is given numbers alone: no reference, no case. Once asked to stop, all of them hand back
the best they have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Event

from attrs import frozen

from models.placement import PlanAim
from optimiser.allocation.company import Company
from optimiser.allocation.instance import Instance
from optimiser.allocation.search import Effort
from planning.executors import Pool, cores, stay_with_the_parent
from planning.progress import Advance
from planning.staging import Clock, Staged, staged

# Below so many people in all lots but the largest a second process costs more than it saves.
FEW = 1500
# Seconds between two looks at whether to stop.
LOOK = 0.2

_stopped: Event | None = None


@frozen(eq=False)
class Batch:
    """Lots to be solved by the same aims, with the same effort."""

    instances: Sequence[Instance]
    companies: Sequence[Company]
    aims: Sequence[PlanAim]
    whole: float
    halted: Callable[[], bool]
    advance: Advance
    clock: Clock


def side_by_side(batch: Batch) -> list[Staged]:
    """The stages of each lot; the largest first, the answers in the order given.

    Where a worker was killed, what had not ended by then is done here.
    """
    solved = _in_processes(batch)
    effort = Effort(whole=batch.whole, halted=batch.halted)
    for place, (one, company) in enumerate(zip(batch.instances, batch.companies, strict=True)):
        if place not in solved:
            solved[place] = staged(one, batch.aims, effort, batch.clock, company)
            batch.advance(1)
    return [solved[place] for place in range(len(batch.instances))]


def _in_processes(batch: Batch) -> dict[int, Staged]:
    """The stages of each lot by its place; without those that a killed worker took along."""
    instances, solved = batch.instances, dict[int, Staged]()
    context = get_context("spawn")
    stop = context.Event()
    with Pool(min(cores(), len(instances)), _begun, (stop,)) as pool, suppress(BrokenExecutor):
        order = sorted(range(len(instances)), key=lambda place: -_size(instances[place]))
        ahead: dict[Future[Staged], int] = {}
        for place in order:
            one = pool.submit(
                _staged, instances[place], batch.companies[place], batch.aims, batch.whole,
                batch.clock,
            )  # fmt: skip
            ahead[one] = place
        left = set(ahead)
        while left:
            done, left = wait(left, timeout=LOOK)
            for one in done:
                with suppress(BrokenExecutor):
                    solved[ahead[one]] = one.result()
                    batch.advance(1)
            if batch.halted():
                stop.set()
    return solved


def worthwhile(instances: Sequence[Instance]) -> bool:
    """Whether there is enough beside the largest lot for another process, and another core."""
    sizes = sorted(map(_size, instances))
    return cores() > 1 and sum(sizes[:-1]) > FEW


def _size(instance: Instance) -> int:
    return int(instance.people.sum())


def _begun(stop: Event) -> None:
    global _stopped
    _stopped = stop
    stay_with_the_parent()


def _staged(
    instance: Instance, company: Company, aims: Sequence[PlanAim], whole: float, clock: Clock
) -> Staged:
    assert _stopped is not None, "a worker is begun before it works"
    return staged(instance, aims, Effort(whole=whole, halted=_stopped.is_set), clock, company)
