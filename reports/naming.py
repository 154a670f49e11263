"""What codes and ids are called: names come from the catalogue and the timetable, never here."""

from __future__ import annotations

from collections import Counter

from models.case import Need, OrderKind, Purpose
from models.facts import Facts
from models.findings import Reason
from models.package import Package, PlannedSession
from models.sources import Source
from reports import words

PURPOSES = {
    Purpose.PUNISHMENT: "punishment",
    Purpose.CRIME_REDUCTION: "reduction of crime",
    Purpose.REHABILITATION: "rehabilitation",
    Purpose.PROTECTION: "protection of the public",
    Purpose.REPARATION: "reparation",
}
NEEDS = {Need.ETE: "education, training and employment"}
CONTACT = "contact"
# Sources that are no document of the catalogue, as they are said.
OPENINGS = {
    "case": "the case, ",
    "assumption": "assumption, ",
    "wish": "the officer's wish, ",
    "question": "what is asked about, ",
}


def order(kind: OrderKind) -> str:
    return words.spoken(kind.value)


def purpose(value: Purpose) -> str:
    return PURPOSES.get(value, words.spoken(value.value))


def need(value: Need) -> str:
    return NEEDS.get(value, words.spoken(value.value))


def entry(code: str, facts: Facts) -> str:
    """The catalogue's name of a code, or the code itself where it holds none."""
    if code == CONTACT:
        return "Officer appointments"
    found = facts.menu.entries.get(code)
    return words.plain(found.name) if found else code


def mid(code: str, facts: Facts) -> str:
    """The name as it stands inside a sentence."""
    return words.inside(entry(code, facts))


def short(code: str, facts: Facts) -> str:
    """The name the field uses in passing: "ASRO"."""
    found = facts.menu.entries.get(code)
    return words.plain(found.short) if found and found.short else entry(code, facts)


def venue(id: str, facts: Facts) -> str:
    found = facts.timetable.venues.get(id)
    return words.plain(found.name) if found else words.plain(id)


def provider(id: str, facts: Facts) -> str:
    named = (p.name for p in facts.timetable.providers if p.id == id)
    return words.plain(next(named, id))


def project(id: str, facts: Facts) -> str:
    named = (p.name for p in facts.timetable.projects if p.id == id)
    return words.plain(next(named, id))


def legs(package: Package) -> Counter[tuple[str, str]]:
    """How many sessions there are of each leg of each part."""
    return Counter((item.part, item.leg) for item in package.sessions)


def session(item: PlannedSession, facts: Facts, of: int = 1) -> str:
    """What is attended, one of a number: "ASRO: group session (3 of 20: Self control)"."""
    title = words.plain(item.title) or words.spoken(item.kind).capitalize()
    known = (short(item.part, facts), entry(item.part, facts))
    if item.part != CONTACT and not any(name.lower() in title.lower() for name in known):
        title = f"{known[0]}: {title}"
    place = f"{item.number} of {of}" if of > 1 else ""
    module = module_title(item, facts)
    named = module.lower() in title.lower()
    beside = ": ".join(filter(None, (place, "" if named else module)))
    return f"{title} ({beside})" if beside else title


def module_title(item: PlannedSession, facts: Facts) -> str:
    if not item.module:
        return ""
    found = facts.menu.entries.get(item.part)
    modules = [m for leg in found.legs for m in leg.modules] if found else []
    titles = (m.title for m in modules if m.code == item.module and m.title)
    return words.plain(next(titles, words.spoken(item.module)))


def cited(source: Source, verified: bool = True) -> str:
    """A source in brackets, saying so where its text was not checked."""
    opening = OPENINGS.get(source.document)
    said = f"{opening}{source.section}".rstrip(", ") if opening else str(source)
    return f"({words.plain(said)})" if verified else f"({words.plain(said)}, unverified)"


def reason(item: Reason) -> str:
    """Why, to whom it is referred, and the source."""
    to = f" Refer to {item.to}." if item.to else ""
    return f"{words.sentence(words.plain(item.sentence))}{to} {cited(item.source, item.verified)}"
