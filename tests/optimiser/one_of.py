"""One of several packages is chosen: models as small as can be, to ask for aims in turn."""

import pytest
from ortools.sat.python import cp_model

from optimiser.solve import Beaten, Effort, least
from optimiser.weighing import least_weighed


def one_of(packages, above=None):
    """The model, what each aim comes to in it, and the Boolean of each package.

    What an aim comes to `above` nothing is written as a number, not on each Boolean.
    """
    model = cp_model.CpModel()
    chosen = [model.new_bool_var(str(one)) for one in packages]
    model.add_exactly_one(chosen)
    always = above or (0,) * len(packages[0])
    aims = [
        sum((one[place] - more) * literal for one, literal in zip(packages, chosen, strict=True))
        + more
        for place, more in enumerate(always)
    ]
    return model, aims, chosen


def asked_both_ways(made, ranges, beat, *, strictly):
    """What the aims come to one after another and in as few solves as can be: the same."""
    told = []
    for ask, more in ((least, ()), (least_weighed, (ranges,))):
        model, aims = made()
        try:
            found = ask(model, aims, *more, beat=beat, strictly=strictly, effort=Effort(1.0))
        except Beaten:
            told.append("beaten")
        else:
            told.append((found.values, found.bounds))
    if told[0] != told[1]:
        pytest.fail(f"with {beat} in hand: {told[0]} and {told[1]}")
