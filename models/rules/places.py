"""Where things are attended and with whom: safety before anything, and a place that is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from models.case import Sex
from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.lookups import CONTACT, entry_of, group_of, project_of, provider_of
from models.rules.rule import Ground, Rule, assumed, by_subject, case_fact, found, local
from models.rules.sentences import name_of
from models.sources import Force, Source
from models.timetable import Group, Project, Venue

OFFICER = "officer"
ANY = "any"


@frozen
class Place:
    """What a part is attended at: a venue, and the group or project there."""

    part: str
    venue: Venue | None
    offer: Group | Project | None = None

    @property
    def id(self) -> str:
        return self.offer.id if self.offer is not None else self.venue.id if self.venue else ""


def places(package: Package, facts: Facts) -> tuple[Place, ...]:
    """Every place of each part once: of its sessions, its groups and its project."""
    venues = facts.timetable.venues
    offers: list[tuple[str, Group | Project | None]] = [
        *((part.code, group_of(part, facts)) for part in package.parts),
        *((one.code, project_of(one.project, facts)) for one in package.requirements),
        *((part, project_of(provider, facts)) for part, provider in _of_sessions(package)),
    ]
    used = {
        (part, venue, ""): Place(part, venues.get(venue))
        for part, venue in dict.fromkeys((one.part, one.venue) for one in package.sessions)
    }
    for part, offer in offers:
        if offer is not None:
            used.pop((part, offer.venue, ""), None)
            used[part, offer.venue, offer.id] = Place(part, venues.get(offer.venue), offer)
    return tuple(used[key] for key in sorted(used))


def _of_sessions(package: Package) -> Iterable[tuple[str, str]]:
    """The providers of each part's sessions, each once."""
    return dict.fromkeys((session.part, session.provider) for session in package.sessions)


def barred(package: Package, facts: Facts) -> Iterator[Fault]:
    """No venue, group or project bars the person's offences or is out of the person's reach."""
    kinds = {offence.kind.value for offence in facts.case.offences}
    out_of_reach = set(facts.case.person.cannot_attend)
    broken: list[tuple[str, Ground, str]] = []
    for place in places(package, facts):
        at = f"{name_of(place.part, facts)} at {place.id}"
        bars = {kind for held in (place.venue, place.offer) if held for kind in held.bars}
        for kind in sorted(kinds & bars):
            broken.append((place.part, local(place.id), f"{at}: {kind} offences are barred."))
        names = {place.id, *((place.venue.id, *place.venue.areas) if place.venue else ())}
        for name in sorted(names & out_of_reach):
            said = f"{at}: the person cannot attend {name}."
            broken.append((place.part, case_fact("person.cannot_attend"), said))
    yield from by_subject("places.barred", broken)


def apart(package: Package, facts: Facts) -> Iterator[Fault]:
    """Nothing is shared with a person who is to be kept apart."""
    kept = set(facts.case.person.kept_apart_from)
    broken: list[tuple[str, Ground, str]] = []
    for place in places(package, facts):
        if place.offer is not None and kept & set(place.offer.attended_by):
            at = f"{name_of(place.part, facts)} at {place.id}"
            said = f"{at}: attended by somebody to be kept apart from."
            broken.append((place.part, case_fact("person.kept_apart_from"), said))
    yield from by_subject("places.apart", broken)


def exclusion(package: Package, facts: Facts) -> Iterator[Fault]:
    """Nothing lies inside an area that the package itself excludes."""
    planned = package.requirement("exclusion")
    excluded = set(planned.areas) if planned is not None else set()
    broken: list[tuple[str, Ground, str]] = [
        (
            place.part,
            assumed("places.exclusion"),
            f"{name_of(place.part, facts)} at {place.id}: inside the excluded area {area}.",
        )
        for place in places(package, facts)
        if place.venue is not None
        for area in sorted({place.venue.id, *place.venue.areas} & excluded)
    ]
    yield from by_subject("places.exclusion", broken)


def capacity(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each group and project has a place left."""
    broken: list[tuple[str, Ground, str]] = [
        (
            place.part,
            local(place.id),
            f"{name_of(place.part, facts)} in {place.id}: {place.offer.taken} of "
            f"{place.offer.places} places are taken.",
        )
        for place in places(package, facts)
        if place.offer is not None and place.offer.taken >= place.offer.places
    ]
    yield from by_subject("places.capacity", broken)


def sexes(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each venue and group is for the person's sex; unknown and other are not shut out."""
    sex = facts.case.person.sex
    broken: list[tuple[str, Ground, str]] = []
    for place in places(package, facts):
        for ground, wanted in _kept_for(place, package, facts):
            if sex in (Sex.MALE, Sex.FEMALE) and sex is not wanted:
                who = "women" if wanted is Sex.FEMALE else "men"
                said = f"{name_of(place.part, facts)} at {place.id}: for {who} only."
                broken.append((place.part, ground, said))
    yield from by_subject("places.sexes", broken)


def _kept_for(place: Place, package: Package, facts: Facts) -> Iterator[tuple[Source, Sex]]:
    if isinstance(place.offer, Group) and place.offer.sexes != ANY:
        yield local(place.offer.id), Sex(place.offer.sexes)
    if place.venue is not None and place.venue.women_only:
        yield local(place.venue.id), Sex.FEMALE
    entry = entry_of(place.part, package, facts)
    if entry is not None and entry.women_only:
        yield entry.source, Sex.FEMALE


def lone_woman(package: Package, facts: Facts) -> Iterator[Fault]:
    """A woman is not the only one in a mixed group."""
    if facts.case.person.sex is not Sex.FEMALE:
        return
    ruling = facts.menu.ruling("places", "lone-woman")
    for part in package.parts:
        group = group_of(part, facts)
        if group is not None and group.sexes == ANY and group.women == 0:
            said = f"{part.code} in {group.id}: a mixed group with no other woman."
            ground = ruling or assumed("places.lone-woman")
            force = None if ruling else Force.SHOULD
            yield from found("places.lone-woman", part.code, ground, [said], force=force)


def female_officer(package: Package, facts: Facts) -> Iterator[Fault]:
    """A woman sees a female officer where there is one."""
    officers = [one for one in facts.timetable.providers if OFFICER in one.offers]
    if facts.case.person.sex is not Sex.FEMALE:
        return
    if not any(one.sex == Sex.FEMALE.value for one in officers):
        return
    sentences = []
    for session in package.of(CONTACT):
        officer = provider_of(session.provider, facts)
        if officer is not None and officer.sex != Sex.FEMALE.value:
            said = f"{session.title} with {officer.id}: a female officer is on offer."
            sentences.append(said)
    ruling = facts.menu.ruling("places", "female-officer")
    ground = ruling or case_fact("person.sex")
    force = None if ruling else Force.SHOULD
    yield from found("places.female-officer", CONTACT, ground, sentences, force=force)


RULES = (
    Rule("places.barred", barred),
    Rule("places.apart", apart),
    Rule("places.exclusion", exclusion),
    Rule("places.capacity", capacity),
    Rule("places.sexes", sexes),
    Rule("places.lone-woman", lone_woman),
    Rule("places.female-officer", female_officer, dated=True),
)
