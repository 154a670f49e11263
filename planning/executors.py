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
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType
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
    """Spawned processes, which work at so many things at once.

    Left by an exception they end with what they were at: nobody would hear of it. To wait for them
    instead, an interrupt or two may break the wait off and leave the program hanging.
    """

    def __init__(
        self, workers: int, begun: Callable[..., None] | None = None, given: tuple[Any, ...] = ()
    ) -> None:
        super().__init__(
            max_workers=workers,
            # Forked children would inherit the solver's threads and whatever locks they hold.
            mp_context=get_context("spawn"),
            initializer=begun or stay_with_the_parent,
            initargs=given,
        )
        self.at_once = workers

    def submit(
        self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        # Processes are begun here, and born as deaf as their parent is now.
        with _deaf():
            return super().submit(fn, *args, **kwargs)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        if kind is not None:
            for process in list((self._processes or {}).values()):
                process.terminate()
        return super().__exit__(kind, fault, trace)


@contextmanager
def _deaf() -> Iterator[None]:
    """No interrupt within: one that comes is heard afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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


def stay_with_the_parent() -> None:
    """Of a worker: interrupts are the parent's, and it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A parent that was killed tells its workers nothing: they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
