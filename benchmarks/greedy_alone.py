"""Greedy with a package of its own: the first it can date, none of ours to go by.

Packages are tried best first by what no date decides, which is kinder than the order of a form. The
curfew stands at its usual hours every night, moved only as far as what is firm asks for.
"""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.greedy import Planned, greedy
from models.case import Answer, Detox, OrderKind
from models.dated import Bound
from models.facts import Facts
from models.moments import last_day
from models.package import CurfewRow, OrderTerms, Package, PlannedPart, PlannedRequirement
from optimiser.amounts import band_keys, longest_months, shortest_months
from optimiser.candidates import Candidate, candidates
from optimiser.curfew import Nights, Window
from optimiser.horizon import Horizon
from optimiser.lasting import ends
from optimiser.outline import Outline, outlines
from optimiser.placing import addresses_taken

HOURS = range(24)
HOUR = 60


def first_workable(facts: Facts) -> Planned | None:
    """The first package greedy dates without a fault, else its first attempt; None: no package."""
    tried: Planned | None = None
    for outline in outlines(facts, candidates(facts)):
        undated = package_of(facts, outline)
        if undated is None:
            continue
        planned = greedy(facts, undated)
        if planned.feasible:
            return planned
        tried = tried or planned
    return tried


def package_of(facts: Facts, outline: Outline) -> Package | None:
    """An outline's terms and parts with no session dated; None where no curfew can stand."""
    sentence, start = facts.case.sentence, facts.today
    months = sentence.months or sentence.supervision_months or _least_months(facts, outline)
    end = last_day(start, months)
    suspended = sentence.kind is OrderKind.SUSPENDED_SENTENCE_ORDER
    curfew = _curfew(facts, outline) if outline.imposes("curfew") else ()
    if curfew is None:
        return None
    return Package(
        OrderTerms(
            sentence.kind, months, start, end, sentence.operational_months if suspended else None
        ),
        tuple(_requirement(facts, outline, one, start, end) for one in outline.requirements),
        curfew=curfew,
        detox=_detox(facts, outline),
    )


def _least_months(facts: Facts, outline: Outline) -> int:
    """What the law and the programmes ask at least, and with a RAR the row of the OGRS score."""
    months = max(outline.least_months, shortest_months(facts))
    row = facts.menu.band("rar", "order-months", **band_keys(facts))
    if outline.imposes("rar") and row is not None and isinstance(row.value, Bound):
        months = max(months, int(row.value.lowest or 0))
    return min(months, longest_months(facts))


def _requirement(
    facts: Facts, outline: Outline, candidate: Candidate, start: date, end: date
) -> PlannedRequirement:
    terms = outline.terms[candidate.code]
    own = [part for part in outline.parts if outline.carrier[part.code] == candidate.code]
    # A requirement that a group delivers stands under itself.
    held = own or ([candidate] if candidate.runs else [])
    asked = candidate.asked
    return PlannedRequirement(
        code=candidate.code,
        terms=terms,
        purposes=candidate.entry.purposes,
        parts=tuple(PlannedPart(part.code, edition=part.entry.edition) for part in held),
        start=start,
        end=ends(facts, outline.terms, start, end)[candidate.code],
        areas=asked.areas if asked is not None else (),
        place=addresses_taken(facts, outline.requirements).get(candidate.code, ""),
    )


def _curfew(facts: Facts, outline: Outline) -> tuple[CurfewRow, ...] | None:
    """The window of each weekday nearest the usual hours that meets nothing firm."""
    terms = outline.terms["curfew"]
    months, hours = terms.months or 1, terms.hours_a_day or 0
    nights = Nights(facts, Horizon(facts.today, longest_months(facts)), months)
    usual = _usual_hour(facts)
    place = addresses_taken(facts, outline.requirements)["curfew"]
    rows: list[CurfewRow] = []
    for weekday in range(7):
        found = [nights.window(weekday, hour, hours, usual) for hour in HOURS]
        standing = [window for window in found if window is not None]
        if not standing:
            return None
        window: Window = min(standing, key=lambda window: (window.away, window.start))
        rows.append(CurfewRow(weekday, window.start, window.end, place))
    return tuple(rows)


def _usual_hour(facts: Facts) -> int:
    ruling = facts.menu.ruling("curfew-default", "start")
    said = ruling.value if ruling is not None and isinstance(ruling.value, str) else "00:00"
    return int(said.split(":")[0])


def _detox(facts: Facts, outline: Outline) -> tuple[date, date] | None:
    """A planned detox begins the day after sentence."""
    clinical = facts.case.clinical
    at_home = clinical.detox is Detox.HOME and clinical.someone_at_home is Answer.YES
    days = facts.menu.bound("detox", "days")
    if not outline.imposes("atr") or not (at_home or clinical.detox is Detox.RESIDENTIAL):
        return None
    if days is None or days.highest is None:
        return None
    first = facts.today + timedelta(days=1)
    return first, first + timedelta(days=int(days.highest) - 1)
