"""Who an entry is for: the base of every criterion. The vocabulary is in `models.suitability`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.case import Case
    from models.findings import Finding, Reason


class Criterion(Protocol):
    """One condition of suitability, read from a catalogue file."""

    def reason(self, case: Case, others: Mapping[str, Finding]) -> Reason | None:
        """Why the case does not plainly meet it; None where it does.

        `others` are the findings already made for other entries (for criteria that turn on
        another entry's finding).
        """
        ...
