"""The package draft: one Boolean a requirement and a part, and what the law says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from models.case import Answer
from models.circumstances import age_at, holds
from models.dated import Bound, Ruling
from models.facts import Facts, PairRule
from models.sources import Force
from optimiser.aims.answering import answering_weights
from optimiser.amounts import band_keys, least_months, treatment_rulings
from optimiser.candidates import Candidate, Candidates
from optimiser.linear import Expression, Literal, total, weighted
from optimiser.model import Model
from optimiser.part_days import part_days, programme_days

PROGRAMME = "programme"
RULES_OF_PERIODS = {"custody-months": "order.custody", "operational-months": "order.length"}


class PackageDraft:
    """One Boolean for each requirement and part, asked in words."""

    def __init__(self, facts: Facts, found: Candidates) -> None:
        self.facts = facts
        self.found = found
        self.model = Model()
        self._chosen = {
            code: self.model.new_bool_var(code) for code in (*found.requirements, *found.parts)
        }
        self.never = self.model.new_constant(0)
        self.departures: dict[tuple[str, str], Literal] = {}
        self.proportionality: list[Literal] = []
        self.practice: list[Literal] = []

    def imposes(self, code: str) -> Literal:
        """Whether a requirement or part is chosen (never where it is no candidate)."""
        return self._chosen.get(code, self.never)

    def of_class(self, name: str) -> list[Literal]:
        """The Booleans of every candidate that is, or belongs to, the named class."""
        return [
            self._chosen[code]
            for code, candidate in {**self.found.requirements, **self.found.parts}.items()
            if code == name or name in candidate.entry.classes
        ]

    def departs(self, rule: str, subject: str, *, proportionality: bool = False) -> Literal:
        """The Boolean that a should is not kept; counted once per rule and subject."""
        key = (rule, subject)
        if key not in self.departures:
            literal = self.departures[key] = self.model.new_bool_var(f"departs {rule} {subject}")
            (self.proportionality if proportionality else self.practice).append(literal)
        return self.departures[key]

    def because(self, rule: str, subject: str) -> AbstractContextManager[None]:
        """What is posted inside stands on a rule; a draft made to explain can take it away."""
        return nullcontext()

    @property
    def chosen(self) -> dict[str, Literal]:
        return self._chosen

    def days_taken(self, carrier: str, each: Callable[[Candidate], int]) -> Expression:
        """The days that what stands under a requirement takes of it."""
        return weighted(
            term
            for code, candidate in self.found.parts.items()
            if candidate.carriers[0] == carrier
            for term in self.dosed(code, each(candidate))
        )

    def dosed(self, code: str, days: int) -> list[tuple[int, Literal]]:
        """The days of one part; a draft made to explain can take its dose away."""
        return [(days, self._chosen[code])]


def post_asked(draft: PackageDraft) -> None:
    """What the court asks for is imposed; at least one requirement is."""
    found = draft.found
    anything = [draft.chosen[code] for code in found.requirements]
    with draft.because("order.requirement", "order"):
        draft.model.add_bool_or(anything or [draft.never])
    asked = [
        code
        for ask in draft.facts.case.sentence.asks
        for code in (ask.requirement, *ask.programmes)
    ]
    for code in dict.fromkeys(asked):
        with draft.because("availability.asked", code):
            draft.model.add_bool_or(draft.imposes(code))


def post_order(draft: PackageDraft) -> None:
    """No order at all where the law of the date forbids one on the facts stated."""
    forbidden = unlawful_order(draft.facts)
    if forbidden is not None:
        parameter = forbidden.row.parameter
        with draft.because(RULES_OF_PERIODS.get(parameter, f"order.{parameter}"), "order"):
            draft.model.add_bool_or(draft.never)


def unlawful_order(facts: Facts) -> Ruling | None:
    """The ruling that forbids any order here: never imprisonable, too young, periods unlawful."""
    keys = band_keys(facts)
    punishable = facts.menu.ruling("order", "imprisonable", **keys)
    offences = facts.case.offences
    never = bool(offences) and all(offence.imprisonable is Answer.NO for offence in offences)
    if never and punishable is not None and punishable.value is True:
        return punishable
    sentence = facts.case.sentence
    for parameter, value in (
        ("age", age_at(facts.case)),
        ("custody-months", sentence.custody_months),
        ("operational-months", sentence.operational_months),
    ):
        ruling = facts.menu.ruling("order", parameter, **keys)
        if ruling is None or not isinstance(ruling.value, Bound) or value is None:
            continue
        if not ruling.value.holds(value):
            return ruling
    return None


def post_carried(draft: PackageDraft) -> None:
    """A part stands under a requirement; a requirement that only carries parts has one."""
    for code, part in draft.found.parts.items():
        draft.model.add(draft.imposes(part.carriers[0]) == 1).only_enforce_if(draft.chosen[code])
        for needed in part.entry.requires:
            if draft.facts.case.has_completed(needed) is not Answer.YES:
                with draft.because("sequence.requires", code):
                    draft.model.add_implication(draft.chosen[code], draft.imposes(needed))
    for code in draft.found.requirements:
        carried = [
            draft.chosen[part]
            for part, candidate in draft.found.parts.items()
            if candidate.carriers[0] == code
        ]
        if carried:
            draft.model.add(total(carried) >= draft.imposes(code))
        elif code == "programme" and not carried:
            draft.model.add(draft.imposes(code) == 0)


def post_punishment(draft: PackageDraft) -> None:
    """Where a punitive element is due: a requirement that serves punishment, or a fine."""
    facts = draft.facts
    due = facts.menu.ruling("order", "punitive-element", **band_keys(facts))
    if due is None or due.value is not True or facts.case.sentence.fine.value == "yes":
        return
    punishing = [
        draft.chosen[code]
        for code, candidate in draft.found.requirements.items()
        if "punishment" in {purpose.value for purpose in candidate.entry.purposes}
    ]
    with draft.because("order.punishment", "order"):
        draft.model.add_bool_or(punishing or [draft.never])


def post_number(draft: PackageDraft) -> None:
    """Low seriousness: in most cases one requirement (a should)."""
    facts = draft.facts
    row = facts.menu.band("order", "requirements", **band_keys(facts))
    if row is None or not isinstance(row.value, Bound) or row.value.highest is None:
        return
    counted = [draft.chosen[c] for c in draft.found.requirements if c != "electronic-monitoring"]
    departs = draft.departs("seriousness.number", "order", proportionality=True)
    draft.model.add(total(counted) <= int(row.value.highest)).only_enforce_if(departs.negated())


def post_suits(draft: PackageDraft) -> None:
    """A requirement that its guide keeps for another seriousness departs where it is chosen."""
    for code in draft.found.requirements:
        ruling = draft.facts.menu.band(code, "suits-seriousness", **band_keys(draft.facts))
        if ruling is not None and ruling.value is False:
            departs = draft.departs("seriousness.suits", code, proportionality=True)
            draft.model.add_implication(draft.chosen[code], departs)


def post_pairs(draft: PackageDraft) -> None:
    """Pair rules: never or not usually together; needs or is usually with; never alone."""
    for pair in draft.facts.menu.pairs:
        if all(holds(name, draft.facts.case) for name in pair.when):
            with draft.because(pair.id, pair.first):
                _post_pair(draft, pair)


def _post_pair(draft: PackageDraft, pair: PairRule) -> None:
    firsts, seconds = draft.of_class(pair.first), draft.of_class(pair.second)
    must = pair.ruling.row.force is Force.MUST
    if not firsts or pair.ruling.row.force is Force.MAY:
        return
    kept = [] if must else [draft.departs(pair.id, pair.first).negated()]
    if pair.relation in ("never-together", "not-usually-together"):
        for first in firsts:
            for second in seconds:
                if first.index != second.index:
                    draft.model.add_bool_or(first.negated(), second.negated()).only_enforce_if(kept)
        return
    if pair.relation == "never-alone":
        seconds += [
            draft.chosen[code]
            for code, candidate in {**draft.found.requirements, **draft.found.parts}.items()
            if candidate.entry.kind.value == "programme" or candidate.entry.stream == "treatment"
        ]
    for first in firsts:
        others = [second for second in seconds if second.index != first.index]
        draft.model.add_bool_or(*others, first.negated()).only_enforce_if(kept)


def post_rar_days(draft: PackageDraft) -> None:
    """RAR days inside the OGRS row (a should); parts need no more days than the law allows."""
    facts = draft.facts
    if "rar" not in draft.found.requirements:
        return
    days = draft.days_taken("rar", part_days)
    ask = facts.case.ask_for("rar")
    band = facts.menu.band("rar", "days", **band_keys(facts))
    if ask is not None and ask.terms.days is not None:
        with draft.because("rar.days", "rar"):
            draft.model.add(days <= ask.terms.days)
        row = band.value if band is not None else None
        if isinstance(row, Bound) and not row.holds(ask.terms.days):
            departs = draft.departs("seriousness.rar-days", "rar", proportionality=True)
            draft.model.add(departs == 1)
        return
    if band is not None and isinstance(band.value, Bound) and band.value.highest is not None:
        departs = draft.departs("seriousness.rar-days", "rar", proportionality=True)
        draft.model.add(days <= int(band.value.highest)).only_enforce_if(departs.negated())


def post_programme_days(draft: PackageDraft) -> None:
    """The programmes take no more days than the court gave, a day for each session (a must)."""
    ask = draft.facts.case.ask_for(PROGRAMME)
    if ask is None or ask.terms.days is None:
        return
    days = draft.days_taken(PROGRAMME, programme_days)
    with draft.because("programme.days", PROGRAMME):
        draft.model.add(days <= ask.terms.days)


def post_treatment_months(draft: PackageDraft) -> None:
    """Treatment as long as a guide gives the need, or one it may be (a should)."""
    facts = draft.facts
    for code, candidate in draft.found.requirements.items():
        bounds = [ruling.value for ruling in treatment_rulings(facts, code)]
        if candidate.entry.stream != "treatment" or not bounds:
            continue
        months = candidate.asked.terms.months if candidate.asked is not None else None
        if months is None:
            months = least_months(facts, code)
        if months is None or any(not isinstance(b, Bound) or b.holds(months) for b in bounds):
            continue
        departs = draft.departs("seriousness.treatment-months", code, proportionality=True)
        draft.model.add_implication(draft.chosen[code], departs)


FAMILIES = (
    post_order,
    post_asked,
    post_carried,
    post_punishment,
    post_number,
    post_suits,
    post_pairs,
    post_rar_days,
    post_programme_days,
    post_treatment_months,
)


def fixed_outside_band(facts: Facts, found: Candidates) -> Iterator[str]:
    for code, candidate in found.requirements.items():
        if candidate.asked is not None:
            for unit, value in candidate.asked.terms.items():
                band = facts.menu.band(code, unit.replace("_", "-"), **band_keys(facts))
                outside = (
                    band is not None
                    and isinstance(band.value, Bound)
                    and not band.value.holds(value)
                )
                if outside and code != "rar":
                    yield code
                    break


def answering(draft: PackageDraft) -> Expression:
    """Purposes nothing serves, then linked needs nothing addresses, weighed in order of risk."""
    purposes, needs = answering_weights(draft.facts.case)
    missed: list[tuple[int, Literal]] = []
    everything = {**draft.found.requirements, **draft.found.parts}
    for wanted, weight, served in (
        *((p, w, "purposes") for p, w in purposes.items()),
        *((n, w, "needs") for n, w in needs.items()),
    ):
        serving = [
            draft.chosen[code]
            for code, candidate in everything.items()
            if wanted in getattr(candidate.entry, served)
        ]
        unmet = draft.model.new_bool_var(f"unmet {wanted.value}")
        draft.model.add_bool_or(*serving, unmet)
        missed.append((weight, unmet))
    return weighted(missed)
