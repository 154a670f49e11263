"""The smallest set of rules and facts that cannot hold together.

The choice of a package is one small model with a switch a rule. Each package it lets stand is
tried for dates; one that has none is a conflict of few codes and few rules, which the model learns
(logic-based Benders: J. N. Hooker and G. Ottosson, Mathematical Programming 96, 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import inf

from attrs import frozen

from models.facts import Facts
from optimiser.candidates import CARRIERS, Candidates, candidates
from optimiser.lasting import MONITORING, OPEN_ENDED, open_ended, own_months
from optimiser.outline import terms_of
from optimiser.reasons import choosing, dosage, doses, timing
from optimiser.reasons.dates import Dates
from optimiser.reasons.elsewhere import nearest
from optimiser.reasons.minimal import smallest
from optimiser.reasons.offered import bars, is_dated, offered
from optimiser.reasons.package_rules import PackageRules
from optimiser.reasons.standing import Key, Standing
from optimiser.solve import Effort

EFFORT = 10.0
OFFERED = "places.offered"
LEAST_TELLING: Key = ("order.requirement", "order")


@frozen
class Conflict:
    """Codes that have no dates in one order while these rules hold."""

    codes: frozenset[str]
    keys: tuple[Key, ...]


class Conflicts:
    """What of a case can hold together, and what cannot."""

    def __init__(
        self, facts: Facts, found: Candidates | None = None, effort: Effort | None = None
    ) -> None:
        self.facts = facts
        self.effort = effort or Effort(EFFORT)
        self._everything = choosing.unpruned(facts, found or candidates(facts))
        self.standings = _standings(facts, self._everything)
        self._dates = Dates(facts, self._everything, tuple(self.standings.values()), self.effort)
        self._rules = self._fresh()

    def _fresh(self) -> PackageRules:
        rules = PackageRules(self.facts, self._everything, tuple(self.standings))
        if timing.LENGTH in self.standings and timing.MONTHS in self.standings:
            # A length the law does not allow holds nothing, whatever its dates.
            rules.learn((), (timing.MONTHS, timing.LENGTH), ())
        return rules

    def possible(self, held: Iterable[Key]) -> bool:
        """Whether some package with dates exists while just these rules hold."""
        return self._possible(self._rules, tuple(held))

    def smallest(self, held: Sequence[Key] | None = None) -> tuple[Key, ...]:
        """The smallest set found among these rules (all, unless given); empty if they can hold.

        What is asked says more than that an order holds something, where either would do.
        """
        keys = tuple(self.standings) if held is None else tuple(held)
        telling = tuple(key for key in keys if key != LEAST_TELLING)
        return self._smallest(telling) or self._smallest(keys)

    def _smallest(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        while True:
            answer = self._rules.held_together(keys, self.effort)
            if not answer.possible:
                core = [keys[place] for place in answer.core]
                return tuple(smallest(core, self.possible))
            if self._dated(self._rules, keys):
                return ()

    def verified(self, keys: Sequence[Key]) -> bool:
        """Together impossible, and possible without any one: asked anew, with nothing learnt."""
        if self._possible(self._fresh(), tuple(keys)):
            return False
        return all(
            self._possible(self._fresh(), tuple(other for other in keys if other != key))
            for key in keys
        )

    def _possible(self, rules: PackageRules, held: tuple[Key, ...]) -> bool:
        while rules.held_together(held, self.effort).possible:
            if self._dated(rules, held):
                return True
        return False

    def _dated(self, rules: PackageRules, held: tuple[Key, ...]) -> bool:
        """Whether the smallest package that may stand has dates; if not, why not is learnt."""
        package = rules.smallest_package(held, self.effort)
        if package is None:
            return False
        to_date = frozenset(code for code in package if self._to_date(code, held))
        conflict = self._conflict(package, to_date, held)
        if conflict is None:
            return True
        # An order of requirements with months alone ends with the last: not so beside others.
        others = self._longest(self._everything.found.requirements, conflict.codes)
        unless = frozenset() if others & package else others
        # Nor does one that may follow another begin in time only by today, where both are there.
        rules.learn(conflict.codes, conflict.keys, unless | self._preceding(conflict.codes))
        return False

    def _to_date(self, code: str, held: tuple[Key, ...]) -> bool:
        entry = self.facts.menu.entries[code]
        if code in CARRIERS:
            return False
        if not is_dated(entry):
            return code in self._everything.found.requirements
        return (OFFERED, code) in held

    def _conflict(
        self, package: frozenset[str], to_date: frozenset[str], held: tuple[Key, ...]
    ) -> Conflict | None:
        """The fewest codes of the package that have no dates together: one, two, then all.

        Mostly the whole has dates, and a little effort shows it: that spares all smaller drafts.
        """
        whole = self._carried(to_date, package)
        longer = self._longer(package, whole)
        if not whole or self._dates.soon_found(whole, held, longer=longer):
            return None
        for number in (1, 2):
            for some in combinations(sorted(to_date), number):
                codes = self._carried(frozenset(some), package)
                beside = self._longer(package, codes)
                if codes != whole and not self._dates.possible(codes, held, longer=beside):
                    return self._least(codes, held, beside)
        if self._dates.possible(whole, held, longer=longer):
            return None
        return self._least(whole, held, longer)

    def _carried(self, codes: frozenset[str], package: frozenset[str]) -> frozenset[str]:
        """The codes with the requirements that carry them, and what has to be over before them."""
        codes |= self._preceding(codes) & package
        parts = self._everything.found.parts
        carriers = (
            next(carrier for carrier in parts[code].carriers if carrier in package)
            for code in codes
            if code in parts
        )
        return codes | frozenset(carriers)

    def _preceding(self, codes: frozenset[str]) -> frozenset[str]:
        """What else has to be over before any of the codes begins."""
        found = frozenset(one for code in codes for one in self._dates.preceding(code))
        return found - codes

    def _longer(self, package: frozenset[str], codes: frozenset[str]) -> bool:
        """Whether something in it lets the order last beyond what the codes alone would."""
        return not self._longest(package, codes).isdisjoint(package)

    def _longest(self, among: Iterable[str], codes: frozenset[str]) -> frozenset[str]:
        """What lasts as long as the order, and other requirements longer than any of the codes."""
        known = self._everything.found.requirements
        most = max((self._lasts(code) for code in codes if code in known), default=0)
        return frozenset(
            code
            for code in among
            if code in OPEN_ENDED
            or (code in known and code not in codes and self._lasts(code) > most)
        )

    def _lasts(self, code: str) -> float:
        """The months of a requirement of its own; a tag without any lets no order last longer."""
        terms = terms_of(self.facts, self._everything.found.requirements[code])
        if code == MONITORING and not terms.months:
            return 0
        return inf if open_ended(self.facts, {code: terms}) else own_months(self.facts, code, terms)

    def _least(self, codes: frozenset[str], held: tuple[Key, ...], longer: bool) -> Conflict:
        relevant = [key for key in self._dates.relevant(codes) if key in held]
        keys = smallest(
            relevant, lambda some: self._dates.possible(codes, some, longer=longer)
        )
        dated = [(OFFERED, code) for code in codes if (OFFERED, code) in self.standings]
        return Conflict(codes, (*keys, *(key for key in dated if key in held)))


def _standings(facts: Facts, everything: choosing.Unpruned) -> dict[Key, Standing]:
    """Every rule and fact looked at, by its key, those that are changed most readily last."""
    strikes = [strike for each in everything.strikes.values() for strike in each]
    codes = (*everything.found.requirements, *everything.found.parts)
    entries = [facts.menu.entries[code] for code in codes]
    provided = [offered(facts, entry) for entry in entries if is_dated(entry)]
    listed = [
        *choosing.standings(facts),
        *strikes,
        *timing.standings(facts),
        *doses.standings(facts),
        *dosage.standings(facts, [entry for entry in entries if is_dated(entry)]),
        *bars(facts),
        *nearest(facts, entries),
        *provided,
    ]
    return {one.key: one for one in listed}
