"""What nobody's places can change: which programmes and groups are not for a person by law.

Everything struck out here is unlawful for the person in every plan, so that a bound over what is
left holds for every lawful plan.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from models.case import Answer, Case
from models.catalogue import Catalogue, menu
from models.circumstances import holds
from models.entry import Entry
from models.facts import Menu
from models.findings import Verdict
from models.moments import last_day
from models.population import Person, Want
from models.region import Region
from models.sources import Force
from models.suitability import findings
from models.suitability.finding import awaited
from optimiser.allocation.people import Load
from planning.seating import most_attended


@frozen
class Admission:
    """The people as the allocation is to see them; `against` says why, by person and programme.

    Whoever is kept from a group by law cannot attend it; what no group gives them stands last
    among their wants, since nothing may wait for it. `after` has what such a want waited for.
    """

    people: tuple[Person, ...]
    against: Mapping[tuple[str, str], str]
    after: Mapping[tuple[str, str], tuple[str, ...]]


def admitted(region: Region, catalogue: Catalogue) -> Admission:
    clerk = Clerk(region, catalogue)
    people: list[Person] = []
    against: dict[tuple[str, str], str] = {}
    after: dict[tuple[str, str], tuple[str, ...]] = {}
    for person in region.people:
        held, sentences, waited = clerk.admit(person)
        people.append(held)
        against |= {(person.reference, code): said for code, said in sentences.items()}
        after |= {(person.reference, code): codes for code, codes in waited.items()}
    return Admission(tuple(people), against, after)


@frozen
class Clerk:
    """Reads people against the law; what many have in common is read once."""

    region: Region
    catalogue: Catalogue
    groups: dict[str, dict[str, list[str]]] = field(init=False)
    turns: tuple[date, ...] = field(init=False)
    most: Load = field(init=False)
    _menus: dict[object, Menu] = field(factory=dict, init=False)

    @groups.default
    def _by_edition(self) -> dict[str, dict[str, list[str]]]:
        """The groups of each programme, by the edition they deliver."""
        found: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for group in self.region.timetable.groups:
            found[group.programme].setdefault(group.edition, []).append(group.id)
        return dict(found)

    @turns.default
    def _turning_days(self) -> tuple[date, ...]:
        rows = [*self.catalogue.rows]
        rows += [one.row for one in (*self.catalogue.pairs, *self.catalogue.sequences)]
        return tuple(sorted({step.since for row in rows for step in row.steps}))

    @most.default
    def _most_attended(self) -> Load:
        return most_attended(self.catalogue)

    def admit(
        self, person: Person
    ) -> tuple[Person, dict[str, str], dict[str, tuple[str, ...]]]:
        standing = self._menu(person.case)
        person = _limited(person, standing, self.most)
        months = _months(person)
        closed = [*self._too_often(person)]
        against: dict[str, str] = {}
        for want in person.wants:
            editions = self.groups.get(want.programme, {})
            said = {}
            for edition, groups in editions.items():
                entry = self.catalogue.entry(want.programme, edition)
                if sentence := _against(person, entry, standing, months):
                    said[edition] = sentence
                    closed += groups
            if editions and len(said) == len(editions):
                against[want.programme] = next(iter(said.values()))
        wants = _ordered(person, standing)
        waiting = set(against)
        while more := {w.programme for w in wants if waiting & {*w.after}} - waiting:
            waiting |= more
            closed += [g for code in more for held in self.groups.get(code, {}).values()
                       for g in held]  # fmt: skip
        waited = {want.programme: want.after for want in wants if want.programme in waiting}
        if waiting:
            wants = (
                *(want for want in wants if want.programme not in waiting),
                *(evolve(want, after=()) for want in wants if want.programme in waiting),
            )
        if not closed and wants == person.wants:
            return person, against, waited
        who = person.case.person
        kept = tuple(dict.fromkeys((*who.cannot_attend, *closed)))
        case = evolve(person.case, person=evolve(who, cannot_attend=kept))
        return evolve(person, wants=wants, case=case), against, waited

    def against(self, person: Person, requirement: str) -> str:
        """Why a requirement is not for the person whatever their days, or ""."""
        standing = self._menu(person.case)
        entry = standing.entries.get(requirement)
        if entry is None:
            return f"The law has no {requirement} on this person's dates."
        return _against(person, entry, standing, _months(person))

    def until(self, person: Person, requirement: str) -> date:
        """The day by which a requirement is over: their last, or that of a window in force."""
        bound = self._menu(person.case).bound(requirement, "window-months")
        if bound is None or bound.highest is None:
            return person.last
        return min(person.last, last_day(person.case.dates.sentence, int(bound.highest)))

    def _too_often(self, person: Person) -> Iterator[str]:
        """Groups that meet more often a week than the person is to attend anything."""
        most = person.case.limits.attendances_a_week
        for group in self.region.timetable.groups if most is not None else ():
            if most is not None and len(group.slots) > most and person.want(group.programme):
                yield group.id

    def _menu(self, case: Case) -> Menu:
        """What is in force; between two days on which a row changes it is the same."""
        dates = case.dates
        days = [dates.sentence, dates.conviction, case.today]
        spans = (dates.offence, *(offence.offence_date for offence in case.offences))
        for span in spans:
            days += [span.start, span.end] if span is not None else []
        known = tuple(span is not None for span in spans)
        key = (known, *(bisect(self.turns, day) for day in days))
        if key not in self._menus:
            self._menus[key] = menu(self.catalogue, case)
        return self._menus[key]


def _against(person: Person, entry: Entry, standing: Menu, months: int) -> str:
    """Why a programme is not for the person whatever group gives it, or ""."""
    found = findings(person.case, evolve(standing, entries=_needed(entry, standing)))[entry.code]
    if not found.open:
        reasons = (one.sentence for one in found.reasons if one.verdict is Verdict.NOT_SUITABLE)
        return next(reasons, f"{entry.name}: found not suitable.")
    if entry.order_months is not None and months < entry.order_months:
        return (
            f"{entry.name} needs an order of at least {entry.order_months} months: "
            f"this one has {months}."
        )
    for code in entry.requires:
        done = person.case.has_completed(code) is Answer.YES
        if not done and person.want(code) is None:
            return f"{entry.name} builds on {code}, which is neither completed nor asked for."
    return ""


def _limited(person: Person, standing: Menu, most: Load) -> Person:
    """The person with the load in force, where that is below the highest the catalogue knows."""
    own = person.case.limits
    for name, highest in (("attendances_a_day", most.a_day), ("attendances_a_week", most.a_week)):
        bound = standing.bound("load", name.replace("_", "-"))
        if bound is not None and bound.highest is not None and bound.highest < highest:
            held = getattr(own, name)
            least = int(bound.highest)
            own = evolve(own, **{name: least if held is None else min(held, least)})
    if own == person.case.limits:
        return person
    return evolve(person, case=evolve(person.case, limits=own))


def _needed(entry: Entry, standing: Menu) -> dict[str, Entry]:
    """The entry, and those whose findings its own turns on."""
    needed = {entry.code: entry}
    ahead = [entry]
    while ahead:
        for code in awaited(ahead.pop()):
            if code in standing.entries and code not in needed:
                needed[code] = standing.entries[code]
                ahead.append(needed[code])
    return needed


def _ordered(person: Person, standing: Menu) -> tuple[Want, ...]:
    """The wants, each after all that the law puts before it as well."""
    wanted = {want.programme: standing.entries.get(want.programme) for want in person.wants}
    if len(wanted) < 2:
        return person.wants
    before: defaultdict[str, list[str]] = defaultdict(list)
    for code, entry in wanted.items():
        before[code] += [one for one in (entry.requires if entry else ()) if one in wanted]
    for rule in standing.sequences:
        binding = rule.ruling.value is True and rule.ruling.row.force is Force.MUST
        if not binding or rule.relation != "before":
            continue
        if all(holds(name, person.case) for name in rule.when):
            for one, other in _pairs(wanted, rule.first, rule.second):
                before[other].append(one)
    return tuple(
        evolve(want, after=tuple(dict.fromkeys((*want.after, *before[want.programme]))))
        for want in person.wants
    )


def _pairs(
    wanted: Mapping[str, Entry | None], first: str, second: str
) -> Iterator[tuple[str, str]]:
    for one, entry in wanted.items():
        for other, later in wanted.items():
            if one != other and entry and later and _is(entry, first) and _is(later, second):
                yield one, other


def _is(entry: Entry, named: str) -> bool:
    return named in (entry.code, *entry.classes)


def _months(person: Person) -> int:
    """The whole months from the sentence to the person's last day."""
    start = person.case.dates.sentence
    months = (person.last.year - start.year) * 12 + person.last.month - start.month + 1
    while months > 0 and last_day(start, months) > person.last:
        months -= 1
    return months
