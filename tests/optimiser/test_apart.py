"""What sets a draft's packages apart is what their signatures say: none too many, none too few."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from attrs import evolve

from models.case import Answer, Ask, Need, NeedFact, Terms
from models.entry import Delivery, Stage
from models.facts import Facts
from models.package import Package
from models.timetable import Provider, Slot
from optimiser.apart import Apart
from optimiser.build import build
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.linear import Literal
from optimiser.outline import outlines
from optimiser.schedule import read
from optimiser.signature import MORNING, signature, usual_halves
from optimiser.solve import Effort, least
from tests.models.rules.build import day, exactly, intervention, leg, timetable
from tests.optimiser.test_signature import RAR, talking
from tests.optimiser.tiny import SEEDS, tiny

TUESDAY, THURSDAY = 1, 3
# More packages of one draft than this are not looked at one by one.
MANY = 60
EFFORT = 10.0


def two_talks() -> Facts:
    """Two interventions of RAR, each seen twice alone by one worker, on four days of six.

    At 10 on Tuesdays (days 1, 8 and 15) and Thursdays (days 3, 10 and 17).
    """
    world = talking()
    hours = (Slot(TUESDAY, 600, 660), Slot(THURSDAY, 600, 660))
    worker = Provider("w", "w", "office", ("worker",), hours, first=day(1), last=day(19))
    seen = leg("main", Stage.MAIN, Delivery.APPOINTMENT, exactly(2), exactly(60), with_="worker")
    talks = intervention("talks", seen, needs=(Need.THINKING,))
    advice = intervention("advice", seen, needs=(Need.ALCOHOL,))
    found = world.findings["talks"]
    needs = tuple(NeedFact(need, Answer.YES) for need in (Need.THINKING, Need.ALCOHOL))
    asked = evolve(world.case.sentence, asks=(Ask("rar", Terms(days=4)),))
    return evolve(
        world,
        case=evolve(world.case, sentence=asked, needs=needs, commitments=()),
        menu=evolve(world.menu, entries={"rar": RAR, "talks": talks, "advice": advice}),
        timetable=timetable(providers=(worker,)),
        findings={**world.findings, "advice": evolve(found, code="advice")},
    )


def choices(draft: Draft) -> list[Literal]:
    """What a package of a draft is made of: days, runs, length, and how its days are spent."""
    return [
        *(literal for key in draft.streams for literal in draft.present(key).values()),
        *(choice.literal for runs in draft.runs.values() for choice in runs),
        *(draft.reaches(month) for month in range(1, draft.horizon.months + 1)),
        *(plan.literal for plan in draft.plans),
    ]


def each_once(draft: Draft) -> Iterator[Package]:
    """Every package of a draft, whatever it differs in from those before it."""
    while (found := least(draft.model, (), effort=Effort(EFFORT))) is not None:
        yield read(draft, found)
        draft.model.add_bool_or(
            literal.negated() if found.is_true(literal) else literal for literal in choices(draft)
        )


def each_apart(draft: Draft) -> Iterator[Package]:
    """Packages of a draft, each set apart from all before it, until there is none."""
    apart = Apart(draft)
    while (found := least(draft.model, (), effort=Effort(EFFORT))) is not None:
        package = read(draft, found)
        yield package
        apart.post(package)


@pytest.mark.parametrize("seed", SEEDS)
def test_packages_set_apart_in_turn_have_every_signature_of_their_draft_once(seed):
    facts = tiny(seed)
    for outline in islice(outlines(facts, candidates(facts)), 4):
        draft, other = (build(facts, outline, Days(facts)) for _ in range(2))
        if draft is None or other is None:
            continue
        marks = [signature(facts, package) for package in islice(each_apart(draft), MANY)]
        every = {signature(facts, package) for package in islice(each_once(other), MANY)}
        assert len(marks) == len({*marks}) < MANY
        assert every <= {*marks}


def weekdays(facts: Facts, packages: Iterable[Package]) -> Counter[int]:
    """How many of some packages have each usual weekday: of one stream, all in the morning."""
    found = [usual_halves(facts, package) for package in packages]
    assert {half for [(_, half)] in map(dict.values, found)} == {MORNING}
    return Counter(weekday for [(weekday, _)] in map(dict.values, found))


def test_sessions_of_two_interventions_are_counted_together():
    facts = two_talks()
    outline = next(outlines(facts, candidates(facts)))
    draft, other = (build(facts, outline, Days(facts)) for _ in range(2))
    assert draft is not None
    assert other is not None
    # Of 15 times four days of six, 9 have two of each weekday, 3 three Tuesdays and 3 three
    # Thursdays. In a week with both days each talk has one: twice two ways. One month or two.
    every = weekdays(facts, each_once(other))
    assert every == {TUESDAY: (9 + 3) * 4 * 2, THURSDAY: 3 * 4 * 2}
    # Two of each weekday are as good as three Tuesdays: two signatures, however the talks lie.
    assert weekdays(facts, each_apart(draft)) == {TUESDAY: 1, THURSDAY: 1}
