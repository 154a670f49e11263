"""What can be wrong with what we are given, said in sentences.

Infeasible is not here: a case for which no package exists has an answer, an `Impasse`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import frozen


@frozen
class Complaint:
    """One mistake in one file: where it stands, what stood there, and what is wrong with it.

    `path` is the place inside the file as `$.commitments[1].shifts[0].end`; `value` is what
    stood there, or None where something is missing.
    """

    file: str
    path: str
    value: object
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path}: {self.message}"


class SentencePackagesError(Exception):
    """The root of everything this product raises on purpose."""


class InvalidInput(SentencePackagesError):
    """One or more files could not be taken; carries every complaint, not only the first."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


@contextmanager
def noting(complaints: list[Complaint]) -> Iterator[None]:
    """Take down what is wrong with what is read inside, so that the rest is read as well."""
    try:
        yield
    except InvalidInput as mistakes:
        complaints += mistakes.complaints


class InternalDisagreement(SentencePackagesError):
    """The model and the plain rules disagree about a package: never shown as an answer."""
