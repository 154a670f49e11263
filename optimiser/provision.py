"""Who and what in the region is open to this person: groups, providers, projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.avoided import ANY_TIME
from models.case import Sex
from models.entry import Leg
from models.facts import Facts
from models.moments import minute_of
from models.timetable import Group, Meeting, Project, Provider

# What these give is theirs alone; anything else may also be given by whoever offers the entry.
THEIRS_ALONE = ("officer", "court")


def barred(facts: Facts, group: Group) -> Iterator[str]:
    """Why a group is closed to this person, if it is (one sentence fragment each)."""
    person = facts.case.person
    if group.places - group.taken < 1:
        yield "no place is left"
    if set(group.attended_by) & set(person.kept_apart_from):
        yield "somebody to be kept apart from attends it"
    if person.sex is Sex.MALE and group.sexes == "female":
        yield "it is for women"
    if person.sex is Sex.FEMALE and group.sexes == "male":
        yield "it is for men"
    yield from _barred_venue(facts, group.venue, group.bars)


def _barred_venue(facts: Facts, venue_id: str, bars: tuple[str, ...]) -> Iterator[str]:
    venue = facts.timetable.venues[venue_id]
    kinds = {offence.kind.value for offence in facts.case.offences}
    away = set(facts.case.person.cannot_attend)
    if kinds & (set(bars) | set(venue.bars)):
        yield "the venue does not admit the kind of offence"
    if venue.id in away or away & set(venue.areas):
        yield "the person cannot attend the venue"
    if venue.women_only and facts.case.person.sex is Sex.MALE:
        yield "the venue is for women"
    if set(venue.areas) & excluded_areas(facts):
        yield "the venue lies in an area the court excludes"


def excluded_areas(facts: Facts) -> set[str]:
    """The areas of exclusions the court asks for."""
    return {area for ask in facts.case.sentence.asks for area in ask.areas}


def at_avoided_times(facts: Facts, code: str, meetings: Iterable[Meeting]) -> bool:
    """Whether any of these meetings is at a time at which the part is not to be attended."""
    avoided = facts.avoided.get(code, ANY_TIME)
    return bool(avoided.stretches) and any(
        avoided.meets(one.day, start, start + one.end - one.start)
        for one in meetings
        for start in [minute_of(one.day, one.start)]
    )


def givers(facts: Facts, *codes: str) -> tuple[Provider, ...]:
    """The providers that offer any of these codes and that this person may go to.

    Of several places the one nearest home is taken: offices and treatment services serve their
    own area (an assumption, printed).
    """
    found = [
        provider
        for provider in facts.timetable.providers
        if set(codes) & set(provider.offers)
        and not any(True for _ in _barred_venue(facts, provider.venue, ()))
    ]
    if "officer" in codes and facts.case.person.sex is Sex.FEMALE:
        found = [provider for provider in found if provider.sex == "female"] or found
    if not found:
        return ()
    nearest = min(found, key=lambda provider: facts.home_minutes(provider.venue)).venue
    return tuple(provider for provider in found if provider.venue == nearest)


def leg_givers(facts: Facts, leg: Leg, code: str) -> tuple[Provider, ...]:
    """Who gives the appointments of a leg of an entry that is no treatment.

    The officer's and the court's are theirs alone; others are also given by who offers the entry.
    """
    return givers(facts, leg.with_, *(() if leg.with_ in THEIRS_ALONE else (code,)))


def projects(facts: Facts) -> tuple[Project, ...]:
    """The unpaid-work projects open to this person, nearest first.

    One that offers only days a nearer one offers is left out (an assumption, printed).
    """
    apart = set(facts.case.person.kept_apart_from)
    found = [
        project
        for project in facts.timetable.projects
        if project.places - project.taken >= 1
        and not apart & set(project.attended_by)
        and not any(True for _ in _barred_venue(facts, project.venue, project.bars))
    ]
    found.sort(key=lambda project: facts.home_minutes(project.venue))
    kept: list[Project] = []
    for project in found:
        if not any(_serves_as_well(nearer, project) for nearer in kept):
            kept.append(project)
    return tuple(kept)


def _serves_as_well(nearer: Project, project: Project) -> bool:
    """Whether a nearer project works on all the days another does (then that one is dropped)."""
    return (
        nearer.learning == project.learning
        and {hours.weekday for hours in project.days} <= {hours.weekday for hours in nearer.days}
        and nearer.first <= project.first
        and nearer.last >= project.last
    )
