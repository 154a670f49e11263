"""Why, as JSON has it: no text that is not in the words of the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.package import PlannedSession
from optimiser.dating import Dated
from optimiser.reasons.minutes import Avoiding
from optimiser.reasons.not_this import NotThis
from optimiser.reasons.why import Why
from optimiser.results import Clash, Hindrance
from optimiser.wishing import Contrast
from reports.json_report import (
    SCHEMA,
    clash_dict,
    hindrance_dict,
    impasse_dict,
    measures_dict,
    refusal_dict,
)
from reports.package_data import Data
from reports.wishes_data import wishes_dict


def answered(found: Why) -> Data:
    """The whole answer; what was not asked or not found is null."""
    return {
        "schema": SCHEMA,
        "inputs": dict(found.inputs),
        "wishes": wishes_dict(found.wishes) if found.wishes else None,
        "exhausted": found.exhausted,
        "measures": measures_dict(found.best.measures) if found.best is not None else None,
        "not": _not_this(found.not_this) if found.not_this is not None else None,
        "not_without_wishes": found.without_wishes,
        "minutes": [_avoiding(one, _sessions(found.best)) for one in found.minutes],
        "impasse": impasse_dict(found.impasse) if found.impasse is not None else None,
        "warnings": list(found.warnings),
    }


def _not_this(found: NotThis) -> Data:
    return {
        "code": found.code,
        "name": found.name,
        "taken": found.taken,
        "reasons": [refusal_dict(row) for row in found.reasons],
        "rules": _rules(found.rules),
        "costs": _costs(found.costs),
        "proved": found.proved,
        "unproved": [aim.value for aim in found.unproved],
        "exhausted": found.exhausted,
        "codes": list(found.package.codes) if found.package is not None else None,
        "either_way": found.either_way,
        "unsettled": [
            {"sentence": reason.sentence, "facts": list(reason.facts)} for reason in found.unsettled
        ],
    }


def _sessions(best: Dated | None) -> dict[str, PlannedSession]:
    return {one.id: one for one in best.package.sessions} if best is not None else {}


def _avoiding(found: Avoiding, sessions: Mapping[str, PlannedSession]) -> Data:
    return {
        "part": found.part,
        "minutes": found.minutes,
        "clashes": [_clash(clash, sessions.get(clash.session)) for clash in found.clashes],
        "costs": _costs(found.costs),
        "rules": _rules(found.rules),
        "proved": found.proved,
        "exhausted": found.exhausted,
        "asked": found.asked or None,
    }


def _clash(clash: Clash, session: PlannedSession | None) -> Data:
    """What takes and what is taken from; a night of curfew has no title, number or venue."""
    return {
        **clash_dict(clash),
        "title": session.title if session is not None else None,
        "number": session.number if session is not None else None,
        "venue": session.venue if session is not None else None,
        "start": clash.start.isoformat() if clash.start is not None else None,
        "end": clash.end.isoformat() if clash.end is not None else None,
        "hours": [
            {"start": start.isoformat(), "end": end.isoformat()} for start, end in clash.hours
        ],
    }


def _costs(costs: Iterable[Contrast]) -> Data:
    return {
        one.measure: {"without": one.without, "under": one.under, "change": one.change}
        for one in costs
    }


def _rules(rules: Iterable[Hindrance]) -> list[Data]:
    return [hindrance_dict(rule) for rule in rules]
