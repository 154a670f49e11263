"""From an outline to its draft: what may be attended when, then every family of constraints."""

from __future__ import annotations

from models.dated import Bound
from models.entry import Stage
from models.facts import Facts
from optimiser.aims.expressions import work
from optimiser.amounts import leg_sessions, longest_months, order_horizon, shortest_months
from optimiser.candidates import Candidate
from optimiser.constraints import (
    attendance,
    contact,
    curfew,
    detox,
    load,
    months,
    rar,
    sequence,
    treatment,
    unpaid_work,
)
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.few_days import keep_few_days
from optimiser.horizon import Horizon
from optimiser.laying import lay_out
from optimiser.offering import (
    curfew_floor,
    floor_of_streams,
    offer,
    offer_curfew,
    offer_detox,
    offer_groups,
)
from optimiser.outline import Outline
from optimiser.provision import projects
from optimiser.solve import Effort, least
from optimiser.streams import longest_day

FAMILIES = (
    months.post,
    load.post,
    attendance.post,
    treatment.post,
    detox.post,
    contact.post,
    unpaid_work.post,
    rar.post,
    sequence.post,
    curfew.post,
)


def build(
    facts: Facts,
    outline: Outline,
    days: Days,
    slack: int | None = None,
    *,
    costed: bool = True,
    roughly: bool = False,
    months: range | None = None,
    few: bool = False,
) -> Draft | None:
    """The draft of an outline; None where a part has no run it could take.

    With a `slack`, only what a package can hold that loses at most the outline's floor (see
    `floor_of_work`) plus so many minutes of work.

    Without `costed` it holds what is possible, and not what it loses or travels; `roughly`, a
    little more than that (see `lay_out`). With `months`, orders of those lengths only; on `few`
    days, where that is worth it, a small draft that bounds the whole one (see `few_days`).
    """
    works = outline.imposes("unpaid-work")
    horizon = (
        horizon_of(facts, outline)
        if months is None
        else order_horizon(facts, months[-1], works=works)
    )
    draft = Draft(facts, outline, horizon, days, slack)
    if not offer(draft):
        return None
    offer_detox(draft)
    curfew_days = offer_curfew(draft)
    if curfew_days and not all(draft.curfew_windows.values()):
        return None
    if few:
        keep_few_days(draft)
    lay_out(draft, load.most_a_day(facts), curfew_days, costed=costed, roughly=roughly)
    for post in FAMILIES:
        if not draft.few or post is not rar.post:
            post(draft)
    if months is not None:
        draft.model.add(draft.reaches(months.start) == 1)
    return draft


def horizon_of(facts: Facts, outline: Outline) -> Horizon:
    """As long an order as anything in the outline could need, within the longest lawful."""
    longest = Horizon(facts.today, longest_months(facts))
    needed = max(outline.least_months, shortest_months(facts))
    for candidate in (*outline.parts, *outline.requirements):
        for run in candidate.runs:
            last = longest.day(run.last) + _tail(candidate)
            needed = max(needed, longest.month_of(min(last, longest.days - 1)))
    hours = outline.terms["unpaid-work"].hours if outline.imposes("unpaid-work") else None
    if hours:
        weeks = -(-60 * hours // longest_day(projects(facts))) + 8
        needed = max(needed, longest.month_of(min(7 * weeks, longest.days - 1)))
    if outline.rar_days:
        needed = max(needed, longest.month_of(min(7 * outline.rar_days + 28, longest.days - 1)))
    row = facts.menu.band("rar", "order-months", ogrs=facts.case.assessments.ogrs3)
    if outline.imposes("rar") and row is not None and isinstance(row.value, Bound):
        needed = max(needed, int(row.value.lowest or 0))
    sentence = facts.case.sentence
    months = min(longest.months, needed)
    if sentence.months or sentence.supervision_months:
        months = longest.months
    return order_horizon(facts, months, works=bool(hours))


def _tail(candidate: Candidate) -> int:
    """Days the legs after the main one may need: their gaps, a week a session and two to spare."""
    after = [leg for leg in candidate.entry.legs if leg.stage is Stage.AFTER]
    gaps = sum(int(leg.gap_days.lowest or 0) for leg in after if leg.gap_days is not None)
    sessions = sum(leg_sessions(leg) for leg in after)
    return gaps + 7 * sessions + (14 if sessions else 0)


def floor_of_work(
    facts: Facts, outline: Outline, days: Days, effort: Effort
) -> tuple[int, int] | None:
    """Minutes of work every package of the outline loses at the least; None where none exists.

    The groups by themselves and the least costly curfew; where no group has to take work, what
    appointments and work days take by themselves as well. The second figure is the sum of what
    each part takes at the least for itself, from which slack is counted.
    """
    draft = Draft(facts, outline, horizon_of(facts, outline), days)
    if not offer_groups(draft):
        return None
    lay_out(draft, load.most_a_day(facts), range(0))
    for post in (months.post, attendance.post):
        post(draft)
    lost = least(draft.model, (work(draft),), effort=effort)
    if lost is None:
        return None
    beside = curfew_floor(draft).least + floor_of_streams(draft)
    return lost.bounds[0] + beside, sum(draft.least_lost.values()) + beside


def shares_of_work(facts: Facts, outline: Outline, days: Days, months: int) -> int:
    """What each part of a structure takes of work for itself: what slack is counted from."""
    horizon = order_horizon(facts, months, works=outline.imposes("unpaid-work"))
    draft = Draft(facts, outline, horizon, days)
    if not offer_groups(draft):
        return 0
    beside = curfew_floor(draft).least + floor_of_streams(draft)
    return sum(draft.least_lost.values()) + beside


def shares_at_most(facts: Facts, outline: Outline, days: Days) -> int:
    """The same for an outline as a whole."""
    return shares_of_work(facts, outline, days, horizon_of(facts, outline).months)
