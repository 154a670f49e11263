"""`bench`: how long answers take."""

from __future__ import annotations

import click

from commands.flags import as_json
from commands.guarding import guarded


@click.group(invoke_without_command=True)
@click.option("--smoke", is_flag=True, help="Only build each benchmark once.")
@click.pass_context
def bench(context: click.Context, smoke: bool) -> None:
    """How long answers take. Without a name: every benchmark."""
    if smoke:
        from benchmarks.registry import smoke as build_each

        build_each()
    elif context.invoked_subcommand is None:
        from benchmarks.registry import every

        every()


@bench.command("options")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@click.option("--isolated", is_flag=True, help="Each case in a fresh process, stopped in time.")
@as_json
@guarded
def bench_options(cases: int | None, isolated: bool, as_json: bool) -> None:
    """The time to the first option, proved, of each shipped case."""
    from benchmarks.options_bench import run

    run(cases, as_json, isolated)


@bench.command("greedy")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@as_json
@guarded
def bench_greedy(cases: int | None, as_json: bool) -> None:
    """Our first option beside one requirement at a time, earliest first."""
    from benchmarks.greedy_bench import run

    run(cases, as_json)
