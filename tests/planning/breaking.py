"""Tasks that go wrong in a worker: run there by name, so they stand in a module of their own."""

import os
import signal
from pathlib import Path

from planning.sweeps import play


def die_once(marker, packet, number):
    """Kills its own worker the first time any worker gets so far."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return play(packet, number)
    os.kill(os.getpid(), signal.SIGKILL)


def die(packet, number):
    os.kill(os.getpid(), signal.SIGKILL)
