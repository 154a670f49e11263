"""A kind of day worked out once comes to the same as each day worked out by itself."""

import pytest

from benchmarks.population import world
from optimiser import laying
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.layouts import Layouts, shut_out
from optimiser.outline import outlines


class Anew(Layouts):
    """Layouts that remember nothing."""

    def of(self, day):
        self._known.clear()
        return super().of(day)

    def sums(self, day, layout):
        self._sums.clear()
        return super().sums(day, layout)

    def ways(self, day, layout, windows):
        self._ways.clear()
        return super().ways(day, layout, windows)


EXACTLY: dict[str, object] = {}
ON_FEW_DAYS = {"slack": 60, "few": True}
ROUGHLY = {"costed": False, "roughly": True}


@pytest.mark.parametrize("name", ["small-1", "medium-4", "large-0"])
@pytest.mark.parametrize("how", [EXACTLY, ON_FEW_DAYS, ROUGHLY])
def test_days_alike_are_laid_out_as_each_by_itself(name, how, monkeypatch):
    kind, _, number = name.rpartition("-")
    facts = world(kind, int(number)).facts()
    outline, days = next(outlines(facts, candidates(facts))), Days(facts)
    once = build(facts, outline, days, **how)
    monkeypatch.setattr(laying, "Layouts", Anew)
    anew = build(facts, outline, days, **how)
    assert once is not None
    assert anew is not None
    assert len(once.model.proto.constraints) > 500
    assert str(once.model.proto) == str(anew.model.proto)
    assert [(c.literal.index, c.lost, c.travel) for c in once.costs] == [
        (c.literal.index, c.lost, c.travel) for c in anew.costs
    ]


def test_ways_shut_out_the_windows_all_of_them_meet():
    """Three windows, the last of the night before; four ways to spend the day.

    The first way meets window 0, the second windows 0 and 1, the third window 2 alone and the
    fourth nothing. Of tonight's: ways 1 and 2 with window 0; way 2 with windows 0 and 1.
    """
    masks = [0b001, 0b011, 0b100, 0b000]
    tonight = [((0, 1), (0,)), ((1,), (0, 1))]
    assert list(shut_out(masks, [0, 0, -1])) == [*tonight, ((2,), (2,))]
    assert list(shut_out([0, 0], [0, 0, -1])) == []
