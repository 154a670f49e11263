"""An interrupt is heard by the planner and by no solver under it."""

import subprocess
import sys
from pathlib import Path

# In a process of its own: where a solver took the signal for itself, the interrupt would end it.
SCRIPT = """
import signal
from optimiser.allocation import closing
from optimiser.allocation.coupled import Rows
from tests.optimiser.allocation.listed import drawn

heard, closed, solved = [], [], closing._solved
signal.signal(signal.SIGINT, lambda *_: heard.append(True))
closing._solved = lambda *given: (closed.append(True), solved(*given))[1]
held = drawn(1)
closing.whole(Rows(held), held.pricing.every, 5.0)
signal.raise_signal(signal.SIGINT)
print(bool(closed), heard)
"""


def test_after_an_integer_programme_an_interrupt_is_still_the_planners():
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "True [True]\n", "")
