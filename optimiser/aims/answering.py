"""Answering the case: the court's purposes first, then the linked needs in the order of risk."""

from __future__ import annotations

from models.case import Case, Need, Purpose


def answering_weights(case: Case) -> tuple[dict[Purpose, int], dict[Need, int]]:
    """What leaving a purpose unserved or a linked need unaddressed weighs.

    A need ranked by the officer outweighs all ranked after it and all unranked together; an
    unranked need weighs one; a purpose outweighs all needs. The figures only order packages:
    they are never shown.
    """
    ranked = [need for need in case.linked_needs if need in case.risk_order]
    unranked = [need for need in case.linked_needs if need not in case.risk_order]
    needs = {
        need: 2 ** (len(ranked) - 1 - place) * (len(unranked) + 1)
        for place, need in enumerate(ranked)
    }
    needs.update(dict.fromkeys(unranked, 1))
    heaviest = sum(needs.values()) + 1
    return dict.fromkeys(case.sentence.purposes, heaviest), needs
