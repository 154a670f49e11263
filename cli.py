"""The command line. A command's module is imported when it is asked for, help reads all of them.

What a command needs it imports when it runs, so that help is there at once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

INTERRUPTED = 130
try:
    import click

    from commands.guarding import ended_quietly
    from commands.saying import flushed, to_stdout
except KeyboardInterrupt:
    # While the program is still being read there is nothing to say.
    sys.exit(INTERRUPTED)

COMMANDS = ("options", "why", "audit", "plan", "catalogue", "check", "cases", "bench")


class Commands(click.Group):
    """Each command under its name in the module of that name."""

    def make_context(self, *given: Any, **named: Any) -> click.Context:
        try:
            with ended_quietly(), flushed(), to_stdout():
                return super().make_context(*given, **named)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with ended_quietly(), flushed(), to_stdout():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            # A command that was running has said what it had: this one was being read.
            sys.exit(INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"commands.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sentence-packages")
def main() -> None:
    """Packages of community-sentence requirements that fit together and fit a life.

    A case goes in, lawful packages with every session dated come out. The court decides.
    """


if __name__ == "__main__":
    main()
