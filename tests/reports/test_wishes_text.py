"""Wishes and missing groups as they are read: a plain table and sentences."""

from attrs import evolve

from models.commitments import CommitmentKind, Shift
from models.wishes import Wishes
from optimiser.options import propose
from optimiser.results import MissingGroup
from optimiser.wishing import Contrast, Wished, under_wishes
from reports.exchange_text import exchanged
from reports.json_report import option_dict
from reports.missing_text import missing, none_missing
from reports.screen import rendered
from reports.wishes_data import wished_dict
from reports.wishes_text import COLUMNS, beside, described, wished
from tests.optimiser.wished import GROUPS, world


def test_only_measures_that_differ_have_a_row_and_minutes_are_said_in_hours():
    found = under_wishes(world(), Wishes(groups=("asro-tue-day",)), effort=20.0)
    text = rendered(wished(found), width=100)
    assert text.splitlines() == [
        "",
        "Wishes",
        "- In the group asro-tue-day (asro, Office, Tuesday 10am to midday).",
        "",
        "What the wishes change: option 1 beside the best without them",
        "  Held otherwise: asro on Tuesdays 10am instead of on Wednesdays 6pm.",
        "                                        Without the wishes  Under them  Difference",
        "  Work, study, care lost                none                6 h         6 h more",
        "  Days waiting for first main sessions  9                   8           1 fewer",
        "  Days to the last session              16                  15          1 fewer",
        "  Every other measure is the same.",
    ]


def test_wishes_that_change_nothing_say_so():
    found = under_wishes(world(), Wishes(with_codes=("asro",)), effort=20.0)
    assert "Nothing: every measure is the same." in rendered(wished(found))


def test_without_wishes_nothing_is_said():
    answer = propose(world(), effort=20.0)
    assert rendered(wished(Wished(Wishes(), answer, None))) == ""
    assert wished_dict(Wished(Wishes(), answer, None)) == {
        "wishes": None,
        "difference": None,
        "difference_proved": None,
        "codes_without": None,
    }


def test_a_comparison_with_what_was_not_proved_best_says_so():
    found = under_wishes(world(), Wishes(groups=("asro-tue-day",)), effort=20.0)
    assert (found.base_proved, wished_dict(found)["difference_proved"]) == (True, True)
    unsure = evolve(found, base_proved=False)
    assert "Without the wishes there may be better yet: time ran out." in rendered(wished(unsure))


def test_what_goes_and_what_comes_is_said_before_the_measures():
    # The world's package is ASRO on Wednesdays; with unpaid work wished for it holds both.
    found = under_wishes(world(), Wishes(amounts={"unpaid-work": 12}), effort=20.0)
    text = rendered(wished(found), width=100)
    assert "  New: 12 hours of unpaid work.\n" in text
    assert text.index("New:") < text.index("Difference")
    assert wished_dict(found)["codes_without"] == list(found.without.codes)
    back = list(exchanged(found.options.options[0].package, found.without, found.options.facts))
    assert back == ["Gone: 12 hours of unpaid work."]


def test_another_amount_is_said_with_the_one_it_replaces():
    facts = world()
    less, more = (
        under_wishes(facts, Wishes(amounts={"unpaid-work": hours}), effort=20.0)
        for hours in (12, 18)
    )
    packages = [one.options.options[0].package for one in (less, more)]
    assert list(exchanged(*packages, facts)) == [
        "Instead of 12 hours of unpaid work: 18 hours of unpaid work."
    ]
    assert list(exchanged(packages[0], packages[0], facts)) == []


def test_what_is_left_unanswered_is_told_without_its_weight():
    def row(without: int, under: int) -> str:
        contrast = Contrast("answering", without, under)
        return " ".join(rendered([beside([contrast], COLUMNS)], width=120).split()[-6:])

    assert row(0, 3).endswith("none some some more")
    assert row(3, 0).endswith("some none some fewer")
    assert row(3, 5).endswith("some some more of them")


def test_each_wish_is_a_sentence():
    facts = world()
    said = described(
        Wishes(
            with_codes=("tsp",),
            amounts={"unpaid-work": 12},
            months=1,
            never=(Shift(1, 900, 1050), Shift(4, 0, 1440)),
            relax=(CommitmentKind.WORK,),
        ),
        facts,
    )
    assert list(said) == [
        "With: tsp.",
        "unpaid-work: 12 hours.",
        "An order of 1 month.",
        "Never on Tuesday 3pm to 5:30pm, the way there and back included.",
        "Never on Friday, the way there and back included.",
        "Work relaxed: its hours are not counted as lost, firm or not.",
    ]


def test_json_holds_the_wishes_and_every_measure_on_both_sides():
    found = under_wishes(world(), Wishes(groups=("asro-tue-day",)), effort=20.0)
    data = wished_dict(found)
    assert data["wishes"]["groups"] == ["asro-tue-day"]
    [row] = data["difference"]
    assert row["option"] == "option-1"
    assert row["measures"]["work"] == {"without": 0, "under": 360, "change": 360}
    assert row["measures"]["months"] == {"without": 1, "under": 1, "change": 0}


def test_a_missing_group_is_said_with_its_place_and_what_would_be_lost():
    facts = world()
    [option] = propose(facts, effort=20.0).options
    gaps = (
        MissingGroup(GROUPS[1], "asro-tue-day", 360, 180),
        MissingGroup(GROUPS[2], "tsp-fri-day", 180, 0),
    )
    found = evolve(option, missing=gaps)
    assert list(missing(found, facts)) == [
        "With a Wednesday evening group of asro at Office (6pm to 8pm), 3 hours of work, study or "
        "care would be lost instead of 6 hours. No such group runs; asro-tue-day is taken instead.",
        "With a Thursday evening group of tsp at Office (6pm to 8pm) as well, no work, study or "
        "care would be lost. No such group runs; tsp-fri-day is taken instead.",
    ]
    assert option_dict(found, facts)["counterfactuals"][0] == {
        "programme": "asro",
        "venue": "office",
        "slots": [{"day": "wednesday", "start": "18:00", "end": "20:00"}],
        "instead_of": "asro-tue-day",
        "work_before": 360,
        "work_after": 180,
    }


def none_said(found):
    return " ".join(rendered(none_missing(found), 200).split())


def test_a_group_asked_for_and_not_found_is_said_so(found):
    first, *others = found.options
    lossless = evolve(first, measures=evolve(first.measures, work=0))
    assert "No group was found that would save work, study or care in option 1." in none_said(found)
    said = none_said(evolve(found, options=(lossless, *others)))
    assert "Option 1 takes no work, study or care: no group could save any." in said
    assert none_said(evolve(found, options=())) == ""
