"""A pool of processes ends when it is told to, however it is told, and with whoever began it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planning.executors import processes

ROOT = Path(__file__).parents[2]
# What a test waits for at most, where processes take their time to begin.
PATIENCE = 60.0
LONG = 600.0

# The program says that its worker is at work, and which process it is; interrupts come from there.
SCRIPT = f"""
import os, sys, time
from commands.stopping import Stop
from planning.executors import processes

if __name__ == "__main__":
    stop = Stop(None)
    try:
        with stop.listening(), processes(1)() as pool:
            print(pool.submit(os.getpid).result(), flush=True)
            pool.submit(time.sleep, {LONG}).result()
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def begun(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    worker = int(process.stdout.readline())
    yield process, worker
    process.kill()
    process.communicate()


def gone(worker: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_two_interrupts_and_more_end_a_program_whose_workers_are_at_work(begun):
    process, worker = begun
    for _ in range(4):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.05)
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (130, "")
    assert gone(worker)


def test_workers_end_with_a_program_that_was_killed(begun):
    process, worker = begun
    process.kill()
    process.wait()
    assert gone(worker)


def test_a_worker_is_born_deaf_to_interrupts_and_its_parent_hears_again():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with processes(1)() as pool:
        blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT in blocked
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
