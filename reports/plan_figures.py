"""Figures of a plan as they are written for other programs."""

from __future__ import annotations


def rounded(value: float | None) -> float | None:
    """To a millionth: sums of floats differ in their last digits from machine to machine."""
    return None if value is None else round(value, 6)
