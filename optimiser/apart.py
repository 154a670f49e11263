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
from optimiser.streams import meeting_slot


def post_new(draft: Draft, package: Package) -> None:
    """The draft's package has another signature than this one."""
    if not _same_requirements(draft, package):
        return
    different = [*_other_groups(draft, package), *_other_length(draft, package)]
    held = {(session.part, session.leg) for session in package.sessions}
    for part, leg in sorted(held):
        if draft.of(part, leg):
            different += _other_half(draft, package, part, leg)
            different += _none_of(draft, part, leg)
        elif part in draft.runs:
            different += _other_run(draft, package, part, leg)
        else:
            different.append(draft.reaches(0))
    different += _more_than(draft, held)
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
    theirs = _usual_of(package, part, leg)
    for stream in draft.of(part, leg):
        for day, literal in draft.present(stream.key).items():
            on = draft.horizon.date(day)
            cheapest = draft.days.alone(on, draft.slots(stream.key, day))[0].slots[0]
            halves.setdefault((on.weekday(), half_of(cheapest.start)), []).append(literal)
    found: list[Literal] = []
    for half, literals in halves.items():
        if half != theirs:
            more = draft.model.new_bool_var(f"{part} {leg} mostly on {half}")
            ahead = 0 if precedence(half) > precedence(theirs) else 1
            rest = total(halves.get(theirs, []))
            draft.model.add(total(literals) >= rest + ahead).only_enforce_if(more)
            found.append(more)
    return found


def _usual_of(package: Package, part: str, leg: str) -> Half:
    return usual(
        Counter(
            (s.start.weekday(), half_of(s.start.hour * 60 + s.start.minute))
            for s in package.sessions
            if (s.part, s.leg) == (part, leg)
        )
    )


def _none_of(draft: Draft, part: str, leg: str) -> list[Literal]:
    """Nothing of a stream is attended, where that may be left out (the officer's contact)."""
    streams = draft.of(part, leg)
    if any(stream.lowest for stream in streams):
        return []
    none = draft.model.new_bool_var(f"no {part} {leg}")
    for stream in streams:
        for literal in draft.present(stream.key).values():
            draft.model.add_implication(none, literal.negated())
    return [none]


def _other_run(draft: Draft, package: Package, part: str, leg: str) -> list[Literal]:
    """Runs that mostly meet on another half-day: one group's slots may take turns."""
    theirs = _usual_of(package, part, leg)
    found: list[Literal] = []
    for choice in draft.runs[part]:
        slots = [(m.day, meeting_slot(m, choice.run.group.venue)) for m in choice.run.meetings]
        if usual(Counter((day.weekday(), half_of(slot.start)) for day, slot in slots)) != theirs:
            found.append(choice.literal)
    return found


def _more_than(draft: Draft, held: set[tuple[str, str]]) -> list[Literal]:
    """Literals of which one is true where something is attended that the package has none of."""
    found = [
        literal
        for stream in draft.streams.values()
        if (stream.part, stream.leg) not in held
        for literal in draft.present(stream.key).values()
    ]
    if set(draft.runs) - {part for part, _ in held}:
        found.append(draft.reaches(0))
    return found
