"""People who share no group, in lots."""

from models.population import Want
from optimiser.allocation.apart import lots
from tests.models.plan_rules import world

THURSDAY, FRIDAY = 3, 4
GROUPS = (
    world.did(),
    world.tsp(),
    world.group("asro-thu", "asro", THURSDAY),
    world.group("bbr-fri", "bbr", FRIDAY),
)


def told(*people):
    found = lots(people, world.timetable(*GROUPS))
    return [[people[place].reference for place in lot.people] for lot in found]


def test_where_two_programmes_are_wanted_together_their_people_are_one_lot():
    people = (
        world.person("a", "did"),
        world.person("b", "tsp"),
        world.person("c", Want("did"), Want("tsp")),
        world.person("d", "asro"),
    )
    assert told(*people) == [["a", "b", "c"], ["d"]]


def test_what_takes_longest_comes_first_then_the_largest():
    # Two who want one thing after another take longer than three who want one each.
    people = (
        world.person("a", "asro"),
        world.person("b", "asro"),
        world.person("c", "asro"),
        world.person("d", "bbr"),
        world.person("e", Want("did"), Want("tsp", after=("did",))),
        world.person("f", Want("did"), Want("tsp", after=("did",))),
    )
    assert told(*people) == [["e", "f"], ["a", "b", "c"], ["d"]]


def test_nobody_wants_what_is_nowhere():
    assert told(world.person("a", "resolve")) == []
