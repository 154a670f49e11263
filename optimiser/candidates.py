"""What this case may be given on this timetable, and what was struck out and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import frozen

from models.case import Ask, Seriousness, Sex, Terms
from models.dated import Bound, Ruling
from models.entry import Delivery, Entry, EntryKind, Leg
from models.facts import Facts
from models.findings import Finding, Verdict
from models.runs import runs
from models.sources import Source
from models.timetable import Group, Project, Provider, Run
from optimiser.horizon import Horizon
from optimiser.results import NotOffered


@frozen
class Candidate:
    """An entry that may be chosen: its finding, what carries it and the runs it may take."""

    entry: Entry
    finding: Finding
    asked: Ask | None = None
    carriers: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def code(self) -> str:
        return self.entry.code


@frozen
class Candidates:
    """Requirements and parts that may be chosen, by code, and everything struck out."""

    requirements: dict[str, Candidate]
    parts: dict[str, Candidate]
    struck: tuple[NotOffered, ...]


def candidates(facts: Facts) -> Candidates:
    """Walk the menu once: each entry becomes a candidate or is struck out with its reason."""
    struck: list[NotOffered] = []
    requirements: dict[str, Candidate] = {}
    parts: dict[str, Candidate] = {}
    ruled_out = facts.case.sentence.rules_out
    for code, entry in facts.menu.entries.items():
        finding = facts.findings.get(code)
        if entry.kind is EntryKind.SIGNPOST or finding is None:
            continue
        if finding.verdict is Verdict.NOT_SUITABLE:
            first = finding.reasons[0]
            struck.append(
                NotOffered(code, entry.name, first.sentence, first.source, first.verified)
            )
        elif code in ruled_out:
            sentence = "The court has ruled it out."
            struck.append(NotOffered(code, entry.name, sentence, CASE))
        elif entry.kind is EntryKind.REQUIREMENT:
            found = _requirement(facts, entry, finding)
            if isinstance(found, NotOffered):
                struck.append(found)
            else:
                requirements[code] = found
        else:
            found = _part(facts, entry, finding)
            if isinstance(found, NotOffered):
                struck.append(found)
            else:
                parts[code] = found
    for code, part in list(parts.items()):
        carriers = tuple(carrier for carrier in part.entry.under if carrier in requirements)
        if not carriers:
            sentence = f"No requirement that can carry it is open here ({_listed(part.entry)})."
            struck.append(NotOffered(code, part.entry.name, sentence, part.entry.source))
            del parts[code]
        else:
            parts[code] = Candidate(part.entry, part.finding, part.asked, carriers, part.runs)
    for code in [c for c, r in requirements.items() if r.entry.code in CARRIERS]:
        carried = any(code in part.carriers for part in parts.values())
        if not carried and requirements[code].asked is None:
            name = requirements[code].entry.name
            sentence = "Nothing that fits it is on offer for this case."
            struck.append(NotOffered(code, name, sentence, requirements[code].entry.source))
            del requirements[code]
    return Candidates(requirements, parts, tuple(struck))


CASE = Source("case", "the court's indication")
TIMETABLE = Source("timetable", "provision")
CARRIERS = ("programme", "rar", "specified-activity")


def _listed(entry: Entry) -> str:
    return ", ".join(entry.under) or "none"


def _requirement(facts: Facts, entry: Entry, finding: Finding) -> Candidate | NotOffered:
    ask = facts.case.ask_for(entry.code)
    if entry.stream == "treatment" and not givers(facts, entry.code):
        sentence = "No treatment provider in this region offers it."
        return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    if entry.stream == "unpaid-work" and not projects(facts):
        sentence = "No project in this region has a place for this person."
        return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    found: tuple[Run, ...] = ()
    if entry.stream == "attendance-centre":
        found = open_runs(facts, entry)
        if not found:
            sentence = "No attendance centre in this region has a place."
            return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
    if not entry.stream and ask is None and entry.code not in CARRIERS + COMPANIONS:
        sentence = (
            "Its particulars (place, activity, days) are for the court: considered only where "
            "the court asks for it."
        )
        return NotOffered(entry.code, entry.name, sentence, entry.source)
    return Candidate(entry, finding, ask, runs=found)


COMPANIONS = ("electronic-monitoring", "supervision")


def _part(facts: Facts, entry: Entry, finding: Finding) -> Candidate | NotOffered:
    main = entry.main
    if not entry.scheduled or main is None:
        sentence = "On offer, but no dose is stated, so it cannot be dated here."
        return NotOffered(entry.code, entry.name, sentence, entry.source)
    asked = next((ask for ask in facts.case.sentence.asks if entry.code in ask.programmes), None)
    if main.delivery is Delivery.APPOINTMENT:
        if main.sessions is None or not givers(facts, main.with_, entry.code):
            sentence = "Nobody in this region gives it."
            return NotOffered(entry.code, entry.name, sentence, TIMETABLE)
        return Candidate(entry, finding, asked)
    usable = open_runs(facts, entry)
    if not usable:
        return NotOffered(entry.code, entry.name, _why_no_run(facts, entry), TIMETABLE)
    return Candidate(entry, finding, asked, runs=usable)


def _why_no_run(facts: Facts, entry: Entry) -> str:
    groups = [group for group in facts.timetable.groups if group.programme == entry.code]
    if not groups:
        return "No group for it runs in this region."
    reasons = [reason for group in groups for reason in barred(facts, group)]
    if len(reasons) >= len(groups):
        return f"No group for it is open to this person: {reasons[0]}."
    return "No group for it begins in time and finishes inside the longest order."


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
    follow another is given that one's time on top.
    """
    horizon = longest(facts)
    first, last = facts.today, horizon.date(horizon.days - 1)
    found: list[Run] = []
    for group in facts.timetable.groups:
        if group.programme == entry.code and not any(True for _ in barred(facts, group)):
            edition = facts.entry(entry.code, group.edition)
            found += runs(group, edition, facts.timetable, first, last)
    found.sort(key=lambda run: run.first)
    limit = facts.menu.bound("load", "start-weeks")
    if limit is None or limit.highest is None or not found:
        return tuple(found)
    follows = len(entry.requires) + (1 if FOLLOWERS & set(entry.classes) else 0)
    weeks = limit.highest * (1 + follows)
    until = first + timedelta(weeks=weeks)
    early = [run for run in found if run.first <= until]
    return tuple(early or found[:1])


FOLLOWERS = frozenset({"follow-on"})


def longest(facts: Facts) -> Horizon:
    """The horizon of the longest order the law allows for this case."""
    return Horizon(facts.today, longest_months(facts))


def longest_months(facts: Facts) -> int:
    """The most whole months an order of this kind may run for, or what the court fixed."""
    sentence = facts.case.sentence
    kind = sentence.kind.value
    fixed = sentence.months or sentence.supervision_months
    if fixed:
        return fixed
    community = kind == "community-order"
    parameter = "months" if community else "supervision-months"
    bound = facts.menu.bound("order", parameter, kind=kind)
    if bound is None or bound.highest is None:
        return 24
    return int(bound.highest)


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


def least_amount(facts: Facts, code: str, unit: str) -> tuple[int | None, Ruling | None]:
    """The least lawful amount of a requirement inside its band, with the band's ruling.

    None where no band or floor is known: the amount is then asked for.
    """
    keys = band_keys(facts)
    value = Bound()
    decisive: Ruling | None = None
    for ruling in (*facts.menu.floors(code, unit), facts.menu.band(code, unit, **keys)):
        if ruling is not None and isinstance(ruling.value, Bound):
            value = value.meet(ruling.value)
            decisive = ruling
    if value.lowest is None:
        return None, decisive
    return -int(-value.lowest // 1), decisive


def band_keys(facts: Facts) -> dict[str, object]:
    """The facts bands are keyed to: seriousness of the offence, OGRS, the kind of order."""
    seriousness = facts.case.sentence.seriousness
    return {
        "seriousness": seriousness.value if isinstance(seriousness, Seriousness) else None,
        "ogrs": facts.case.assessments.ogrs3,
        "kind": facts.case.sentence.kind.value,
    }


def leg_minutes(facts: Facts, leg: Leg) -> int:
    """Minutes of one appointment of a leg: the guide's, else the catalogue's assumption."""
    if leg.minutes is not None:
        return int(leg.minutes.highest or leg.minutes.lowest or 0)
    default = facts.menu.bound("load", "appointment-minutes")
    return int(default.highest or 60) if default is not None else 60


def leg_sessions(leg: Leg) -> int:
    """How many sessions of a leg are scheduled: the least the guide states."""
    return int(leg.sessions.lowest or 0) if leg.sessions is not None else 0


__all__ = ["Candidate", "Candidates", "Terms", "candidates"]
