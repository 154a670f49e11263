"""The growth curve: seconds of processor time by people of one area, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.tables import number

NAME = "allocation-growth"
TITLE = "Seconds of processor time until the bound is closed, by people of one area"


def draw(rows: Sequence[dict[str, Any]], directory: Path) -> tuple[Path, ...]:
    """The curve as SVG and PNG, both axes by powers of ten; the files written."""
    from reports.chart_style import Chart, drawn, focus, page, styled

    with styled():
        figure, [axis] = page(TITLE, 1, 1, 7.0, 4.0)
        people = [row["people"] for row in rows]
        spent = [row["cpu_seconds"] for row in rows]
        axis.plot(people, spent, marker="o", color=focus()[0])
        axis.set_xscale("log")
        axis.set_yscale("log")
        axis.set_xticks(people, [f"{one:,}" for one in people])
        axis.set_ylabel("Seconds")
        # Figures, not powers: what a dollar sign stands in is no formula here.
        axis.yaxis.set_major_formatter(lambda seconds, _: f"{seconds:g}")
        axis.minorticks_off()
        axis.set_xlabel("People")
        for one, seconds in zip(people, spent, strict=True):
            axis.annotate(
                number(seconds), (one, seconds), textcoords="offset points", xytext=(0, 8)
            )
        said = "; ".join(
            f"{row['people']:,} people: {number(row['cpu_seconds'])} s" for row in rows
        )
        files = drawn(Chart(NAME, TITLE, f"{TITLE}. {said}.", figure))
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, content in files.items():
        path = directory / f"{NAME}.{ending}"
        path.write_bytes(content)
        written.append(path)
    return tuple(written)
