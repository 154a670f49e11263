"""What sets another option apart: groups, amounts, length by band, or the usual half-days.

`post_new` says in a draft what `signature` says of a package. A session's half-day is that of its
cheapest slot: where it had to move beside another, the package's own signature decides again.
"""

from __future__ import annotations

from collections import Counter

from models.package import Package
from optimiser.draft import Draft
from optimiser.linear import Literal, total
from optimiser.signature import Half, amount_marks, half_of, months_band, precedence, usual


def post_new(draft: Draft, package: Package) -> None:
    """The draft's package has another signature than this one."""
    if not _same_requirements(draft, package):
        return
    different = [*_other_groups(draft, package), *_other_length(draft, package)]
    for part, leg in sorted({(s.part, s.leg) for s in package.sessions}):
        different += _other_half(draft, package, part, leg)
    draft.model.add_bool_or(different)


def _same_requirements(draft: Draft, package: Package) -> bool:
    facts, outline = draft.facts, draft.outline
    mine = {
        code: amount_marks(facts, code, outline.terms[code])
        for code in (requirement.code for requirement in outline.requirements)
    }
    theirs = {r.code: amount_marks(facts, r.code, r.terms) for r in package.requirements}
    return mine == theirs


def _other_groups(draft: Draft, package: Package) -> list[Literal]:
    """Literals of which one is true where the set of groups is another."""
    taken = {part.group for part in package.parts if part.group}
    found = [
        choice.literal
        for choices in draft.runs.values()
        for choice in choices
        if choice.run.group.id not in taken
    ]
    if taken - {c.run.group.id for choices in draft.runs.values() for c in choices}:
        # One of its groups is not on offer in this draft: whatever is chosen is another set.
        found.append(draft.reaches(0))
    return found


def _other_length(draft: Draft, package: Package) -> list[Literal]:
    band = months_band(draft.facts, package.order.months)
    found: list[Literal] = []
    for months in range(1, draft.horizon.months + 1):
        if months_band(draft.facts, months) != band:
            just = draft.model.new_bool_var(f"order of {months} months")
            draft.model.add_implication(just, draft.reaches(months))
            draft.model.add_implication(just, draft.reaches(months + 1).negated())
            found.append(just)
    return found


def _other_half(draft: Draft, package: Package, part: str, leg: str) -> list[Literal]:
    """Some other half-day holds more of the stream's sessions than the usual one of the option."""
    halves: dict[Half, list[Literal]] = {}
    for stream in draft.of(part, leg):
        for day, literal in draft.present(stream.key).items():
            on = draft.horizon.date(day)
            cheapest = draft.days.alone(on, draft.slots(stream.key, day))[0].slots[0]
            halves.setdefault((on.weekday(), half_of(cheapest.start)), []).append(literal)
    theirs = usual(
        Counter(
            (s.start.weekday(), half_of(s.start.hour * 60 + s.start.minute))
            for s in package.sessions
            if (s.part, s.leg) == (part, leg)
        )
    )
    found: list[Literal] = []
    for half, literals in halves.items():
        if half != theirs:
            more = draft.model.new_bool_var(f"{part} {leg} mostly on {half}")
            ahead = 0 if precedence(half) > precedence(theirs) else 1
            rest = total(halves.get(theirs, []))
            draft.model.add(total(literals) >= rest + ahead).only_enforce_if(more)
            found.append(more)
    return found
