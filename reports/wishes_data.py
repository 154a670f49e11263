"""Wishes and the difference they make, as JSON has them."""

from __future__ import annotations

from models.wishes import Wishes, stretch_in_words
from optimiser.wishing import Wished
from reports.package_data import Data, iso


def wished_dict(found: Wished) -> Data:
    """What a question under wishes adds to the answer; both are null where none was made.

    `difference` holds a row for each option: every measure of the best package without the
    wishes, the same of the option, both by the case's own facts, and what lies between.
    """
    rows = [
        {
            "option": option.id,
            "measures": {
                contrast.measure: {
                    "without": contrast.without,
                    "under": contrast.under,
                    "change": contrast.change,
                }
                for contrast in contrasts
            },
        }
        for option, contrasts in zip(found.options.options, found.differences, strict=False)
    ]
    return {
        "wishes": wishes_dict(found.wishes) if found.wishes else None,
        "difference": rows if found.base is not None else None,
        "difference_proved": found.base_proved if found.base is not None else None,
        "codes_without": list(found.without.codes) if found.without is not None else None,
    }


def wishes_dict(wishes: Wishes) -> Data:
    return {
        "with": list(wishes.with_codes),
        "without": list(wishes.without_codes),
        "groups": list(wishes.groups),
        "amounts": dict(wishes.amounts),
        "months": wishes.months,
        "evenings_only": wishes.evenings_only,
        "never": [stretch_in_words(shift) for shift in wishes.never],
        "relax": [kind.value for kind in wishes.relax],
        "finish_by": iso(wishes.finish_by),
    }
