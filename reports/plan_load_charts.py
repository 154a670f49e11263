"""How full each group is, week by week: small charts, several to a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from reports import chart_style, words
from reports.chart_style import Chart

if TYPE_CHECKING:
    from planning.report import PlanReport

A_PAGE, ACROSS = 12, 3
# By week: people of the plan, people there before, places.
Weeks = dict[date, tuple[int, int, int]]


def loads(report: PlanReport) -> Iterator[Chart]:
    """Cohorts of one group that meet in one week are taken together."""
    found = by_group(report)
    names = list(found)
    pages = [names[first : first + A_PAGE] for first in range(0, len(names), A_PAGE)]
    weeks = {one.week for one in report.loads}
    for number, shown in enumerate(pages, start=1):
        of = f", page {number} of {len(pages)}" if len(pages) > 1 else ""
        title = f"People in each group, week by week{of}"
        figure, axes = chart_style.page(title, len(shown), ACROSS, 4.2, 2.4)
        for axis, group in zip(axes, shown, strict=True):
            _draw(axis, group, found[group])
            chart_style.days_below(axis, min(weeks), max(weeks) + timedelta(weeks=1))
        chart_style.legend(figure, axes[0])
        said = words.listing(f"{group}: {_fullest(found[group])}" for group in shown)
        yield Chart(f"load-{number}", title, f"{title}. {said}.", figure)


def by_group(report: PlanReport) -> dict[str, Weeks]:
    found: dict[str, Weeks] = {}
    for one in report.loads:
        weeks = found.setdefault(one.group, {})
        people, taken, places = weeks.get(one.week, (0, 0, 0))
        weeks[one.week] = people + one.people, taken + one.taken, places + one.places
    return found


def _fullest(weeks: Weeks) -> str:
    people, taken, places = max(weeks.values(), key=lambda week: (week[0] + week[1], -week[2]))
    return f"at most {people + taken} people, in {places} places"


def _draw(axis: Any, group: str, weeks: Weeks) -> None:
    """Who was there before at the foot, those of the plan above, the places as a line."""
    dark, pale = chart_style.focus()
    marked = chart_style.palette(4)[3]
    days = sorted(weeks)
    # A gap between two runs is no time in which anybody sits there.
    days_drawn, people, taken, places = [], [], [], []
    for day, after in zip(days, [*days[1:], None], strict=True):
        here, before, room = weeks[day]
        edges = [day, day + timedelta(weeks=1)]
        gap = after is None or after > edges[1]
        for edge in edges if gap else edges[:1]:
            days_drawn.append(edge)
            people.append(here)
            taken.append(before)
            places.append(float(room))
        if gap and after is not None:
            days_drawn.append(edges[1])
            people.append(0)
            taken.append(0)
            places.append(float("nan"))
    full = [one + other for one, other in zip(people, taken, strict=True)]
    axis.fill_between(days_drawn, taken, step="post", color=pale, lw=0, label="There before")
    axis.fill_between(
        days_drawn, full, taken, step="post", color=dark, lw=0, label="Of this plan"
    )
    axis.step(days_drawn, places, where="post", color=marked, label="Places")
    axis.set_ylim(0, max(room for _, _, room in weeks.values()) * 1.15 + 1)
    axis.set_title(words.plain(group))
    chart_style.whole_ticks(axis.yaxis)
