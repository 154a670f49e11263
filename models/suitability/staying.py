"""What an entry asks of the address it is at, apart from any other."""

from __future__ import annotations

from models.entry import Entry
from models.suitability.addresses import AddressCheck
from models.suitability.stated import Stated


def asked_of_address(entry: Entry) -> tuple[Stated, AddressCheck] | None:
    """The criterion of an entry that looks at addresses, and its test; None where none does."""
    for criterion in entry.criteria:
        if isinstance(criterion, Stated) and isinstance(criterion.check, AddressCheck):
            return criterion, criterion.check
    return None
