"""Which requirements and parts may stand together, each rule under a switch of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ortools.sat.python import cp_model

from models.facts import Facts
from optimiser.linear import Literal, total
from optimiser.model import Model
from optimiser.package_draft import FAMILIES, PackageDraft
from optimiser.reasons.asking import Answer, ask
from optimiser.reasons.choosing import Unpruned
from optimiser.reasons.dosage import DOSE
from optimiser.reasons.doses import beyond_the_order, unlawful_amount
from optimiser.reasons.standing import Key
from optimiser.solve import Effort, least


class Switched:
    """A model of which all that is posted is enforced under the switch set at the time.

    CP-SAT enforces clauses and linear rows only: at most one of some is written as a row.
    """

    def __init__(self) -> None:
        self.model = Model()
        self.switch: Literal | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model, name)

    def _under(self, posted: cp_model.Constraint) -> cp_model.Constraint:
        return posted if self.switch is None else posted.only_enforce_if(self.switch)

    def add(self, row: Any) -> cp_model.Constraint:
        return self._under(self.model.add(row))

    def add_bool_or(self, *literals: Any) -> cp_model.Constraint:
        return self._under(self.model.add_bool_or(*literals))

    def add_implication(self, one: Any, other: Any) -> cp_model.Constraint:
        return self._under(self.model.add_bool_or(one.negated(), other))

    def add_at_most_one(self, *literals: Any) -> cp_model.Constraint:
        return self._under(self.model.add(total(_flat(literals)) <= 1))

    def add_exactly_one(self, *literals: Any) -> cp_model.Constraint:
        return self._under(self.model.add(total(_flat(literals)) == 1))


def _flat(literals: tuple[Any, ...]) -> list[Any]:
    return list(literals[0]) if len(literals) == 1 and isinstance(literals[0], Iterable) else [
        *literals
    ]  # fmt: skip


class PackageRules(PackageDraft):
    """The package draft over everything, struck out or not, with what is learnt of its dates."""

    def __init__(self, facts: Facts, everything: Unpruned, keys: Sequence[Key]) -> None:
        super().__init__(facts, everything.found)
        self.switched = Switched()
        self.model: Any = self.switched
        self.never = self.switched.new_constant(0)
        self._chosen = {
            code: self.switched.new_bool_var(code)
            for code in (*everything.found.requirements, *everything.found.parts)
        }
        self.switches = {key: self.switched.new_bool_var(" ".join(key)) for key in keys}
        self._implied = self.switched.new_bool_var("asked for as what carries another")
        for post in FAMILIES:
            post(self)
        for code, strikes in everything.strikes.items():
            for strike in strikes:
                with self.because(*strike.key):
                    if code in self._chosen:
                        self.switched.add_bool_or(self._chosen[code].negated())

        for code in everything.found.requirements:
            # A centre's hours, and days that only parts need, are no amounts of their own here.
            forbidding = [key for key in unlawful_amount(facts, code) if key in self.switches]
            if forbidding:
                self.learn((code,), forbidding, ())
        beyond = beyond_the_order(facts)
        if beyond and "rar" in self._chosen and set(beyond) <= self.switches.keys():
            # Else each part that a RAR could carry would be named beside it.
            self.learn(("rar",), beyond, ())

    @contextmanager
    def because(self, rule: str, subject: str) -> Iterator[None]:
        """What is posted inside can be taken away, if the rule is one of those looked at."""
        switch = self.switches.get((rule, subject))
        if switch is None and rule == "availability.asked":
            switch = self._implied  # what carries a programme asked for follows from the programme
        before, self.switched.switch = self.switched.switch, switch
        try:
            yield
        finally:
            self.switched.switch = before

    def dosed(self, code: str, days: int) -> list[tuple[int, Literal]]:
        """The days of one part: one of them, and all the others while its dose holds."""
        switch = self.switches.get((DOSE, code))
        if switch is None or days < 2:
            return super().dosed(code, days)
        chosen, whole = self._chosen[code], self.switched.new_bool_var(f"the dose of {code}")
        self.switched.model.add_bool_or(whole, chosen.negated(), switch.negated())
        return [(1, chosen), (days - 1, whole)]

    def learn(self, codes: Iterable[str], keys: Iterable[Key], unless: Iterable[str]) -> None:
        """These codes have no dates while these rules hold, unless another is chosen beside."""
        self.switched.model.add_bool_or(
            *(self._chosen[code].negated() for code in codes),
            *(self.switches[key].negated() for key in keys),
            *(self._chosen[code] for code in unless),
        )

    def held_together(self, keys: Sequence[Key], effort: Effort) -> Answer:
        """Whether some package stands while these rules hold; else some that forbid it."""
        return ask(self.switched.model, [self.switches[key] for key in keys], effort)

    def smallest_package(self, keys: Sequence[Key], effort: Effort) -> frozenset[str] | None:
        """The fewest codes that may stand together while these rules hold."""
        work = self.switched.model.clone()
        for key in keys:
            work.add_bool_or(self.switches[key])
        found = least(work, (total(self._chosen.values()),), effort=effort)
        if found is None:
            return None
        return frozenset(code for code, lit in self._chosen.items() if found.is_true(lit))
