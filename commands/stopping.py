"""When long work is to stop and show what there is: after so many seconds, or at a signal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from types import FrameType

# Of the keys, and of whoever ends processes: a time limit, a machine that is shut down.
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether to stop. The first signal asks for what there is, the second ends at once."""

    def __init__(self, seconds: float | None) -> None:
        self.interrupted = False
        self._until = None if seconds is None else perf_counter() + seconds

    def __call__(self) -> bool:
        return self.interrupted or (self._until is not None and perf_counter() > self._until)

    @contextmanager
    def listening(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._interrupt) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        if self.interrupted:
            # A third would break off the ending itself.
            for one in SIGNALS:
                signal.signal(one, signal.SIG_IGN)
            raise KeyboardInterrupt
        self.interrupted = True
