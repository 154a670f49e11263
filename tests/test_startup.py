"""Help is at hand at once: the heavy libraries load when a solve needs them, not before."""

import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner

import cli
from commands.guarding import INTERRUPTED

ROOT = Path(__file__).parents[1]
HELP = "import sys; sys.argv = ['sentence-packages', '--help']; import cli; cli.main()"
HEAVY = {"icalendar", "networkx", "numpy", "ortools", "pandas"}
ROUNDS = 9
MOST_TIMES_CLICK = 2.5


def run(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )


def imported(code: str) -> set[str]:
    """Top-level names of every module that running the code imports."""
    timings = run(code, "-X", "importtime").stderr.splitlines()
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in timings}


def seconds(code: str) -> float:
    start = time.perf_counter()
    run(code)
    return time.perf_counter() - start


def test_the_import_log_names_a_heavy_library_when_there_is_one():
    assert imported("import networkx") & HEAVY >= {"networkx"}


def test_help_prints_the_usage():
    assert "Usage: sentence-packages" in run(HELP).stdout


def test_help_loads_no_heavy_library():
    assert imported(HELP) & HEAVY == set()


def test_help_takes_at_most_two_and_a_half_times_click_alone():
    # Taken turn about and the best of each kept, so that a busy machine slows both alike.
    pairs = [(seconds("import click"), seconds(HELP)) for _ in range(ROUNDS)]
    click_alone, with_help = (min(column) for column in zip(*pairs, strict=True))
    assert with_help <= MOST_TIMES_CLICK * click_alone


def test_an_interrupt_while_the_program_is_being_read_is_quiet():
    reading = "import sys; import builtins; real = __import__\n"
    reading += "def interrupted(name, *given):\n"
    reading += "    if name == 'click': raise KeyboardInterrupt\n"
    reading += "    return real(name, *given)\n"
    reading += "builtins.__import__ = interrupted\nimport cli"
    ended = subprocess.run([sys.executable, "-c", reading], cwd=ROOT, capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_an_interrupt_while_a_command_is_being_read_is_quiet(monkeypatch):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr("cli.import_module", interrupted)
    for given in (["cases"], ["--help"]):
        found = CliRunner().invoke(cli.main, given)
        assert (found.exit_code, found.output) == (INTERRUPTED, "")
    assert cli.INTERRUPTED == INTERRUPTED
