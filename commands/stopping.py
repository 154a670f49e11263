"""When long work is to stop and show what there is: after so many seconds, or at an interrupt."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from types import FrameType


class Stop:
    """Whether to stop. The first interrupt asks for what there is, the second ends at once."""

    def __init__(self, seconds: float | None) -> None:
        self.interrupted = False
        self._until = None if seconds is None else perf_counter() + seconds

    def __call__(self) -> bool:
        return self.interrupted or (self._until is not None and perf_counter() > self._until)

    @contextmanager
    def listening(self) -> Iterator[None]:
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True
