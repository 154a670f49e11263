"""Where a figure or a rule comes from, and how strongly it is meant."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


class Force(Enum):
    """The modal verb of a rule: a must binds, a should costs a departure, a may refers."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Strength(Enum):
    """Who says so: from statute down to our own assumption."""

    STATUTE = "statute"
    GUIDELINE = "guideline"
    GUIDE = "guide"
    LOCAL = "local"
    ASSUMPTION = "assumption"


@frozen(order=True)
class Source:
    """A document of the catalogue's `documents.toml` and the section or heading in it."""

    document: str
    section: str

    def __str__(self) -> str:
        return f"{self.document} {self.section}"


@frozen
class Document:
    """A guide, statute or guideline that figures are cited from.

    `since` is the day from which its statements speak; editions are put in that order.
    """

    code: str
    title: str
    since: object
    note: str = ""
