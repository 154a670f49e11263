"""An answer that is interrupted: what was found stands in it as a list of its own."""

import json

import pytest
from click.testing import CliRunner

import cli
import optimiser.options
import optimiser.wishing  # read before `propose` is put away
from commands.knowing import facts_of
from models.allowed_loss import AllowedLoss
from optimiser.present import named

CASE = "shopkeeper-unpaid-work"


@pytest.fixture(scope="module")
def told():
    """The options as they are told one by one, each named among those before it."""
    found = []
    facts, _ = facts_of(CASE, None, None)
    optimiser.options.propose(facts, 3, progress=found.append, loss=AllowedLoss(contact=1))
    return found


@pytest.fixture
def interrupted(told, monkeypatch):
    """Interrupts once so many options are told."""

    def after(number):
        def propose(facts, want, progress, loss, glimpse):
            for option in told[:number]:
                progress(option)
            raise KeyboardInterrupt

        monkeypatch.setattr(optimiser.options, "propose", propose)
        return CliRunner().invoke(cli.main, ["options", CASE, "--json"])

    return after


def test_no_name_stands_twice_or_is_false_of_the_options_shown(told, interrupted):
    facts, _ = facts_of(CASE, None, None)
    names = [one["name"] for one in json.loads(interrupted(3).stdout)["options"]]
    assert names == [one.name for one in named(facts, told)]
    assert len(set(names)) == 3
