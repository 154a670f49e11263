"""The catalogue on the screen: what is held, since when, who says so and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from models.dated import Bound, Value
from reports import words
from reports.catalogue_data import ALWAYS, IN_FORCE
from reports.package_data import Data
from reports.screen import OneLine, heading, indented, item, line, section

KINDS = {
    "requirement": "Requirements",
    "programme": "Programmes",
    "intervention": "Activities and interventions",
    "signpost": "Signposts, never enforceable",
}


def listed(found: Data) -> Iterator[RenderableType]:
    """Every entry in a line under its kind, then the documents."""
    on = f" on {_day(found['on'])}" if found["on"] else ""
    yield OneLine(f"{words.count(len(found['entries']), 'entry', 'entries')} held{on}")
    for kind, title in KINDS.items():
        entries = [entry for entry in found["entries"] if entry["kind"] == kind]
        if entries:
            yield heading(title)
            yield indented(_table(entries))
    yield from section("Documents cited", (
        f"{d['code']}: {d['title']}, from {_day(d['since'])}. {d['note']}"
        for d in found["documents"]
    ))  # fmt: skip


def detailed(found: Data) -> Iterator[RenderableType]:
    """All that is held under one code."""
    on = f", on {_day(found['on'])}" if found["on"] else ""
    yield OneLine(f"{found.get('name', words.spoken(found['code']).capitalize())}{on}")
    if "name" in found:
        yield from _entry(found)
    yield from _rows("Rules and figures", found["rows"])
    if "name" in found:
        yield from _rows("Rules beside other entries", found["rules"])
        yield from section("Who it is for", (
            f"{words.sentence(c['reason'])} Otherwise {c.get('otherwise', 'not suitable')}."
            f" {_cite(c)}"
            for c in found["criteria"] if "reason" in c
        ))  # fmt: skip
        yield from section("Absences", map(_absence, found["attendance"]))
        yield from section("Where the guides disagree", map(words.sentence, found["conflicts"]))
        yield from section("Notes", map(words.sentence, found["notes"]))


def _table(entries: list[Data]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for entry in entries:
        since = ", ".join(
            f"{edition['document']} from {edition['since'][:4]}" for edition in entry["editions"]
        )
        state = entry["availability"]
        note = "" if state in (IN_FORCE, ALWAYS) else f" [{state}]"
        grid.add_row(line(entry["code"]), line(f"{entry['name']}{note} ({since})"))
    return grid


def _entry(found: Data) -> Iterator[RenderableType]:
    carried = f", carried by {words.listing(found['under'], 'or')}" if found["under"] else ""
    yield Text("")
    yield line(f"{found['kind'].capitalize()} {found['code']}{carried}: {found['availability']}.")
    for edition in found["editions"]:
        shown = " (shown here)" if edition["document"] == found["edition"] else ""
        yield item(f"Edition {edition['document']}, from {_day(edition['since'])}{shown}")
    serves = [words.spoken(name) for name in (*found["needs"], *found["purposes"])]
    if serves:
        yield item(f"Serves {words.listing(serves)}")
    if found["order_months"]:
        yield item(f"Asks for an order of at least {words.count(found['order_months'], 'month')}")
    yield from section("What is attended", map(_leg, found["legs"]))


def _leg(leg: Data) -> str:
    sessions, minutes = _bound(leg["sessions"]), _bound(leg["minutes"])
    dose = f"{sessions or 'number not stated'} x {minutes or 'length not stated:'} "
    dose += "minutes" if minutes else ""
    weekly = f", {_bound(leg['per_week'])} a week" if leg["per_week"] else ""
    if leg["every_days"]:
        weekly += f", {_bound(leg['every_days'])} days apart"
    if leg["gap_days"]:
        where = "before the first" if leg["stage"] == "before" else "after the last"
        weekly += f", {_bound(leg['gap_days'])} days {where} session"
    if leg["within_months"]:
        weekly += f", all within {words.count(leg['within_months'], 'month')}"
    modules = words.listing(f"{m['title']} ({m['sessions']})" for m in leg["modules"])
    held = f". Modules: {modules}" if modules else ""
    said = f"{leg['title']} ({leg['stage']}): {dose.strip().rstrip(':')}{weekly}{held}"
    note = f" {words.sentence(leg['note'])}" if leg["note"] else ""
    return f"{words.sentence(said)}{note} {_cite(leg)}"


def _rows(title: str, rows: list[Data]) -> Iterator[RenderableType]:
    if not rows:
        return
    yield heading(title)
    for row in rows:
        when = words.listing(f"{k} {_shown(v)}" for k, v in row["when"].items())
        keyed = f" ({when})" if when else ""
        yield item(
            f"{words.sentence(row['text'] or words.spoken(row['id']))}{keyed} "
            f"[{row['force']}, {row['strength']}; by date of {row['clock']}]"
        )
        for step in row["steps"]:
            yield item(_step(step, row["unit"]), depth=2)


def _step(step: Data, unit: str) -> str:
    marks = ["in force" if step["in_force"] else ""]
    marks += ["" if step["commenced"] else "no commencement seen"]
    said = ", ".join(mark for mark in marks if mark)
    value = _shown(step["value"], unit)
    note = f" {words.sentence(step['note'])}" if step["note"] else ""
    return f"from {_day(step['since'])}: {value}{f' ({said})' if said else ''}{note} {_cite(step)}"


def _shown(value: object, unit: str = "") -> str:
    if value is None:
        return "not known, or repealed"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, dict):
        return str(value)
    bound, of = _bound(value), words.spoken(unit)
    return f"{bound} {of.removesuffix('s') if bound == '1' else of}".strip()


def _bound(value: Value | Data) -> str:
    if not isinstance(value, dict):
        return ""
    return str(Bound(value["lowest"], value["highest"]))


def _absence(row: Data) -> str:
    allowed = "not stated" if row["allowed"] is None else f"{row['allowed']} per {row['per']}"
    caught = row["catch_up"] or "how they are made good is not stated"
    said = words.sentence(f"{row['leg']}: absences allowed {allowed}; {caught}")
    beyond = words.sentence(f"Beyond that: {row['beyond']}") if row["beyond"] else ""
    return " ".join(filter(None, (said, beyond, _cite(row))))


def _cite(row: Data) -> str:
    source = row.get("source", {})
    if isinstance(source, dict):
        source = source.values()
    checked = "" if row.get("verified", True) else ", unverified"
    return f"({' '.join(map(str, source))}{checked})"


def _day(iso: str) -> str:
    try:
        return words.day(date.fromisoformat(iso))
    except ValueError:
        return iso
