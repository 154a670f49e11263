"""Every fact a criterion can name has a question in plain English."""

import attrs
import pytest

from models.case import Answer, Assessments, Clinical, Level, Person, Sentence
from models.suitability import findings, question
from models.suitability.questions import questions

# Facts of these kinds are what a score, a level or an answer can be asked of.
GIVEN = (Answer, Level)
NUMBERS = ("float | None", "int | None")


def asked_of(kind, table):
    for each in attrs.fields(kind):
        if isinstance(each.default, GIVEN) or (kind is Assessments and str(each.type) in NUMBERS):
            yield f"{table}.{each.name}"


PATHS = [
    *asked_of(Assessments, "assessments"),
    *asked_of(Clinical, "clinical"),
    *asked_of(Person, "person"),
    *asked_of(Sentence, "sentence"),
    "assessments.domains.thinking",
    "attempts.asro",
    "consents.atr",
    "provider_agrees.drr",
    "needs.partner-violence",
    "clinical.dependence.opiates",
    "clinical.dependence.opiates.controlled",
    "dates.offence",
]


def test_the_paths_are_those_of_the_case():
    assert {"assessments.ogrs3", "assessments.rosh", "clinical.motivated"} <= set(PATHS)
    assert len(PATHS) >= 50


@pytest.mark.parametrize("path", PATHS)
def test_a_path_has_a_question(path):
    assert question(path).endswith("?")
    assert "{" not in question(path)


def test_a_question_names_what_it_is_about():
    assert question("consents.aamr") == "Does the person consent to aamr?"
    assert (
        question("needs.partner-violence")
        == "Is a need around partner violence linked to the offending?"
    )
    assert (
        question("clinical.dependence.opiates.controlled")
        == "Is the person's dependence on opiates controlled?"
    )


def test_a_path_without_a_question_is_refused():
    with pytest.raises(KeyError):
        question("person.shoe_size")


def test_a_question_is_asked_once():
    assert question("person.sex") == questions(["person.sex", "person.sex"])


def test_everything_the_catalogue_asks_of_an_empty_case_has_a_question(menu, case_of):
    made = findings(case_of(), menu).values()
    facts = {fact for finding in made for reason in finding.reasons for fact in reason.facts}
    assert len(facts) >= 30
    assert [fact for fact in sorted(facts) if not question(fact).endswith("?")] == []
