"""What README shows is what the program does."""

import re
from pathlib import Path

from click.testing import CliRunner

from cli import COMMANDS, main

README = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")
LEFT_OUT = re.compile(r"^ *\.\.\.$", re.MULTILINE)


def block(opening: str, language: str = "") -> str:
    """The fenced text that begins so."""
    fenced: str = README.split(f"```{language}\n{opening}", 1)[1].split("\n```", 1)[0]
    return fenced


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_first_screen_is_what_the_command_prints():
    """Piece by piece between what is left out, in their order, whatever the width of the lines."""
    shown = block("$ sentence-packages options mission --want 3\n")
    result = CliRunner().invoke(main, ["options", "mission", "--want", "3"])
    assert result.exit_code == 0
    left = words(result.stdout)
    for piece in LEFT_OUT.split(shown):
        assert words(piece) in left
        left = left.split(words(piece), 1)[1]


def test_the_lines_of_python_run(capsys):
    exec(compile(block("", "python"), "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "PlannedRequirement(code='atr'" in printed
    assert "PlannedRequirement(code='unpaid-work'" in printed


def test_every_command_is_in_the_table():
    assert all(f"| `sentence-packages {name}" in README for name in COMMANDS)
