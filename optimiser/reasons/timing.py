"""What of the order and of the person's life stands in the way of dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from models.case import Detox, Limits
from models.commitments import Commitment, CommitmentKind
from models.dated import Bound, Ruling
from models.facts import Facts
from models.sources import Source, Strength
from models.weekly_words import weekly
from optimiser.amounts import lawful_months, months_to_finish
from optimiser.reasons.choosing import READILY
from optimiser.reasons.standing import (
    BY_THE_COURT,
    COMMITMENT,
    COURT,
    OF_THE_PERSON,
    OF_WORSHIP,
    ON_THE_SPOT,
    Key,
    Standing,
    known,
    ruled,
    without_rows,
)
from optimiser.results import Hindrance

MONTHS, LENGTH = ("order.months", "order"), ("order.length", "order")
LONGER = 24


def standings(facts: Facts) -> Iterator[Standing]:
    """The order's length, firm time, times to be avoided, loads and a planned detox."""
    yield from _length(facts)
    yield from _firm(facts)
    yield from _avoided(facts)
    yield from _load(facts)
    yield from _detox(facts)


def _length(facts: Facts) -> Iterator[Standing]:
    sentence = facts.case.sentence
    fixed = sentence.months or sentence.supervision_months or None
    bound = facts.menu.ruling("order", _months_of(facts), kind=sentence.kind.value)
    if fixed:
        said = f"The order is fixed at {counted(fixed, 'months')}."
        yield Standing(
            known(*MONTHS, said, "sentence.months", COURT),
            _any_length,
            codes=None,
            rank=BY_THE_COURT,
        )
    if bound is not None and isinstance(bound.value, Bound) and not _within(bound.value, fixed):
        short = fixed is not None and bound.value.lowest is not None and fixed < bound.value.lowest
        most = f"least {bound.value.lowest:g}" if short else f"most {bound.value.highest:g}"
        said = f"An order runs for at {most} months."
        yield Standing(ruled(*LENGTH, said, bound), _of_any_length, codes=None)
    finish = facts.case.limits.finish_by
    if finish is not None:
        said = f"The order ends by {finish.day} {finish:%B %Y}."
        yield Standing(
            known("limits.finish-by", "order", said, "limits.finish_by", COURT),
            partial(_limited, limits=evolve(facts.case.limits, finish_by=None)),
            codes=None,
            rank=BY_THE_COURT,
        )


def length_rule(facts: Facts) -> Iterator[Key]:
    """What keeps an order from being longer: its fixed months, a day to finish by, or the law."""
    sentence = facts.case.sentence
    fixed = sentence.months or sentence.supervision_months
    most = sentence.operational_months or lawful_months(facts)
    if fixed:
        yield "order.months", "order"
    elif most is not None and months_to_finish(facts, most) < most:
        yield "limits.finish-by", "order"
    elif not sentence.operational_months:
        yield "order.length", "order"


def _within(lawful: Bound, fixed: int | None) -> bool:
    """Whether a length the court fixed is lawful; where it fixed none the longest one counts."""
    return lawful.highest is None if fixed is None else lawful.holds(fixed)


def _months_of(facts: Facts) -> str:
    suspended = facts.case.sentence.kind.value == "suspended-sentence-order"
    return "supervision-months" if suspended else "months"


def _any_length(facts: Facts) -> Facts:
    sentence = evolve(facts.case.sentence, months=None, supervision_months=None)
    return evolve(facts, case=evolve(facts.case, sentence=sentence))


def _of_any_length(facts: Facts) -> Facts:
    """As if the law let an order last much longer, and as long as the court fixed it."""
    fixed = facts.case.sentence.months or facts.case.sentence.supervision_months or 0

    def longer(ruling: Ruling) -> Ruling:
        value = ruling.value
        own = (ruling.row.subject, ruling.row.parameter) == ("order", _months_of(facts))
        if not own or not isinstance(value, Bound):
            return ruling
        lowest = min(value.lowest, fixed) if fixed and value.lowest is not None else value.lowest
        highest = None if value.highest is None else max(value.highest + LONGER, fixed)
        return evolve(ruling, value=Bound(lowest, highest))

    rulings = tuple(longer(ruling) for ruling in facts.menu.rulings)
    return evolve(facts, menu=evolve(facts.menu, rulings=rulings))


def _firm(facts: Facts) -> Iterator[Standing]:
    for place, commitment in enumerate(facts.case.commitments):
        if commitment.firm:
            path = f"commitments[{place}]"
            worship = commitment.kind is CommitmentKind.WORSHIP
            yield Standing(
                known("clashes.firm", path, _times(commitment), path, COMMITMENT),
                partial(_not_firm, place=place),
                codes=None,
                rank=OF_WORSHIP if worship else OF_THE_PERSON,
            )
    for place, order in enumerate(facts.case.existing):
        if order.sessions:
            path = f"existing[{place}]"
            said = f"An order already running has {counted(len(order.sessions), 'sessions')}."
            yield Standing(
                known("clashes.firm", path, said, path),
                partial(_without_sessions, place=place),
                codes=None,
            )


def _times(commitment: Commitment) -> str:
    """The commitment with its weekly times."""
    kind = commitment.kind.value.capitalize()
    name = f"{kind} ({commitment.title})" if commitment.title else kind
    times = weekly(commitment.shifts)
    if commitment.kind is CommitmentKind.UNAVAILABLE:
        when = f"on {times}" if times else f"at {commitment.title}"
        return f"Nothing is to be attended {when}."
    rota = f", on a rota of {commitment.cycle_weeks} weeks" if commitment.cycle_weeks > 1 else ""
    return f"{name} is firm{': ' if times else ''}{times}{rota}."


def _not_firm(facts: Facts, place: int) -> Facts:
    held = tuple(
        evolve(one, firm=False) if number == place else one
        for number, one in enumerate(facts.case.commitments)
    )
    return evolve(facts, case=evolve(facts.case, commitments=held))


def _without_sessions(facts: Facts, place: int) -> Facts:
    held = tuple(
        evolve(one, sessions=()) if number == place else one
        for number, one in enumerate(facts.case.existing)
    )
    return evolve(facts, case=evolve(facts.case, existing=held))


def _avoided(facts: Facts) -> Iterator[Standing]:
    source = Source("assumption", "these times")
    said = "It is to be attended at none of these times."
    for part in facts.avoided:
        yield Standing(
            Hindrance("clashes.avoided", part, said, source, Strength.ASSUMPTION.value),
            partial(_at_any_time, part=part),
            codes=frozenset({part}),
        )


def _at_any_time(facts: Facts, part: str) -> Facts:
    avoided = {code: times for code, times in facts.avoided.items() if code != part}
    return evolve(facts, avoided=avoided)


def _load(facts: Facts) -> Iterator[Standing]:
    own = facts.case.limits
    week = facts.menu.ruling("load", "attendances-a-week")
    text = f"At most {counted(own.attendances_a_week or 0, 'attendances')} in a week."
    if own.attendances_a_week is not None:
        hindrance = known("clashes.week", "order", text, "limits.attendances_a_week")
        yield Standing(hindrance, _any_week, codes=None, rank=ON_THE_SPOT)
    elif week is not None and isinstance(week.value, Bound):
        said = week.row.text or f"Attendances in a week: {week.value}."
        yield Standing(
            ruled("clashes.week", "order", said, week),
            _any_week,
            codes=None,
            rank=READILY.get(week.row.strength),
        )
    if own.attendances_a_day == 1:
        said = "At most 1 attendance in a day."
        yield Standing(
            known("clashes.day", "order", said, "limits.attendances_a_day"),
            partial(_limited, limits=evolve(own, attendances_a_day=None)),
            codes=None,
            rank=ON_THE_SPOT,
        )


def _any_week(facts: Facts) -> Facts:
    free = _limited(facts, evolve(facts.case.limits, attendances_a_week=None))
    return without_rows(free, "load", "attendances-a-week")


def _limited(facts: Facts, limits: Limits) -> Facts:
    return evolve(facts, case=evolve(facts.case, limits=limits))


def _detox(facts: Facts) -> Iterator[Standing]:
    if facts.case.clinical.detox in (Detox.HOME, Detox.RESIDENTIAL):
        said = "A detox is planned: its days hold nothing else, and groups and treatment follow it."
        yield Standing(
            known("detox.free", "order", said, "clinical.detox"), _without_detox, codes=None
        )


def _without_detox(facts: Facts) -> Facts:
    clinical = evolve(facts.case.clinical, detox=Detox.NONE)
    return evolve(facts, case=evolve(facts.case, clinical=clinical))


def counted(number: int, unit: str) -> str:
    """
    >>> counted(1, "months"), counted(10, "hours_a_day")
    ('1 month', '10 hours a day')
    """
    word, _, rest = unit.replace("-", "_").replace("_", " ").partition(" ")
    word = word.removesuffix("s") + ("" if number == 1 else "s")
    return f"{number} {word} {rest}".rstrip()
