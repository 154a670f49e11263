"""Case + menu + timetable: all that a rule or the optimiser may know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from models.avoided import Avoided
from models.case import Case
from models.dated import Bound, Ruling
from models.entry import Entry
from models.findings import Finding
from models.timetable import Group, Timetable


@frozen
class PairRule:
    """How two classes of entry stand to each other in one order (`pairs.toml`).

    `relation`: "never-together", "not-usually-together", "needs" (first only beside second),
    "usually-with" (first usually beside second), "never-alone" (first never without another
    programme or treatment, nor anything of second). `when` names facts that switch the rule on.
    """

    id: str
    first: str
    second: str
    relation: str
    ruling: Ruling
    when: tuple[str, ...] = ()


@frozen
class SequenceRule:
    """Which of two classes comes first (`sequences.toml`).

    `relation`: "before" (the first class ends before the second begins), "not-before" (the first
    class does not begin before the second begins), "with-or-before" (the first begins no later
    than the second), "early" (begins within `days` of the start).
    """

    id: str
    first: str
    second: str
    relation: str
    ruling: Ruling
    days: int | None = None
    when: tuple[str, ...] = ()


@frozen
class Menu:
    """What the catalogue offers on this case's dates.

    `rulings` are all rows in force, `entries` the entries in their latest edition, `editions`
    entries by (code, document) for groups that name an edition.
    """

    rulings: tuple[Ruling, ...]
    entries: Mapping[str, Entry]
    editions: Mapping[tuple[str, str], Entry] = field(factory=dict)
    pairs: tuple[PairRule, ...] = ()
    sequences: tuple[SequenceRule, ...] = ()
    assumptions: tuple[str, ...] = ()

    def ruling(self, subject: str, parameter: str, **when: object) -> Ruling | None:
        """The ruling for a parameter of a subject whose `when` keys all hold.

        A key holding a `Bound` is met by a number inside it, any other by equality. The first in
        file order wins; seams (values in two bands) therefore take the lower band.
        """
        return next(iter(self._of(subject, parameter, when)), None)

    def band(self, subject: str, parameter: str, **when: object) -> Ruling | None:
        """The first ruling keyed to the case (seriousness, OGRS, ...) whose keys all hold."""
        return next((r for r in self._of(subject, parameter, when) if _of_case(r)), None)

    def floors(self, subject: str, parameter: str, **when: object) -> tuple[Ruling, ...]:
        """The rulings of a parameter that hold for every case with this kind of order."""
        return tuple(r for r in self._of(subject, parameter, when) if not _of_case(r))

    def _of(self, subject: str, parameter: str, when: Mapping[str, object]) -> list[Ruling]:
        held = self._by_parameter.get((subject, parameter), ())
        return [ruling for ruling in held if _keyed(ruling.row.when, when)]

    @cached_property
    def _by_parameter(self) -> Mapping[tuple[str, str], list[Ruling]]:
        found: dict[tuple[str, str], list[Ruling]] = {}
        for ruling in self.rulings:
            found.setdefault((ruling.row.subject, ruling.row.parameter), []).append(ruling)
        return found

    def bound(self, subject: str, parameter: str, **when: object) -> Bound | None:
        """The bound a ruling sets, or None where there is none or it is unset."""
        ruling = self.ruling(subject, parameter, **when)
        return ruling.value if ruling is not None and isinstance(ruling.value, Bound) else None


def _of_case(ruling: Ruling) -> bool:
    """Whether a row is keyed to more than the kind of order."""
    return any(name != "kind" for name, _ in ruling.row.when)


def _keyed(keys: tuple[tuple[str, str | Bound], ...], facts: Mapping[str, object]) -> bool:
    for name, wanted in keys:
        value = facts.get(name)
        if isinstance(wanted, Bound):
            if not isinstance(value, int | float) or not wanted.holds(value):
                return False
        elif value != wanted:
            return False
    return True


@frozen
class Facts:
    """All that is known: nothing outside it may enter a rule or a draft.

    `avoided` is no fact of the case: times at which a part, by its code, is not to be attended in
    one question alone. `attended_in` is, by programme, the one group that an officer wishes for:
    the timetable stays what it is.
    """

    case: Case
    menu: Menu
    timetable: Timetable
    findings: Mapping[str, Finding]
    avoided: Mapping[str, Avoided] = field(factory=dict)
    attended_in: Mapping[str, str] = field(factory=dict)

    @property
    def today(self) -> date:
        return self.case.today

    def may_choose(self, group: Group) -> bool:
        """Whether no other group of its programme is wished for."""
        return self.attended_in.get(group.programme, group.id) == group.id

    def entry(self, code: str, edition: str = "") -> Entry:
        """An entry, in the edition a timetable's group names, else the latest."""
        if edition and (code, edition) in self.menu.editions:
            return self.menu.editions[code, edition]
        return self.menu.entries[code]

    def home_minutes(self, venue: str) -> int:
        """One-way minutes from home: the case's own, else the venue's by area, else default."""
        if venue in self.case.travel:
            return self.case.travel[venue]
        by_area = self.timetable.venues[venue].home_minutes
        return by_area.get(self.case.person.area, self.timetable.default_home_minutes)
