"""What the officer could wish for instead, where the law or the court rules a wish out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from attrs import evolve

from models.dated import Bound
from models.entry import Entry
from models.facts import Facts
from models.moments import last_day
from models.package import Package
from models.rules.sentences import counted, day_of, in_a_sentence, mid_name
from models.wishes import Wishes, group_named
from optimiser.amounts import band_keys, lawful_months, longest_months, shortest_months
from optimiser.candidates import candidates
from optimiser.options import best_dated
from optimiser.reasons.impossible import in_the_way, repairs
from optimiser.reasons.nearest import is_possible, nearest
from optimiser.results import Hindrance, NotOffered, Repair
from optimiser.solve import Effort, Exhausted
from optimiser.unmet import unmet
from optimiser.wish_facts import apply
from optimiser.wish_words import AMOUNTS, as_wished

# How far from an amount wished for one that can be had is looked for, in its own unit.
REACH = 300
REPAIR_EFFORT = 5.0
FIGURES = (*AMOUNTS, "order.months", "limits.finish-by")


def granted(facts: Facts, wishes: Wishes, refused: tuple[NotOffered, ...]) -> Iterator[Repair]:
    """The nearest amounts and dates that can be had, then what is left of the wishes without."""
    changed = tuple(
        Hindrance("wish", row.code, row.sentence, row.source, "wish", row.verified)
        for row in refused
    )
    offered: list[Wishes] = []
    given: list[Package] = []
    nowhere: list[tuple[Wishes, list[str]]] = []
    for other, said in (_nearest(facts, wishes), _without(facts, wishes)):
        if said and other not in offered and not any(unmet(facts, other)):
            offered.append(other)
            repair = _repair(facts, other, said, changed)
            later = _later_end(facts, wishes, other) if repair is None else None
            if later is not None:
                repair = _repair(facts, *later, changed)
            if repair is None:
                nowhere.append((other, said))
            # Two ways to one package are one: the wish changed least is said.
            elif repair.package is None or repair.package not in given:
                yield repair
                if repair.package is not None:
                    given.append(repair.package)
    if nowhere and len(nowhere) == len(offered):
        yield from _with_more_changed(facts, *nowhere[0], changed)


def _repair(
    facts: Facts, wishes: Wishes, said: list[str], changed: tuple[Hindrance, ...]
) -> Repair | None:
    """What other wishes would give; None where they are proved to give nothing."""
    asked = apply(facts, wishes)
    sentence = f"{'; '.join(said)}."
    try:
        best = best_dated(asked, candidates(asked), Effort(REPAIR_EFFORT))
    except Exhausted:
        known = _known_possible(asked)
        return None if known is False else Repair(sentence, changed, None, None, False, bool(known))
    if best is None:
        return None
    return Repair(sentence, changed, best.package, best.measures, best.proved)


def _later_end(
    facts: Facts, wishes: Wishes, lawful: Wishes
) -> tuple[Wishes, list[str]] | None:
    """The soonest end that dates allow, where the soonest that the law allows leads to nothing."""
    if wishes.finish_by is None or lawful.finish_by in (None, wishes.finish_by):
        return None

    def over_after(months: int) -> Wishes:
        return evolve(lawful, finish_by=last_day(facts.today, months))

    least = shortest_months(facts)
    most = longest_months(apply(facts, evolve(lawful, finish_by=None)))
    try:
        if not is_possible(apply(facts, over_after(most))):
            return None
    except Exhausted:
        return None
    months, sure = nearest(most, least, lambda some: is_possible(apply(facts, over_after(some))))
    there = over_after(months)
    ends = last_day(facts.today, months)
    said = f"Over by {day_of(ends)} instead of {day_of(wishes.finish_by)}"
    _, other = _nearest(facts, evolve(wishes, finish_by=None))
    return there, [*other, said if sure else f"{said} (something nearer is not ruled out)"]


def _known_possible(asked: Facts) -> bool | None:
    """Whether feasibility drafts show a package; None where they don't get so far either."""
    try:
        return is_possible(asked)
    except Exhausted:
        return None


def _with_more_changed(
    facts: Facts, wishes: Wishes, said: list[str], changed: tuple[Hindrance, ...]
) -> Iterator[Repair]:
    """The ways out of what stands in the way of other wishes, which alone lead to nothing."""
    for more in repairs(in_the_way(apply(facts, wishes))):
        rules = as_wished(more.changed, facts, wishes)
        # What was changed already to keep to the law or the court is not changed once more.
        again = {row.subject for row in changed}
        if not any(rule.rule in FIGURES and rule.subject in again for rule in rules):
            sentence = f"{'; '.join(said)} and {more.sentence}."
            yield evolve(more, sentence=sentence, changed=(*changed, *rules))


def _nearest(facts: Facts, wishes: Wishes) -> tuple[Wishes, list[str]]:
    """The same wishes, each amount and date that can't be had the nearest that can."""
    said: list[str] = []
    amounts: dict[str, int] = {}
    for code, amount in wishes.amounts.items():
        entry = facts.menu.entries.get(code)
        most = amount if entry is None else _at_most(facts, entry, amount)
        near = None if entry is None else _near(most, _amount_held(facts, code))
        amounts[code] = amount if near is None else near
        if near is not None and near != amount:
            said.append(
                f"{_called(facts, code, near)}{_by_court(_fixes(facts, code, near))} "
                f"instead of {amount}"
            )
    months, finish = wishes.months, wishes.finish_by
    if months is not None:
        most = min(months, lawful_months(facts) or months)
        near = _near(most, lambda value: not any(unmet(facts, Wishes(months=value))))
        if near is not None and near != months:
            length = facts.case.sentence.supervision_months or facts.case.sentence.months
            why = _by_court(near == length)
            said.append(f"An order of {counted(near, 'month')}{why} instead of {months}")
            months = near
    if finish is not None:
        ends = _soonest(facts, months)
        if ends is not None and ends > finish:
            said.append(f"Over by {day_of(ends)} instead of {day_of(finish)}")
            finish = ends
    return evolve(wishes, amounts=amounts, months=months, finish_by=finish), said


def _by_court(fixed: bool) -> str:
    """Why a figure and no nearer one, where the court left no choice."""
    return ", as the court fixed it," if fixed else ""


def _fixes(facts: Facts, code: str, amount: int) -> bool:
    """Whether the court fixed that amount of a requirement."""
    ask, entry = facts.case.ask_for(code), facts.menu.entries.get(code)
    if ask is None or entry is None or not entry.units:
        return False
    return dict(ask.terms.items()).get(entry.units[0].replace("-", "_")) == amount


def _called(facts: Facts, code: str, amount: int) -> str:
    entry = facts.menu.entries.get(code)
    if entry is None or not entry.units:
        return code
    unit = entry.units[0].partition("-")[0].removesuffix("s")
    return f"{entry.name} of {counted(amount, unit)}"


def _amount_held(facts: Facts, code: str) -> Callable[[int], bool]:
    return lambda value: not any(unmet(facts, Wishes(amounts={code: value})))


def _at_most(facts: Facts, entry: Entry, amount: int) -> int:
    """An amount, or the most that any order may hold where that is less."""
    bounds = [
        ruling.value.highest
        for unit in entry.units[:1]
        for ruling in facts.menu.floors(entry.code, unit, **band_keys(facts))
        if isinstance(ruling.value, Bound) and ruling.value.highest is not None
    ]
    return int(min([amount, *bounds]))


def _near(wished: int, may: Callable[[int], bool]) -> int | None:
    """The nearest number that may be had, the lower of two as near."""
    for away in range(REACH):
        for value in (wished - away, wished + away):
            if value > 0 and may(value):
                return value
    return None


def _soonest(facts: Facts, months: int | None) -> date | None:
    sentence = facts.case.sentence
    fixed = months or sentence.supervision_months or sentence.months
    least = fixed or shortest_months(facts)
    return last_day(facts.today, least) if least <= longest_months(facts) else None


def _without(facts: Facts, wishes: Wishes) -> tuple[Wishes, list[str]]:
    """The wishes that can be met by themselves, the others left out."""
    said: list[str] = []

    def kept(one: Wishes, name: str, instead: str = "") -> bool:
        if any(unmet(facts, one)):
            said.append(instead or f"Without the wish for {name}")
            return False
        return True

    amounts: Mapping[str, int] = {
        code: amount
        for code, amount in wishes.amounts.items()
        if kept(Wishes(amounts={code: amount}), in_a_sentence(_called(facts, code, amount)))
    }
    with_codes = tuple(
        code
        for code in wishes.with_codes
        if kept(Wishes(with_codes=(code,)), mid_name(code, facts))
    )
    without_codes = tuple(
        code
        for code, name in ((one, mid_name(one, facts)) for one in wishes.without_codes)
        if kept(Wishes(without_codes=(code,)), name, f"With {name}, although it was to be left out")
    )
    groups = tuple(
        one
        for one in wishes.groups
        if kept(Wishes(groups=(one,)), f"group {one}") and group_named(one, facts) is not None
    )
    months, finish = wishes.months, wishes.finish_by
    if months is not None and not kept(Wishes(months=months), counted(months, "month")):
        months = None
    together = Wishes(months=months, finish_by=finish)
    if finish is not None and not kept(together, f"an end by {day_of(finish)}"):
        finish = None
    evenings = wishes.evenings_only and kept(Wishes(evenings_only=True), "evenings only")
    return (
        evolve(
            wishes, amounts=amounts, with_codes=with_codes, without_codes=without_codes,
            groups=groups, months=months, finish_by=finish, evenings_only=evenings,
        ),
        said,
    )  # fmt: skip
