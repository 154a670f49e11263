"""Who and what in the region is open to this person: groups, providers, projects, runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.arithmetic import Stretch, union
from models.avoided import ANY_TIME
from models.case import Sex
from models.circumstances import holds
from models.entry import Entry, Leg
from models.facts import Facts
from models.moments import minute_of
from models.runs import runs
from models.timetable import Group, Meeting, Project, Provider, Run
from optimiser.amounts import figure, longest

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


def open_runs(facts: Facts, entry: Entry) -> tuple[Run, ...]:
    """The runs open to this person that begin within the waiting limit, else the first later one.

    The limit ("load", "start-weeks") is an assumption of the catalogue; a programme that has to
    follow another, or a treatment, is given that one's time on top. Where none begins in time,
    the first run of each group. None begins on the day of sentence (an assumption, printed).
    """
    horizon = longest(facts)
    first, last = horizon.date(1), horizon.date(horizon.days - 1)
    found: list[Run] = []
    for group in facts.timetable.groups:
        offered = group.programme == entry.code and facts.may_choose(group)
        if offered and not any(True for _ in barred(facts, group)):
            edition = facts.entry(entry.code, group.edition)
            found += runs(group, edition, facts.timetable, first, last)
    if entry.stream != "attendance-centre":  # of whose meetings the first ones alone are attended
        found = [run for run in found if not at_avoided_times(facts, entry.code, run.meetings)]
    found.sort(key=lambda run: run.first)
    # Where every run meets something firm they are kept, so that it can be said what stands in
    # the way.
    found = _clear_of(_firm(facts, first, last), found) or found
    limit = facts.menu.bound("load", "start-weeks")
    if limit is None or limit.highest is None or not found:
        return tuple(found)
    weeks = limit.highest * (1 + len(entry.requires))
    until = facts.today + timedelta(weeks=weeks, days=_treatment_before(facts, entry))
    early = [run for run in found if run.first <= until]
    later = {run.group.id: run for run in reversed(found)}
    return tuple(early or sorted(later.values(), key=lambda run: run.first))


def _firm(facts: Facts, first: date, last: date) -> tuple[Stretch, ...]:
    """Everything the person can't miss between two days."""
    return union(
        stretch
        for commitment in facts.case.commitments
        if commitment.firm
        for stretch in commitment.between(first - timedelta(days=1), last)
    )


def _clear_of(firm: tuple[Stretch, ...], found: list[Run]) -> list[Run]:
    """The runs none of whose sessions meets anything firm (the way there is not looked at)."""
    ends = [stretch[1] for stretch in firm]

    def clear(start: int, end: int) -> bool:
        place = bisect_left(ends, start + 1)
        return place == len(firm) or firm[place][0] >= end

    return [run for run in found if all(clear(m.start, m.end) for m in run.meetings)]


def at_avoided_times(facts: Facts, code: str, meetings: Iterable[Meeting]) -> bool:
    """Whether any of these meetings is at a time at which the part is not to be attended."""
    avoided = facts.avoided.get(code, ANY_TIME)
    return bool(avoided.stretches) and any(
        avoided.meets(one.day, start, start + one.end - one.start)
        for one in meetings
        for start in [minute_of(one.day, one.start)]
    )


def _treatment_before(facts: Facts, entry: Entry) -> int:
    """The days of a treatment that ideally ends before an entry begins, where one is open here."""
    for rule in facts.menu.sequences:
        if rule.relation != "before" or rule.second not in (entry.code, *entry.classes):
            continue
        if not all(holds(name, facts.case) for name in rule.when):
            continue
        for first in facts.menu.entries.values():
            finding = facts.findings.get(first.code)
            treats = first.stream == "treatment" and rule.first in (first.code, *first.classes)
            if treats and finding is not None and finding.open:
                number = figure(facts, "treatment", "appointments")
                return number * figure(facts, "treatment", "every-days")
    return 0


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
