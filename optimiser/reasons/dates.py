"""Whether some codes can be given dates while some rules hold and all others are taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from models.case import Answer, Ask
from models.entry import Delivery
from models.facts import Facts
from models.sources import Force
from models.timetable import Run
from optimiser.amounts import longest_months
from optimiser.build import horizon_of
from optimiser.candidates import Candidate, Candidates
from optimiser.constraints import (
    attendance,
    curfew,
    detox,
    load,
    months,
    sequence,
    treatment,
    unpaid_work,
)
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.horizon import Horizon
from optimiser.laying import lay_out
from optimiser.offering import offer_curfew, offer_detox, offer_groups, streams_of
from optimiser.open_runs import OpenRuns
from optimiser.outline import Outline, outlines
from optimiser.provision import givers, leg_givers, projects
from optimiser.reasons.asking import ask
from optimiser.reasons.choosing import Unpruned
from optimiser.reasons.standing import Key, Standing, as_it_is
from optimiser.solve import Effort, Exhausted

MUSTS = (
    months.post,
    load.post,
    attendance.post,
    treatment.post,
    detox.post,
    unpaid_work.post,
    sequence.post,
    curfew.post,
)
OF_THE_CHOICE = (
    ("order", "age"),
    ("order", "imprisonable"),
    ("order", "punitive-element"),
    ("unpaid-work", "start-days"),
    ("unpaid-work", "weekly"),
    ("unpaid-work", "intensive-days"),
)
FIRM = "clashes.firm"
YEAR = 12

# Deterministic seconds in which dates of a whole package are found where there are any, mostly.
SOON = 0.6


class Dates:
    """Feasibility drafts of a few codes at a time: no aims, no costs, no officer's contact.

    Contact is left out because nothing of it must be: its standards are departed from at a cost.
    """

    def __init__(
        self, facts: Facts, everything: Unpruned, standings: Sequence[Standing], effort: Effort
    ) -> None:
        self._facts = facts
        self._everything = everything
        self._standings = [one for one in standings if one.lift is not as_it_is]
        self._effort = effort
        self._found: dict[tuple[frozenset[str], frozenset[Key], bool], bool] = {}
        self._runs: dict[tuple[str, tuple[str, ...], frozenset[Key]], tuple[Run, ...]] = {}
        self._open = OpenRuns(facts)
        self._lasting = _open_ended(everything)
        self._days: dict[frozenset[Key], Days] = {}

    def relevant(self, codes: frozenset[str]) -> list[Key]:
        """The rules that can touch the dates of these codes, or of what they require."""
        entries = self._facts.menu.entries
        required = (needed for code in codes for needed in entries[code].requires)
        touched = codes.union(required)
        return [one.key for one in self._standings if one.touches(touched)]

    def possible(self, codes: frozenset[str], held: Iterable[Key], *, longer: bool) -> bool:
        """Whether all the codes can be dated in one order while these rules hold.

        `longer`: something beside them lets the order last beyond the longest of their own months.
        """
        relevant = frozenset(self.relevant(codes))
        key = codes, relevant & frozenset(held), longer
        if key not in self._found:
            self._found[key] = self._ask(codes, relevant - key[1], longer, self._effort)
        return self._found[key]

    def soon_found(self, codes: frozenset[str], held: Iterable[Key], *, longer: bool) -> bool:
        """Whether a little effort finds such dates: where it does not, nothing is known."""
        relevant = frozenset(self.relevant(codes))
        key = codes, relevant & frozenset(held), longer
        if key not in self._found:
            little = Effort(min(SOON, self._effort.left))
            before = little.left
            try:
                self._found[key] = self._ask(codes, relevant - key[1], longer, little)
            except Exhausted:
                return False
            finally:
                self._effort.left -= before - little.left
        return self._found[key]

    def _ask(
        self, codes: frozenset[str], away: frozenset[Key], longer: bool, effort: Effort
    ) -> bool:
        facts = self._facts
        for one in self._standings:
            if one.key in away:
                facts = one.lift(facts)
        facts = bare(facts)
        found = self._candidates(facts, codes, away)
        if found is None:
            return False
        outline = next(outlines(asking(facts, found), found, beside=longer), None)
        if outline is None:
            return False
        if longer and self._lasting is not None:
            outline = evolve(outline, requirements=(*outline.requirements, self._lasting))
        firm = frozenset(key for key in away if key[0] == FIRM)
        days = self._days.setdefault(firm, Days(facts))
        draft = musts_of(Draft(facts, outline, _horizon(facts, outline), days))
        return draft is not None and ask(draft.model, (), effort).possible

    def _candidates(
        self, facts: Facts, codes: frozenset[str], away: frozenset[Key]
    ) -> Candidates | None:
        """The codes as candidates with all they are open to; None where one is open nowhere."""
        whole = self._everything.found
        requirements: dict[str, Candidate] = {}
        parts: dict[str, Candidate] = {}
        for code, candidate in {**whole.requirements, **whole.parts}.items():
            if code not in codes:
                continue
            entry = facts.menu.entries[code]
            ask = facts.case.ask_for(code)
            if code in whole.parts:
                within = tuple(carrier for carrier in candidate.carriers if carrier in codes)
                entry = evolve(entry, requires=tuple(one for one in entry.requires if one in codes))
                runs = self._runs_of(facts, code, codes, away)
                parts[code] = Candidate(entry, candidate.finding, None, within, runs)
                if not runs and not _given_alone(facts, parts[code]):
                    return None
            else:
                centre = entry.stream == "attendance-centre"
                runs = self._runs_of(facts, code, codes, away) if centre else ()
                requirements[code] = Candidate(entry, candidate.finding, ask, runs=runs)
                if not _open(facts, requirements[code]):
                    return None
        return Candidates(requirements, parts, ())

    def preceding(self, code: str) -> tuple[str, ...]:
        """What has to be over before it begins wherever both are in one order."""
        return self._open.preceding(self._facts.menu.entries[code])

    def _runs_of(
        self, facts: Facts, code: str, codes: frozenset[str], away: frozenset[Key]
    ) -> tuple[Run, ...]:
        entry = self._facts.menu.entries[code]
        grouped = entry.main is not None and entry.main.delivery is Delivery.GROUP
        if not grouped and entry.stream != "attendance-centre":
            return ()
        # Nearly any rule may open or close a run: one that meets firm time gives way to one that
        # doesn't, and what has to come first lets later ones be looked at. That itself is never
        # taken away here: without it there would be fewer.
        ahead = tuple(one for one in self.preceding(code) if one in codes)
        if (code, ahead, away) not in self._runs:
            menu = evolve(facts.menu, sequences=self._facts.menu.sequences)
            self._runs[code, ahead, away] = OpenRuns(evolve(facts, menu=menu)).of(entry, ahead)
        return self._runs[code, ahead, away]


def _open_ended(everything: Unpruned) -> Candidate | None:
    """A requirement that lasts as long as the order does and asks nothing else."""
    some = next(iter(everything.found.requirements.values()), None)
    if some is None:
        return None
    return evolve(some, entry=evolve(some.entry, code="supervision", stream="", legs=(), units=()))


def _given_alone(facts: Facts, part: Candidate) -> bool:
    main = part.entry.main
    if main is None or main.delivery is Delivery.GROUP:
        return False
    return bool(leg_givers(facts, main, part.code))


def _open(facts: Facts, requirement: Candidate) -> bool:
    stream = requirement.entry.stream
    if stream == "treatment":
        return bool(givers(facts, requirement.code))
    if stream == "unpaid-work":
        return bool(projects(facts))
    return stream != "attendance-centre" or bool(requirement.runs)


def _horizon(facts: Facts, outline: Outline) -> Horizon:
    """As long as these codes could need, and a year where the law lets an order last as long.

    Other requirements of a whole package may let the order last longer than these alone would.
    """
    needed = horizon_of(facts, outline)
    return Horizon(facts.today, max(needed.months, min(YEAR, longest_months(facts))))


def bare(facts: Facts) -> Facts:
    """The facts without what only the choice of a package, or its pace, rests on.

    What the court asks keeps its amounts and its excluded areas.
    """
    menu = facts.menu
    rulings = tuple(
        ruling
        for ruling in menu.rulings
        if (ruling.row.subject, ruling.row.parameter) not in OF_THE_CHOICE
        or (ruling.row.force is Force.MUST and ruling.row.subject != "order")
    )
    sentence = evolve(facts.case.sentence, rules_out=(), purposes=(), fine=Answer.YES)
    return evolve(
        facts,
        menu=evolve(menu, rulings=rulings, pairs=()),
        case=evolve(facts.case, sentence=sentence),
    )


def asking(facts: Facts, found: Candidates) -> Facts:
    """The facts with just these candidates asked for, so that one outline holds them all."""
    asks = [Ask(code) for code in found.requirements]
    asks[0] = evolve(asks[0], programmes=tuple(found.parts))
    sentence = evolve(facts.case.sentence, asks=tuple(asks))
    return evolve(facts, case=evolve(facts.case, sentence=sentence))


def musts_of(draft: Draft) -> Draft | None:
    """The draft with what must be; None where something in it can be had at no time."""
    facts = draft.facts
    if not offer_groups(draft):
        return None
    for stream in streams_of(draft):
        if stream.part != "contact":
            draft.offer(stream)
    offer_detox(draft)
    nights = offer_curfew(draft)
    if nights and not all(draft.curfew_windows.values()):
        return None
    lay_out(draft, load.most_a_day(facts), nights, costed=False)
    for post in MUSTS:
        post(draft)
    return draft
