"""What the options of a list are called: by what each is best at among all of them."""

from models.allowed_loss import AllowedLoss
from models.catalogue import load, menu
from models.facts import Facts
from models.suitability import findings
from optimiser.options import propose
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable


def test_no_two_options_of_a_list_are_called_best_at_the_same():
    case = read_case("shopkeeper-unpaid-work").case
    on_offer = menu(load(), case)
    region = read_timetable("east-midlands").timetable
    facts = Facts(case, on_offer, region, findings(case, on_offer))
    found = propose(facts, want=3, loss=AllowedLoss(contact=1))
    names = [option.name for option in found.options]
    assert names[0] == "best by the usual order of aims"
    assert len(names) == len(set(names)) == 3
    least = min(found.options, key=lambda option: option.measures.work)
    assert [o.id for o in found.options if o.name == "fewest clashes with work"] == [least.id]


def test_options_that_differ_in_their_times_alone_have_names_of_their_own():
    case = read_case("low-first-order").case
    on_offer = menu(load(), case)
    region = read_timetable("east-midlands").timetable
    found = propose(Facts(case, on_offer, region, findings(case, on_offer)), want=5)
    names = [option.name for option in found.options]
    assert len(names) == len(set(names)) == 5
    assert names[3:] == ["the same requirements at other times", "less work lost than option 2"]
    assert found.options[4].measures.work < found.options[1].measures.work
