"""An option as it is shown: its name, what it trades, conditions, ranges, assumptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from models.facts import Facts
from models.package import Package
from models.rules.sentences import mid_name
from models.sources import Force
from optimiser.aims.clashes import clashes, rest_taken
from optimiser.aims.forgiveness import forgiveness
from optimiser.assumptions import assumptions
from optimiser.ranges import ranges
from optimiser.relied_on import unverified
from optimiser.results import Condition, Measures, NeedStatus, Option
from optimiser.solve import Effort
from optimiser.trading import trade

if TYPE_CHECKING:
    from optimiser.options import Dated


def dress(
    facts: Facts,
    dated: Dated,
    mark: tuple[object, ...],
    earlier: Sequence[Option] = (),
    effort: Effort | None = None,
) -> Option:
    """The option for a dated outline, compared with the first where there is one.

    Without `effort` the ranges of its amounts are left out, which take longer than all the rest.
    """
    package, measures = dated.package, dated.measures
    needs = tuple(
        NeedStatus(
            need,
            tuple(
                dict.fromkeys(
                    code for code in package.codes if need in facts.menu.entries[code].needs
                )
            ),
        )
        for need in facts.case.linked_needs
    )
    served = {purpose for code in package.codes for purpose in facts.menu.entries[code].purposes}
    option = Option(
        id=f"option-{len(earlier) + 1}",
        name=_name(facts, package, measures, earlier, {other.name for other in earlier}),
        package=package,
        measures=measures,
        status=dated.status,
        departures=tuple(f for f in dated.faults if f.force is Force.SHOULD),
        clashes=clashes(package, facts),
        needs=needs,
        purposes_unserved=tuple(p for p in facts.case.sentence.purposes if p not in served),
        conditions=tuple(
            Condition(code, facts.findings[code])
            for code in dict.fromkeys(package.codes)
            if facts.findings[code].conditional
        ),
        ranges=() if effort is None else ranges(facts, dated, effort),
        assumptions=assumptions(facts, dated.outline, package),
        signature=mark,
        unverified=unverified(facts, package),
        room=forgiveness(package, facts),
        rest=rest_taken(package, facts),
    )
    return evolve(option, trade=trade(option, earlier[0])) if earlier else option


NAMES: tuple[tuple[str, Callable[[Measures], tuple[int, ...]]], ...] = (
    ("fewest clashes with work", lambda m: (m.work,)),
    ("soonest finished", lambda m: (m.last_day,)),
    ("fewest attendances", lambda m: (m.attendances,)),
    ("least travel", lambda m: (m.travel,)),
    ("shortest wait", lambda m: (m.waiting,)),
    ("lightest restriction", lambda m: (m.months, m.attended + m.curfew)),
)

THAN_ANOTHER: tuple[tuple[str, Callable[[Measures], tuple[int, ...]]], ...] = (
    ("less work lost", lambda m: (m.work,)),
    ("sooner finished", lambda m: (m.last_day,)),
    ("fewer attendances", lambda m: (m.attendances,)),
    ("less travel", lambda m: (m.travel,)),
    ("a shorter wait", lambda m: (m.waiting,)),
    ("lighter", lambda m: (m.months, m.attended + m.curfew)),
    ("less time attended or under curfew", lambda m: (m.attended + m.curfew,)),
    ("fewer departures from guidance", lambda m: (m.proportionality + m.practice,)),
    ("less still to be settled", lambda m: (m.conditions,)),
)

# What loses less work than the first mostly loses least of all, and has that for its name.
THAN_THE_FIRST = tuple((f"{label} than the first", of) for label, of in THAN_ANOTHER[1:6])


def named(facts: Facts, options: Sequence[Option]) -> tuple[Option, ...]:
    """The whole list, each option called by what it is best at among all of them."""
    found: list[Option] = []
    for place, one in enumerate(options):
        others = [*options[:place], *options[place + 1 :]] if place else []
        used = {other.name for other in found}
        found.append(evolve(one, name=_name(facts, one.package, one.measures, others, used)))
    return tuple(found)


def _name(
    facts: Facts, package: Package, measures: Measures, others: Sequence[Option], used: set[str]
) -> str:
    """What an option is best at among the others, the first of them first, else how it differs
    from that one."""
    if not others:
        return "best by the usual order of aims"
    for name, of in NAMES:
        if all(of(measures) < of(other.measures) for other in others):
            return name
    first = others[0].package.codes
    added = [mid_name(code, facts) for code in package.codes if code not in first]
    dropped = [mid_name(code, facts) for code in first if code not in package.codes]
    if added or dropped:
        name = f"with {_and(added)}" if added else f"without {_and(dropped)}"
        if added and dropped:
            name = f"{_and(added)} instead of {_and(dropped)}"
        if name not in used:
            return name
        alike = [other for other in others if set(other.package.codes) == set(package.codes)]
        longer = (f"{name}, {said}" for said in _than_another(measures, alike))
        return next((said for said in longer if said not in used), name)
    for name, of in THAN_THE_FIRST:
        if of(measures) < of(others[0].measures) and name not in used:
            return name
    mine = {part.group for part in package.parts}
    groups = {part.group for part in others[0].package.parts}
    name = f"the same requirements {'at other times' if mine == groups else 'in other groups'}"
    if name not in used:
        return name
    apart = _than_another(measures, others[1:])
    return next((said for said in apart if said not in used), name)


def _than_another(measures: Measures, others: Sequence[Option]) -> Iterator[str]:
    """What an option betters in the others: none beats it, so there is something in each."""
    for other in others:
        for label, of in THAN_ANOTHER:
            if of(measures) < of(other.measures):
                yield f"{label} than {other.id.replace('-', ' ')}"


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
