"""The last tie-breaks: the neatest dates among those whose aims come to the same.

Whole drafts are too wide for a short search to find much, and what sets dates apart in neatness
lies within one part: so one part at a time is dated anew, all the others staying as they are.
"""

from __future__ import annotations

from attrs import evolve
from ortools.sat.python import cp_model

from models.errors import InternalDisagreement
from optimiser.aims.expressions import flat_tiers, tidiness
from optimiser.draft import Draft
from optimiser.linear import at_most
from optimiser.solve import Effort, Solved, least, nearer

# So many turns at the most, and deterministic seconds for each; for completing a solution.
TURNS = 6
EACH = 0.03
GROWN = 5.0


def neatened(draft: Draft, solved: Solved) -> Solved:
    """The same values with the last tie-breaks taken as far as a little effort goes."""
    aims, (neatness, standing_for) = flat_tiers(draft), tidiness(draft)
    complete = (
        *solved.solution,
        *(int(any(solved.is_true(one) for one in literals)) for literals in standing_for),
    )
    work = draft.model.clone()
    for aim, value in zip(aims, solved.values, strict=True):
        at_most(work, aim, value)
    if len(complete) < len(work.proto.variables):
        # The draft has grown since it was solved: what is new follows from what is known.
        grown = least(work, (), effort=Effort(GROWN), hint=complete)
        if grown is None:
            raise InternalDisagreement("a solution is none of the draft it came from")
        complete = grown.solution
    neat = nearer(work, neatness, complete, _turns(draft), turns=TURNS, each=EACH)
    found = evolve(solved, solution=neat)
    # Where an aim was left unproved the neater dates may better it.
    return evolve(found, values=tuple(found.worth(aim) for aim in aims))


def _turns(draft: Draft) -> list[list[cp_model.IntVar]]:
    """For each part in turn, the days of all the others; first, for a curfew, those of all."""
    days = {key: list(draft.present(key).values()) for key in draft.streams}
    parts = dict.fromkeys(stream.part for stream in draft.streams.values())
    of_a_curfew = [[one for held in days.values() for one in held]] if draft.curfew else []
    return of_a_curfew + [
        [
            literal
            for key, stream in draft.streams.items()
            if stream.part != part
            for literal in days[key]
        ]
        for part in parts
    ]
