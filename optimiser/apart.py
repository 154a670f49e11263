"""What sets another option apart: groups, amounts, length by band, or the usual half-days.

`Apart` says in a draft what `signature` says of a package: a session's half-day is that of the slot
it has on the day, whether alone, beside another, or clear of a curfew.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.package import Package
from optimiser.draft import Draft
from optimiser.linear import Expression, Literal, weighted
from optimiser.signature import (
    Half,
    amount_marks,
    half_of,
    months_band,
    precedence,
    stream_of,
    usual_halves,
)
from optimiser.streams import Stream


class Apart:
    """What can be told apart in one draft; an option more is set apart with each `post`."""

    def __init__(self, draft: Draft, *, roughly: bool = False) -> None:
        self._draft = draft
        self._placed = placed_roughly if roughly else placed
        self._held: dict[str, list[Stream]] = {}
        for stream in draft.streams.values():
            self._held.setdefault(stream_of(draft.facts, stream.part), []).append(stream)
        self._halves: dict[str, dict[Half, Expression]] = {}
        self._others: dict[tuple[str, Half | None], list[Literal]] = {}

    def post(self, package: Package) -> None:
        """The draft's package has another signature than this one."""
        draft = self._draft
        if not _same_requirements(draft, package):
            return
        different = [*_other_groups(draft, package), *_other_length(draft, package)]
        theirs = usual_halves(draft.facts, package)
        for name in sorted({*theirs, *self._held}):
            different += self._otherwise(name, theirs.get(name))
        draft.model.add_bool_or(different)

    def _otherwise(self, name: str, theirs: Half | None) -> list[Literal]:
        """Literals of which one is true where a stream has another usual half-day, or none.

        `theirs` is None where the option attends nothing of it: then anything at all is other.
        """
        if (name, theirs) not in self._others:
            if theirs is None:
                found = self._present(name)
            elif name not in self._held:
                found = [self._draft.reaches(0)]
            else:
                found = [*self._other_half(name, theirs), *self._none_of(name)]
            self._others[name, theirs] = found
        return self._others[name, theirs]

    def _present(self, name: str) -> list[Literal]:
        """The Booleans of every day anything of a stream may lie on."""
        return [
            literal
            for stream in self._held[name]
            for literal in self._draft.present(stream.key).values()
        ]

    def _other_half(self, name: str, theirs: Half) -> Iterator[Literal]:
        """Some other half-day holds more of the stream's sessions than the option's usual one."""
        halves = self.counted(name)
        rest = halves.get(theirs, 0)
        for half, number in halves.items():
            if half != theirs:
                more = self._draft.model.new_bool_var(f"{name} mostly on {half}, not {theirs}")
                ahead = 0 if precedence(half) > precedence(theirs) else 1
                self._draft.model.add(number >= rest + ahead).only_enforce_if(more)
                yield more

    def counted(self, name: str) -> dict[Half, Expression]:
        """How many sessions of a stream lie in each half-day."""
        if name not in self._halves:
            terms: dict[Half, list[tuple[int, Literal]]] = {}
            for stream in self._held[name]:
                for half, sign, literal in self._placed(self._draft, stream.key):
                    terms.setdefault(half, []).append((sign, literal))
            self._halves[name] = {half: weighted(held) for half, held in terms.items()}
        return self._halves[name]

    def _none_of(self, name: str) -> Iterator[Literal]:
        """Nothing of a stream is attended, where that may be left out (the officer's contact)."""
        if not any(stream.lowest for stream in self._held[name]):
            none = self._draft.model.new_bool_var(f"nothing of {name}")
            for literal in self._present(name):
                self._draft.model.add_implication(none, literal.negated())
            yield none


def placed(draft: Draft, key: str) -> Iterator[tuple[Half, int, Literal]]:
    """In which half-days the sessions of a stream lie: +1 or -1 where the literal is true."""
    planned: dict[int, list[tuple[str, Literal]]] = {}
    for plan in draft.plans:
        halves = planned.setdefault(plan.day, [])
        for alike, slot in zip(plan.items, plan.way.slots, strict=True):
            if key in alike.names:
                halves.append((half_of(slot.start), plan.literal))
    for day, literal in draft.present(key).items():
        on = draft.horizon.date(day)
        if day in planned:
            usually, *others = planned[day] or [("", literal)]
            moved = _planned(draft, key, day, usually[0], others)
        else:
            usually = _alone(draft, key, day), literal
            moved = (
                (half, _both(draft, literal, draft.presence(other, day), f"{other}, {said}"))
                for half, other in _moved(draft, key, day)
                for said in [f"day {day}: {key} {half}"]
            )
        yield (on.weekday(), usually[0]), 1, literal
        for half, there in moved:
            if half != usually[0]:
                yield (on.weekday(), usually[0]), -1, there
                yield (on.weekday(), half), 1, there


def _planned(
    draft: Draft, key: str, day: int, usually: str, ways: list[tuple[str, Literal]]
) -> Iterator[tuple[str, Literal]]:
    """On a curfew day: the other half it has in some ways to spend the day, and whether it has."""
    for half, way in ways:
        if half != usually:
            yield half, _both(draft, draft.present(key)[day], way, f"day {day}: {key} {half}")


def placed_roughly(draft: Draft, key: str) -> Iterator[tuple[Half, int, Literal]]:
    """The same where a session may have any half-day that it has beside anything else.

    On days under a curfew, where the windows decide as well, any half-day it is offered in.
    """
    for day, literal in draft.present(key).items():
        on = draft.horizon.date(day)
        usually = _alone(draft, key, day)
        if day in draft.under_curfew:
            others = {half_of(slot.start) for slot in draft.slots(key, day)}
        else:
            others = {half for half, _ in _moved(draft, key, day)}
        yield (on.weekday(), usually), 1, literal
        for half in sorted(others - {usually}):
            there = draft.model.new_bool_var(f"day {day}: {key} {half}")
            draft.model.add_implication(there, literal)
            yield (on.weekday(), usually), -1, there
            yield (on.weekday(), half), 1, there


def _alone(draft: Draft, key: str, day: int) -> str:
    """The half of the day a session has with nothing else that day."""
    [way, *_] = draft.days.alone(draft.horizon.date(day), draft.slots(key, day))
    return half_of(way.slots[0].start)


def _moved(draft: Draft, key: str, day: int) -> Iterator[tuple[str, str]]:
    """The other half of the day a session has beside something else, and beside what."""
    on, usually = draft.horizon.date(day), _alone(draft, key, day)
    items = draft.items(day)
    mine = next(place for place, (item, _) in enumerate(items) if item == key)
    known: dict[tuple[int, bool], list[str]] = {}
    for place, (other, slots) in enumerate(items):
        if place == mine or draft.exclusive(key, other):
            continue
        first = place < mine
        # The appointments of one treatment have the same slots: these are looked through once.
        if (id(slots), first) not in known:
            pair = (slots, items[mine][1]) if first else (items[mine][1], slots)
            halves = (half_of(w.slots[int(first)].start) for w in draft.days.both(on, *pair))
            known[id(slots), first] = [half for half in halves if half != usually]
        for half in known[id(slots), first]:
            yield half, other


def _both(draft: Draft, literal: Literal, other: Expression | Literal, said: str) -> Literal:
    """Whether two things are both true."""
    both = draft.model.new_bool_var(said)
    draft.model.add(both >= literal + other - 1)
    draft.model.add(both <= other)
    draft.model.add_implication(both, literal)
    return both


def _same_requirements(draft: Draft, package: Package) -> bool:
    """Whether the draft imposes the same, in the same amounts, and the same is done under it."""
    facts, outline = draft.facts, draft.outline
    if {*outline.codes} != {*package.codes}:
        return False
    mine = {
        requirement.code: amount_marks(facts, requirement.code, outline.terms[requirement.code])
        for requirement in outline.requirements
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
