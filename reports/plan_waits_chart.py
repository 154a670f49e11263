"""How long people wait, programme by programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reports import chart_style, words
from reports.chart_style import Chart

if TYPE_CHECKING:
    from planning.report import PlanReport, Waits

ACROSS = 3


def weeks_waited(report: PlanReport) -> Iterator[Chart]:
    found = {name: weeks for name, weeks in report.weeks.items() if weeks}
    if not found:
        return
    stated = {one.name: one for one in report.waits if one.by == "programme"}
    title = "People by weeks waited for a first session, programme by programme"
    figure, axes = chart_style.page(title, len(found), ACROSS, 4.2, 2.6)
    longest = max(max(weeks) for weeks in found.values())
    for axis, (programme, weeks) in zip(axes, found.items(), strict=True):
        _draw(axis, programme, weeks, stated.get(programme), longest)
    chart_style.legend(figure, axes[0])
    said = "; ".join(
        f"{name}: {words.count(len(weeks), 'place')}, the longest wait "
        f"{words.count(max(weeks), 'week')}"
        for name, weeks in found.items()
    )
    yield Chart("waits", title, f"{title}. {said}.", figure)


def _draw(
    axis: Any, programme: str, weeks: Sequence[int], stated: Waits | None, longest: int
) -> None:
    people = Counter(weeks)
    dark, _ = chart_style.focus()
    places = range(longest + 1)
    axis.bar(places, [people[week] for week in places], width=0.9, color=dark, label="People")
    orange, black = chart_style.palette(4)[3], "black"
    if stated is not None and stated.p50 is not None and stated.p90 is not None:
        axis.axvline(stated.p50, color=orange, linestyle="--", label="Half have begun")
        axis.axvline(stated.p90, color=black, linestyle=":", label="Nine in ten have begun")
    axis.set_xlim(-0.7, longest + 0.7)
    axis.set_title(words.plain(programme))
    axis.set_xlabel("Whole weeks", fontsize=chart_style.TEXT_SIZE)
    chart_style.whole_ticks(axis.xaxis)
    chart_style.whole_ticks(axis.yaxis)
