"""Work in a process of its own: stopped in time, and its memory watched with all it starts."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from attrs import frozen

from benchmarks.harness import KIBIBYTES_A_MEBIBYTE

LOOK_EVERY = 0.05
PROC = Path("/proc")
STOPPED, LOST = "stopped", "the process ended"
_asked: list[Connection] = []


@frozen
class Stopped:
    """What stands for an answer that did not come: the limit was over, or the process ended.

    `so_far` is the last thing that was told on the way.
    """

    seconds: float
    reason: str
    so_far: object = None


class Apart:
    """A process that does one thing after another; after one that is stopped a new one is begun.

    `peak_mebibytes` is the most that the process and all below it held at one moment, as seen
    twenty times a second; None where the system does not say.
    """

    def __init__(self) -> None:
        self.peak_mebibytes: float | None = None
        self._process: Any = None
        self._pipe: Connection | None = None

    def ask(self, work: Callable[..., Any], *given: object, limit: float) -> Any:
        """What a function of a module makes of what is given, or `Stopped`."""
        pipe = self._begun()
        pipe.send((work.__module__, work.__name__, given))
        start, so_far = perf_counter(), None
        while True:
            arrived = pipe.poll(LOOK_EVERY)
            self._look()
            passed = perf_counter() - start
            if arrived:
                try:
                    done, said = pipe.recv()
                except EOFError:
                    self.end()
                    return Stopped(passed, LOST, so_far)
                if done:
                    return said
                so_far = said
            elif passed > limit:
                self.end()
                return Stopped(passed, STOPPED, so_far)

    def end(self) -> None:
        """Stop the process, whatever it is at."""
        if self._process is not None:
            for pid in below(self._process.pid):
                _kill(pid)
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _begun(self) -> Connection:
        if self._pipe is None:
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=False)
            self._process.start()
            theirs.close()
        return self._pipe

    def _look(self) -> None:
        process = self._process
        held = mebibytes(process.pid) if process is not None else None
        if held is not None:
            self.peak_mebibytes = max(held, self.peak_mebibytes or 0.0)


def serve(pipe: Connection) -> None:
    """In the process: answer until nobody asks any more."""
    # An interrupt at the terminal is for the asking process, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _asked.append(pipe)
    while True:
        try:
            module, name, given = pipe.recv()
        except EOFError:
            return
        pipe.send((True, getattr(import_module(module), name)(*given)))


def tell(so_far: object) -> None:
    """Let the asking process know how far this has come; nobody listens where none asked."""
    for pipe in _asked:
        pipe.send((False, so_far))


def below(pid: int) -> Iterator[int]:
    """The processes a process started, and those they did."""
    for task in (PROC / str(pid) / "task").glob("*/children"):
        try:
            found = task.read_text("utf-8").split()
        except OSError:
            continue
        for child in map(int, found):
            yield child
            yield from below(child)


def mebibytes(pid: int) -> float | None:
    """What a process and all below it hold in memory; pages they share count for each."""
    pages = 0
    for one in (pid, *below(pid)):
        try:
            pages += int((PROC / str(one) / "statm").read_text("utf-8").split()[1])
        except (OSError, IndexError):
            if one == pid:
                return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / KIBIBYTES_A_MEBIBYTE


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
