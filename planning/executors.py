"""Who does the work: processes of this machine, a cluster, or this process itself.

Each is a way to *start* an executor, not one started: a pool whose worker was killed stays broken,
and the sweep starts another.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from models.errors import SentencePackagesError

Start = Callable[[], AbstractContextManager[Executor]]
P = ParamSpec("P")
T = TypeVar("T")


class NoCluster(SentencePackagesError):
    """The cluster asked for cannot be used; says why."""


class Here(Executor):
    """Work done at once in this process: nothing to start, nothing to break."""

    at_once = 1

    def submit(
        self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Pool(ProcessPoolExecutor):
    """Spawned processes, which work at so many things at once."""

    def __init__(self, workers: int) -> None:
        super().__init__(
            max_workers=workers,
            # Forked children would inherit the solver's threads and whatever locks they hold.
            mp_context=get_context("spawn"),
            initializer=leave_interrupts_to_the_parent,
        )
        self.at_once = workers


def here() -> AbstractContextManager[Executor]:
    return Here()


def processes(workers: int | None = None) -> Start:
    """Spawned processes: as many as there are cores, unless said otherwise."""

    def start() -> AbstractContextManager[Executor]:
        return Pool(workers or cores())

    return start


def cluster(address: str) -> Start:
    """A Dask cluster by the address of its scheduler; needs the extra "cluster".

    What is sent is sealed: neither the scheduler nor a worker's log shows a case.

    Raises
    ------
    NoCluster
        On starting, where the extra is not installed or nobody answers at the address.
    """

    @contextmanager
    def start() -> Iterator[Executor]:
        try:
            from distributed import Client
        except ImportError:
            raise NoCluster('a cluster needs the extra "cluster" (distributed)') from None
        try:
            client: Any = Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError):
            raise NoCluster(f"no scheduler answers at {address}") from None
        with client, client.get_executor(pure=False) as executor:
            yield executor

    return start


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
