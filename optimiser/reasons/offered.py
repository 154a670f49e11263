"""What the region offers of each thing to be dated, and what bars this person from some of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve

from models.case import Sex
from models.entry import Delivery, Entry, EntryKind
from models.facts import Facts
from models.moments import WEEKDAYS, clock_aloud
from models.timetable import Group, Slot, Timetable
from models.weekly_words import listed
from optimiser.provision import givers, leg_givers
from optimiser.reasons.curfew_hours import of_its_hours
from optimiser.reasons.standing import (
    BY_THE_COURT,
    COURT,
    ON_THE_SPOT,
    Standing,
    known,
    on_offer,
    ruled,
)
from optimiser.results import Hindrance
from optimiser.wish_words import WISH, wish

SHOWN = 3
OFFERED = "places.offered"


def is_dated(entry: Entry) -> bool:
    """Whether anything of it has to be attended or kept at a time."""
    if entry.kind is EntryKind.REQUIREMENT:
        return bool(entry.stream)
    return entry.scheduled and entry.main is not None


def offered(facts: Facts, entry: Entry) -> Standing:
    """When and where it can be had at all: taken away, it needs no dates."""
    said = f"{entry.name} {_where(facts, entry)}."
    limit = of_its_hours(facts) if entry.stream == "curfew" else None
    if limit is not None:
        held = ruled(OFFERED, entry.code, *limit)
        return Standing(held, codes=frozenset({entry.code}))
    return Standing(on_offer(OFFERED, entry.code, said), codes=frozenset({entry.code}))


def _where(facts: Facts, entry: Entry) -> str:
    timetable, main = facts.timetable, entry.main
    venues = timetable.venues
    if entry.stream == "curfew":
        return "takes the hours of a curfew every day"
    if entry.stream == "unpaid-work":
        places = [(project.venue, project.days) for project in timetable.projects]
        return f"is done here {_listed(timetable, places)}" if places else "has no project here"
    in_groups = main is not None and main.delivery is Delivery.GROUP
    if in_groups or entry.stream == "attendance-centre":
        groups = [group for group in timetable.groups if group.programme == entry.code]
        places = [(group.venue, group.slots) for group in groups]
        if not places:
            return "has no group here"
        return f"meets here {_listed(timetable, places)}{_one_to_ones(facts, entry)}"
    wanted = {entry.code, main.with_} if main is not None else {entry.code}
    found = givers(facts, *wanted)
    places = [(giver.venue, giver.hours) for giver in found if giver.venue in venues]
    return f"is given here {_listed(timetable, places)}" if places else "is given by nobody here"


def _one_to_ones(facts: Facts, entry: Entry) -> str:
    """When those who give a programme's one-to-ones to this person work: they bind as well."""
    legs = [leg for leg in entry.legs if leg.delivery is Delivery.APPOINTMENT]
    found = [giver for leg in legs for giver in leg_givers(facts, leg, entry.code)]
    places = [(giver.venue, giver.hours) for giver in dict.fromkeys(found)]
    return f"; one-to-ones are given {_listed(facts.timetable, places)}" if places else ""


def _listed(timetable: Timetable, places: Iterable[tuple[str, tuple[Slot, ...]]]) -> str:
    said = [f"{opening(slots)} at {timetable.venues[venue].name}" for venue, slots in places]
    said = list(dict.fromkeys(said))
    left = len(said) - SHOWN
    other = "1 other place or time" if left == 1 else f"{left} other places or times"
    return "; ".join(said[:SHOWN]) + (f", and at {other}" if left > 0 else "")


def opening(slots: Iterable[Slot]) -> str:
    """Weekdays that share their hours together: "on Tuesday and Friday 18:00 to 20:30"."""
    hours: dict[tuple[int, int], list[str]] = {}
    for slot in slots:
        day = WEEKDAYS[slot.weekday].capitalize()
        held = hours.setdefault((slot.start, slot.end), [])
        if day not in held:
            held.append(day)
    return ", ".join(
        f"on {listed(days)} {clock_aloud(start)} to {clock_aloud(end)}"
        for (start, end), days in hours.items()
    )


def bars(facts: Facts) -> Iterator[Standing]:
    """Everything that closes a group, a project or a venue to this person."""
    yield from _pinned(facts)
    yield from _full(facts)
    yield from _apart(facts)
    yield from _by_sex(facts)
    yield from _by_offence(facts)
    for place in facts.case.person.cannot_attend:
        said = f"The person cannot attend {_place(facts, place)}."
        yield Standing(
            known("places.barred", place, said, "person.cannot_attend"),
            partial(_attending, place=place),
            codes=None,
        )
    areas = (area for ask in facts.case.sentence.asks for area in ask.areas)
    for area in dict.fromkeys(areas):
        said = f"The area {area} is excluded."
        yield Standing(
            known("places.exclusion", area, said, "sentence.asks", COURT),
            partial(_without_area, area=area),
            codes=None,
            rank=BY_THE_COURT,
        )


def _pinned(facts: Facts) -> Iterator[Standing]:
    for group in facts.timetable.groups:
        code = group.programme
        if facts.attended_in.get(code) != group.id:
            continue
        when = _listed(facts.timetable, [(group.venue, group.slots)])
        said = f"{facts.menu.entries[code].name} is to be attended in the group {group.id}, {when}."
        yield Standing(
            Hindrance("places.group", code, said, wish("--group"), WISH),
            partial(_in_any_group, code=code),
            codes=frozenset({code}),
            rank=ON_THE_SPOT,
        )


def _in_any_group(facts: Facts, code: str) -> Facts:
    left = {other: group for other, group in facts.attended_in.items() if other != code}
    return evolve(facts, attended_in=left)


def _full(facts: Facts) -> Iterator[Standing]:
    for group in facts.timetable.groups:
        if group.places - group.taken < 1:
            said = f"The group {group.id} has no place left: {group.taken} of {group.places} taken."
            yield Standing(
                on_offer("places.capacity", group.id, said, "places"),
                partial(_with_a_place, id=group.id),
                codes=frozenset({group.programme}),
                rank=ON_THE_SPOT,
            )
    for project in facts.timetable.projects:
        if project.places - project.taken < 1:
            said = f"{project.name} has no place left: {project.taken} of {project.places} taken."
            yield Standing(
                on_offer("places.capacity", project.id, said, "places"),
                partial(_with_a_place, id=project.id),
                codes=frozenset({"unpaid-work"}),
                rank=ON_THE_SPOT,
            )


def _apart(facts: Facts) -> Iterator[Standing]:
    region = facts.timetable
    met = {other for group in region.groups for other in group.attended_by}
    met |= {other for project in region.projects for other in project.attended_by}
    for reference in facts.case.person.kept_apart_from:
        if reference in met:
            said = "Somebody the person is to be kept apart from attends a group or project."
            yield Standing(
                known("places.apart", reference, said, "person.kept_apart_from"),
                partial(_beside, reference=reference),
                codes=None,
            )


def _by_sex(facts: Facts) -> Iterator[Standing]:
    sex = facts.case.person.sex
    closed = {Sex.MALE: "female", Sex.FEMALE: "male"}.get(sex)
    groups = facts.timetable.groups
    women_only = sex is Sex.MALE and any(v.women_only for v in facts.timetable.venues.values())
    if women_only or any(group.sexes == closed for group in groups):
        said = f"Groups and venues for {'women' if sex is Sex.MALE else 'men'} only are not open."
        yield Standing(known("places.sexes", "order", said, "person.sex"), _for_all, codes=None)


def _by_offence(facts: Facts) -> Iterator[Standing]:
    region = facts.timetable
    barring = {kind for group in region.groups for kind in group.bars}
    barring |= {kind for project in region.projects for kind in project.bars}
    barring |= {kind for venue in region.venues.values() for kind in venue.bars}
    for kind in dict.fromkeys(offence.kind.value for offence in facts.case.offences):
        if kind in barring:
            said = f"Some groups, projects or venues do not admit an offence of {kind}."
            yield Standing(
                known("places.barred", kind, said, "offences"),
                partial(_admitting, kind=kind),
                codes=None,
            )


def _with_a_place(facts: Facts, id: str) -> Facts:
    region = facts.timetable
    groups = tuple(evolve(g, taken=g.places - 1) if g.id == id else g for g in region.groups)
    projects = tuple(evolve(p, taken=p.places - 1) if p.id == id else p for p in region.projects)
    return evolve(facts, timetable=evolve(region, groups=groups, projects=projects))


def _beside(facts: Facts, reference: str) -> Facts:
    person = facts.case.person
    left = tuple(other for other in person.kept_apart_from if other != reference)
    return evolve(facts, case=evolve(facts.case, person=evolve(person, kept_apart_from=left)))


def _for_all(facts: Facts) -> Facts:
    region = facts.timetable
    venues = {id: evolve(venue, women_only=False) for id, venue in region.venues.items()}
    groups: tuple[Group, ...] = tuple(evolve(group, sexes="any") for group in region.groups)
    return evolve(facts, timetable=evolve(region, venues=venues, groups=groups))


def _admitting(facts: Facts, kind: str) -> Facts:
    region = facts.timetable

    def without(bars: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(bar for bar in bars if bar != kind)

    venues = {id: evolve(venue, bars=without(venue.bars)) for id, venue in region.venues.items()}
    return evolve(
        facts,
        timetable=evolve(
            region,
            venues=venues,
            groups=tuple(evolve(group, bars=without(group.bars)) for group in region.groups),
            projects=tuple(evolve(one, bars=without(one.bars)) for one in region.projects),
        ),
    )


def _attending(facts: Facts, place: str) -> Facts:
    person = facts.case.person
    left = tuple(other for other in person.cannot_attend if other != place)
    return evolve(facts, case=evolve(facts.case, person=evolve(person, cannot_attend=left)))


def _without_area(facts: Facts, area: str) -> Facts:
    sentence = facts.case.sentence
    asks = tuple(
        evolve(ask, areas=tuple(other for other in ask.areas if other != area))
        for ask in sentence.asks
    )
    return evolve(facts, case=evolve(facts.case, sentence=evolve(sentence, asks=asks)))


def _place(facts: Facts, id: str) -> str:
    venue = facts.timetable.venues.get(id)
    return venue.name if venue is not None else f"places in {id}"
