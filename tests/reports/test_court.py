"""The three fields of a pre-sentence report."""

from attrs import evolve

from models.sources import Source
from optimiser.results import Clash, NotOffered
from reports.court import court_text, paragraphs
from reports.screen import rendered


def test_the_proposal_is_the_line_read_in_court_with_its_conditions(found):
    proposal = court_text(found).proposal
    assert proposal.startswith("If the court is minded to make an order, it may wish to consider:")
    assert "Community order of 12 months: alcohol treatment for 6 months" in proposal
    assert "This depends on: Alcohol treatment requirement: The treatment provider" in proposal


def test_the_rationale_names_needs_purposes_losses_and_departures(found):
    rationale = court_text(found).rationale
    for said in (
        "The need alcohol, linked to the offending, is met by Alcohol treatment requirement and",
        "The need education, training and employment is not met by anything suitable.",
        "Nothing in the proposal serves reparation.",
        # 12 appointments of an hour.
        "Its attendances take 12 hours of work, study or care over 12 months.",
        "A week of the first 16 has neither treatment nor an officer appointment. (3 times)",
    ):
        assert said in rationale


def test_the_alternatives_are_the_other_options_and_every_refusal(found):
    lines = court_text(found).alternatives.splitlines()
    assert lines == [
        "Option 2, 12 months: alcohol treatment for 6 months and a programme of 25 days. "
        "Beside the proposal: 12 h less work lost; 488 h less curfew; 1 fewer attendance.",
        "Attendance centre requirement: Not available for convictions from 28 June 2022. "
        "(dlnr-2017 3.10, unverified)",
        "Thinking Skills Programme; Resolve: No such need is linked to the offending. "
        "(dlnr-2017 3.10)",
    ]


def test_the_first_option_is_told_against_the_second_where_that_is_proposed(found):
    said = court_text(found, 2).alternatives.splitlines()[0]
    assert said.startswith("Option 1, 12 months: ")
    assert said.endswith(
        "Beside the proposal: 12 h more work lost; 488 h more curfew; 1 more attendance."
    )


def test_what_the_curfew_takes_is_not_laid_to_attendances(found, option):
    night = [Clash("curfew", option.package.order.start, 300, "Warehouse")]

    def told(work, clashes):
        one = evolve(option, clashes=clashes, measures=evolve(option.measures, work=work))
        return court_text(evolve(found, options=(one,))).rationale

    assert (
        "Its attendances take nothing from work, study or care, its curfew 5 hours over 12 months."
    ) in told(300, tuple(night))
    assert (
        "Its attendances take 12 hours of work, study or care and its curfew 5 hours over 12 months"
    ) in told(1020, (*option.clashes, *night))
    assert "Its attendances take nothing from work, study or care." in told(0, ())


def test_neither_flags_nor_paths_of_the_case_stand_in_the_text(found):
    left_out = NotOffered("curfew", "Curfew", "Left out, as wished.", Source("wish", "--without"))
    ruled_out = NotOffered(
        "atr", "Treatment", "The court rules it out.", Source("case", "sentence.rules_out")
    )
    lines = court_text(
        evolve(found, options=found.options[:1], not_offered=(left_out, ruled_out))
    ).alternatives.splitlines()
    assert lines == [
        "Curfew: Left out, as wished. (the officer's wish)",
        "Treatment: The court rules it out. (the case)",
    ]


def test_the_option_proposed_is_no_alternative_to_itself(found):
    lines = court_text(found, 2).alternatives.splitlines()
    assert [line.split(",")[0] for line in lines if line.startswith("Option")] == ["Option 1"]


def test_an_answer_without_alternatives_says_so(found):
    alone = evolve(found, options=found.options[:1], not_offered=())
    said = court_text(alone).alternatives
    assert said == "No other package was asked for and nothing was ruled out."


def test_each_field_stands_under_its_heading(found):
    lines = rendered(paragraphs(court_text(found)), 80).splitlines()
    titles = ["Proposal", "Rationale", "Alternatives considered and why not"]
    assert [line for line in lines if line in titles] == titles
