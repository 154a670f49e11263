"""That only the nearest place is looked at is said where it stands in the way."""

from attrs import evolve

from commands.knowing import facts_of
from models.facts import Facts
from models.wishes import Wishes
from optimiser.provision import givers
from optimiser.reasons.elsewhere import nearest
from optimiser.wishing import under_wishes


def shipped() -> Facts:
    facts, _ = facts_of("missing-facts", None, None)
    return facts


def test_a_treatment_given_further_away_too_may_be_had_there():
    facts = shipped()
    entries = [facts.menu.entries[code] for code in ("drr", "unpaid-work")]
    [standing] = nearest(facts, entries)
    assert standing.key == ("places.nearest", "drr")
    assert {one.venue for one in givers(facts, "drr")} == {"mansfield-recovery-centre"}
    lifted = {one.venue for one in givers(standing.lift(facts), "drr")}
    assert lifted
    assert "mansfield-recovery-centre" not in lifted


def test_a_treatment_nobody_else_gives_is_no_matter_of_where():
    facts = shipped()
    drr = facts.menu.entries["drr"]
    while standings := list(nearest(facts, [drr])):
        facts = standings[0].lift(facts)
    assert givers(facts, "drr")


def test_a_case_that_rules_the_nearest_out_is_given_the_next():
    facts = shipped()
    person = evolve(facts.case.person, cannot_attend=("mansfield-recovery-centre",))
    elsewhere = evolve(facts, case=evolve(facts.case, person=person))
    [next_nearest] = {one.venue for one in givers(elsewhere, "drr")}
    others = {
        one.venue
        for one in facts.timetable.providers
        if "drr" in one.offers and one.venue != "mansfield-recovery-centre"
    }
    assert next_nearest == min(others, key=facts.home_minutes)
    assert list(nearest(elsewhere, [facts.menu.entries["drr"]])) != []


def test_a_wish_the_nearest_service_can_t_meet_is_met_at_another():
    # Mansfield is closed over Christmas, which breaks twenty-six weekly appointments.
    answer = under_wishes(shipped(), Wishes(with_codes=("drr",)))
    stuck = answer.options.impasse
    assert ("places.nearest", "drr") in {(rule.rule, rule.subject) for rule in stuck.rules}
    assert stuck.repairs[0].package is not None
