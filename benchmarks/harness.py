"""Clocks, percentiles, peak memory, and going through cases one by one until told to stop."""

from __future__ import annotations

import math
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from threading import Thread
from time import perf_counter, process_time
from typing import TypeVar

from attrs import define

Given = TypeVar("Given")
Taken = TypeVar("Taken")
KIBIBYTES_A_MEBIBYTE = 1024


@define
class Stopwatch:
    """Wall-clock and processor seconds of a stretch, once it is over."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Times what stands under it, whether that ends well or not."""
    watch = Stopwatch()
    start, cpu = perf_counter(), cpu_seconds()
    try:
        yield watch
    finally:
        watch.seconds = perf_counter() - start
        watch.cpu_seconds = cpu_seconds() - cpu


def cpu_seconds() -> float:
    """Processor time of this process and of every child that has ended."""
    ended = os.times()
    return process_time() + ended.children_user + ended.children_system


def peak_mebibytes() -> float | None:
    """The most memory this process, or any child that has ended, ever held; None off Unix."""
    try:
        import resource
    except ImportError:
        return None
    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    # Linux counts kibibytes, macOS bytes.
    kibibytes = most / 1024 if sys.platform == "darwin" else most
    return kibibytes / KIBIBYTES_A_MEBIBYTE


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that at least so many hundredths of them do not exceed.

    >>> percentile([4, 1, 3, 2], 50), percentile([4, 1, 3, 2], 95)
    (2, 4)
    """
    place = math.ceil(len(values) * share / 100)
    return sorted(values)[max(place, 1) - 1]


def median(values: Sequence[float]) -> float:
    """The middle value, or half way between the middle two."""
    return statistics.median(values)


def spread(names: Sequence[str], number: int | None) -> tuple[str, ...]:
    """So many of the names, evenly spread and in order; all where none is said.

    >>> spread(["a", "b", "c", "d", "e", "f"], 3)
    ('a', 'c', 'e')
    """
    if number is None or number >= len(names):
        return tuple(names)
    return tuple(names[place * len(names) // number] for place in range(number))


def each(
    given: Sequence[Given],
    work: Callable[[Given], Taken],
    said: Callable[[Taken], str],
    title: str,
) -> tuple[tuple[Taken, ...], bool]:
    """What work makes of each, one after another, and whether it was interrupted before the end.

    Progress goes to stderr. The work runs in a thread of its own, since an interrupt reaches
    Python only between calls; a thread left behind ends with the process (see `leave`).
    """
    from rich.console import Console

    page = Console(stderr=True, highlight=False, markup=False)
    rows: list[Taken] = []
    for place, one in enumerate(given, start=1):
        ended: list[Taken | BaseException] = []
        thread = Thread(target=_into, args=(ended, work, one), daemon=True)
        try:
            thread.start()
            thread.join()
        except KeyboardInterrupt:
            page.print(f"{title}: interrupted at {place} of {len(given)} ({one})")
            return tuple(rows), True
        [result] = ended
        if isinstance(result, BaseException):
            raise result
        rows.append(result)
        page.print(f"{title}: {place} of {len(given)}: {said(result)}")
    return tuple(rows), False


def _into(
    ended: list[Taken | BaseException], work: Callable[[Given], Taken], one: Given
) -> None:
    try:
        ended.append(work(one))
    except BaseException as fault:
        ended.append(fault)


def leave(interrupted: bool) -> None:
    """End at once after an interrupt, since a solver still at work would hold the process."""
    if interrupted:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(130)


class WrongAnswer(Exception):
    """A benchmark's answer is not what it must be: the figure would mean nothing."""


def hold(what: str, expected: object, actual: object) -> None:
    """Speak up where an answer is not the expected one.

    Raises
    ------
    WrongAnswer
    """
    if expected != actual:
        raise WrongAnswer(f"{what}: {actual!r}, expected {expected!r}")


def machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    try:
        solver = version("ortools")
    except PackageNotFoundError:
        solver = "not installed"
    return {
        "cores": _cores(),
        "machine": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "ortools": solver,
    }


def _cores() -> int:
    """The cores this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
