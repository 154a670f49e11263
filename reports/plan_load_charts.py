"""How full groups, projects and providers are, week by week: small charts, several to a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen

from models.moments import monday
from reports import chart_style, words
from reports.chart_style import Chart

if TYPE_CHECKING:
    from planning.report import GivenWeek, PlanReport, WorkDay

A_PAGE, ACROSS = 12, 3
# By week: people of the plan, people there before, places.
Weeks = dict[date, tuple[int, int, int]]


@frozen
class Said:
    """The words of a kind of load: of the pages' title, and of the parts drawn."""

    name: str
    title: str
    here: str
    before: str
    room: str


GROUPS = Said(
    "load", "People in each group, week by week", "Of this plan", "There before", "Places",
)  # fmt: skip
PROJECTS = Said(
    "projects", "People on the fullest day of each unpaid-work project, week by week",
    "Of this plan", "There before", "Places",
)  # fmt: skip
PROVIDERS = Said(
    "providers", "Treatment appointments with each provider, week by week", "Of this plan", "",
    "Offered",
)  # fmt: skip


def loads(report: PlanReport) -> Iterator[Chart]:
    """Cohorts of one group that meet in one week are taken together."""
    yield from _pages(by_group(report), GROUPS)
    if report.bookings is not None:
        yield from _pages(by_project(report.bookings.days), PROJECTS)
        yield from _pages(by_provider(report.bookings.weeks), PROVIDERS)


def _pages(found: dict[str, Weeks], said: Said) -> Iterator[Chart]:
    names = list(found)
    pages = [names[first : first + A_PAGE] for first in range(0, len(names), A_PAGE)]
    weeks = {week for one in found.values() for week in one}
    for number, shown in enumerate(pages, start=1):
        of = f", page {number} of {len(pages)}" if len(pages) > 1 else ""
        title = f"{said.title}{of}"
        figure, axes = chart_style.page(title, len(shown), ACROSS, 4.2, 2.4)
        for axis, name in zip(axes, shown, strict=True):
            _draw(axis, name, found[name], said)
            chart_style.days_below(axis, min(weeks), max(weeks) + timedelta(weeks=1))
        chart_style.legend(figure, axes[0])
        told = "; ".join(f"{name}: {_fullest(found[name], said)}" for name in shown)
        yield Chart(f"{said.name}-{number}", title, f"{title}. {told}.", figure)


def by_group(report: PlanReport) -> dict[str, Weeks]:
    found: dict[str, Weeks] = {}
    for one in report.loads:
        weeks = found.setdefault(one.group, {})
        people, taken, places = weeks.get(one.week, (0, 0, 0))
        weeks[one.week] = people + one.people, taken + one.taken, places + one.places
    return found


def by_project(days: Sequence[WorkDay]) -> dict[str, Weeks]:
    """The fullest day of each week; those there before are there in the weeks between, too."""
    found: dict[str, Weeks] = {}
    names = _told_apart((one.project, one.name) for one in days)
    for one in days:
        weeks = found.setdefault(names[one.project], {})
        week = monday(one.day)
        now = one.people, one.taken, one.places
        weeks[week] = max(now, weeks.get(week, now))
    for weeks in found.values():
        _, taken, places = next(iter(weeks.values()))
        _fill(weeks, (0, taken, places))
    return found


def by_provider(given: Sequence[GivenWeek]) -> dict[str, Weeks]:
    found: dict[str, Weeks] = {}
    names = _told_apart((one.provider, one.name) for one in given)
    for one in given:
        found.setdefault(names[one.provider], {})[one.week] = one.appointments, 0, one.offered
    for weeks in found.values():
        _, _, offered = next(iter(weeks.values()))
        _fill(weeks, (0, 0, offered))
    return found


def _told_apart(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by id, each with its id where two have the same."""
    names = dict(named)
    often = Counter(names.values())
    return {id: name if often[name] == 1 else f"{name} ({id})" for id, name in names.items()}


def _fill(weeks: Weeks, nobody: tuple[int, int, int]) -> None:
    """The weeks between the first and the last in which nobody of the plan comes."""
    week, last = min(weeks), max(weeks)
    while week < last:
        week += timedelta(weeks=1)
        weeks.setdefault(week, nobody)


def _fullest(weeks: Weeks, said: Said) -> str:
    people, taken, places = max(weeks.values(), key=lambda week: (week[0] + week[1], -week[2]))
    if said.before:
        heads = words.count(people + taken, "person", "people")
        return f"at most {heads}, in {words.count(places, 'place')}"
    return f"at most {words.count(people, 'appointment')} in a week, of {places} offered"


def _draw(axis: Any, name: str, weeks: Weeks, said: Said) -> None:
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
    if said.before:
        axis.fill_between(days_drawn, taken, step="post", color=pale, lw=0, label=said.before)
    axis.fill_between(days_drawn, full, taken, step="post", color=dark, lw=0, label=said.here)
    axis.step(days_drawn, places, where="post", color=marked, label=said.room)
    axis.set_ylim(0, max(room for _, _, room in weeks.values()) * 1.15 + 1)
    axis.set_title(words.plain(name))
    chart_style.whole_ticks(axis.yaxis)
