"""The order holds everything in it, and its length keeps its bounds.

month(d) * attended(d) <= M, but for unpaid work up to the end of an operational period;
M >= every programme's minimum and days that follow one another;  M <= the operational period;
M = the least months that hold every requirement of a community order where none is open-ended;
M inside the OGRS row or a departure.
"""

from __future__ import annotations

from models.case import OrderKind
from models.dated import Bound
from optimiser.amounts import band_keys, lawful_months, months_to_finish, shortest_months
from optimiser.draft import Draft
from optimiser.lasting import open_ended, own_months


def post(draft: Draft) -> None:
    """The months reached are a beginning of all months, and reach every session."""
    model, horizon = draft.model, draft.horizon
    for number in range(2, horizon.months + 1):
        model.add_implication(draft.reaches(number), draft.reaches(number - 1))
    least = draft.outline.least_months
    model.add(draft.reaches(least) == 1)
    for key, stream in draft.streams.items():
        if stream.project is not None and horizon.work_months:
            _until_operational_end(draft, key)
            continue
        for day, literal in draft.present(key).items():
            month = horizon.month_of(day)
            if month > least:
                model.add_implication(literal, draft.reaches(month))
    for choices in draft.runs.values():
        for choice in choices:
            model.add_implication(choice.literal, draft.reaches(horizon.month_of(choice.last)))
    _fixed(draft)
    _finished(draft)
    _suggested(draft)


def _fixed(draft: Draft) -> None:
    sentence = draft.facts.case.sentence
    draft.model.add(draft.months >= shortest_months(draft.facts))
    most = lawful_months(draft.facts)
    if most is not None:
        draft.model.add(draft.months <= most)
    if sentence.operational_months is not None:
        draft.model.add(draft.months <= sentence.operational_months)
    fixed = sentence.months or sentence.supervision_months
    if fixed:
        draft.model.add(draft.months == fixed)
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    if not suspended and not open_ended(draft.facts, draft.outline.terms):
        own = [own_months(draft.facts, *one) for one in draft.outline.terms.items()]
        draft.model.add(draft.months == max(own))


def _until_operational_end(draft: Draft, key: str) -> None:
    """Unpaid work of a suspended sentence: to the operational end, and the day wished for."""
    last = draft.horizon.date(draft.horizon.end_of(draft.horizon.work_months))
    last = min(last, draft.facts.case.limits.finish_by or last)
    for day, literal in draft.present(key).items():
        if draft.horizon.date(day) > last:
            draft.model.add(literal == 0)


def _finished(draft: Draft) -> None:
    """The order ends by the day the officer wants an end."""
    beyond = months_to_finish(draft.facts, draft.horizon.months) + 1
    if beyond <= draft.horizon.months:
        draft.model.add(draft.reaches(beyond) == 0)


def _suggested(draft: Draft) -> None:
    """With RAR, the OGRS row suggests the order's length (a should)."""
    facts = draft.facts
    if not draft.outline.imposes("rar"):
        return
    row = facts.menu.band("rar", "order-months", **band_keys(facts))
    if row is None or not isinstance(row.value, Bound):
        return
    departs = draft.departs("seriousness.order-months", "rar", proportionality=True)
    if row.value.lowest is not None:
        draft.model.add(draft.months >= int(row.value.lowest)).only_enforce_if(departs.negated())
    if row.value.highest is not None:
        draft.model.add(draft.months <= int(row.value.highest)).only_enforce_if(departs.negated())
