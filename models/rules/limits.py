"""The limits an officer sets beside the law: by when all is to be over."""

from __future__ import annotations

from collections.abc import Iterator

from models.facts import Facts
from models.fault import Fault
from models.package import Package
from models.rules.rule import Rule, case_fact, found
from models.rules.sentences import day_of, when


def finish_by(package: Package, facts: Facts) -> Iterator[Fault]:
    """The order, and every session in it, ends by the day the officer wants an end."""
    limit = facts.case.limits.finish_by
    if limit is None:
        return
    sentences = [
        f"{session.title} on {when(session)}: to be over by {day_of(limit)}."
        for session in package.sessions
        if session.day > limit
    ]
    if package.order.end > limit:
        said = f"An order that ends on {day_of(package.order.end)}"
        sentences.insert(0, f"{said}: to be over by {day_of(limit)}.")
    yield from found("limits.finish-by", "order", case_fact("limits.finish_by"), sentences)


RULES = (Rule("limits.finish-by", finish_by),)
