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
@click.option("--first", is_flag=True, help="Of made-up cases the first option alone, no list.")
@as_json
@guarded
def bench_options(cases: int | None, isolated: bool, first: bool, as_json: bool) -> None:
    """The time to the first option, proved, of each shipped case."""
    from benchmarks.options_bench import run

    run(cases, as_json, isolated, listed=not first)


@bench.command("greedy")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@as_json
@guarded
def bench_greedy(cases: int | None, as_json: bool) -> None:
    """Our first option beside one requirement at a time, earliest first."""
    from benchmarks.greedy_bench import run

    run(cases, as_json)


@bench.command("why")
@click.option("--cases", type=click.IntRange(1), help="Only so many cases.")
@as_json
@guarded
def bench_why(cases: int | None, as_json: bool) -> None:
    """How long each reason takes to find and verify."""
    from benchmarks.why_bench import run

    run(cases, as_json)


@bench.command("allocation")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--instance", "instances", is_flag=True, help="FILEs are others' instances.")
@click.option("--alone", is_flag=True, help="Of each instance, everybody planned by themselves.")
@click.option("--most", type=click.IntRange(1), help="Only regions of at most so many people.")
@click.option("--limit", type=click.FloatRange(0), default=60.0, help="Seconds of the baselines.")
@click.option("--chart", metavar="DIR", help="Draw the growth curve there (SVG and PNG).")
@as_json
@guarded
def bench_allocation(
    files: tuple[str, ...],
    instances: bool,
    alone: bool,
    most: int | None,
    limit: float,
    chart: str | None,
    as_json: bool,
) -> None:
    """Everybody's groups at once, proved: made-up regions, or others' instances."""
    if bool(files) != (instances or alone):
        raise click.UsageError("FILEs go with --instance or --alone, and these with FILEs.")
    from benchmarks.allocation_bench import run

    run(files, as_json, instances=instances, alone=alone, most=most, limit=limit, chart=chart)
