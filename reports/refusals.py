"""Everything not offered, with the reason and its source: half of what an officer asks."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from models.entry import EntryKind
from models.facts import Facts
from optimiser.results import NotOffered
from reports import naming, words
from reports.screen import heading, item, line

GROUPS = (
    (EntryKind.REQUIREMENT, "Requirements"),
    (EntryKind.PROGRAMME, "Programmes"),
    (EntryKind.INTERVENTION, "Activities and interventions"),
    (None, "Other"),
)


def not_offered(found: tuple[NotOffered, ...], facts: Facts) -> Iterator[RenderableType]:
    """By kind of entry, entries of one and the same reason together."""
    if not found:
        return
    yield heading("Not offered, and why")
    kinds = dict(GROUPS)
    for kind, title in GROUPS:
        rows = [row for row in found if _kind(row.code, facts, kinds) == kind]
        if rows:
            yield line(title, "bold")
        for text in together(rows):
            yield item(text)


def together(rows: list[NotOffered]) -> Iterator[str]:
    """
    One line a set of reasons: names that share all their reasons stand in one line, in the order
    in which the first of them came.
    """
    reasons: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in rows:
        said = reasons.setdefault(row.code, [])
        text = because(row)
        if text not in said:
            said.append(text)
        names.setdefault(row.code, words.plain(row.name) or row.code)
    shared: dict[str, list[str]] = {}
    for code, said in reasons.items():
        shared.setdefault(" ".join(said), []).append(names[code])
    for text, holders in shared.items():
        yield f"{'; '.join(holders)}: {text}"


def because(row: NotOffered) -> str:
    """The sentence with its source."""
    return f"{words.sentence(words.plain(row.sentence))} {naming.cited(row.source, row.verified)}"


def _kind(code: str, facts: Facts, kinds: dict[EntryKind | None, str]) -> EntryKind | None:
    entry = facts.menu.entries.get(code)
    return entry.kind if entry and entry.kind in kinds else None
