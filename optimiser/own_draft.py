"""The draft dates are made neat in: of all days, and of the groups they are beside alone."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InternalDisagreement
from models.facts import Facts
from optimiser.aims.expressions import flat_tiers
from optimiser.apart import Apart
from optimiser.build import build
from optimiser.dating import Dated, checked
from optimiser.days import Days
from optimiser.draft import Draft
from optimiser.fitting import found_again
from optimiser.narrowed import keep_contact
from optimiser.outline import Outline
from optimiser.structures import Structures


def of_all_days(
    facts: Facts,
    days: Days,
    dated: Dated,
    earlier: Sequence[Dated] = (),
    contact: int | None = None,
) -> Dated:
    """The same dates in a draft of all days, where they were found on few.

    It holds what takes their runs and lasts as long (else, what takes any run of the draft they
    come from), is apart from the options there are and, where that is limited, departs no more
    often from contact with the officer.

    Raises
    ------
    InternalDisagreement
        Where neither holds them.
    """
    if not dated.draft.few:
        return dated
    for outline in (_of_own_runs(dated), dated.outline):
        draft = _own(facts, days, dated, outline)
        if draft is None:
            continue
        if contact is not None:
            keep_contact(draft, contact)
        apart = Apart(draft)
        for one in earlier:
            apart.post(one.package)
        found = found_again(draft, dated.draft, flat_tiers(draft), dated.solved)
        if found is not None:
            return checked(facts, draft, found)
    raise InternalDisagreement("dates on few days are none of the whole draft")


def _own(facts: Facts, days: Days, dated: Dated, outline: Outline) -> Draft | None:
    months = dated.package.order.months
    return build(facts, outline, days, dated.draft.slack, months=range(months, months + 1))


def _of_own_runs(dated: Dated) -> Outline:
    """The outline with only the runs some dates have, as long as they last.

    Slack is counted from what these runs take together at the least, which need not be what the
    draft of few days counted from: where that leaves the dates out, all its runs are looked at.
    """
    taken = {
        code: choice.run
        for code, choices in dated.draft.runs.items()
        for choice in choices
        if dated.solved.is_true(choice.literal)
    }
    length = dated.package.order.months
    return Structures(dated.outline, (taken,), range(length, length + 1)).settled
