"""Numbers as people write them: no powers of ten, however large a slip of the keyboard is."""

from __future__ import annotations

from decimal import Decimal

# What is no whole number of hours, days or pounds in anybody's life is cut to six figures.
PLAIN = 1e21


def figure(number: float) -> str:
    """A number in plain figures.

    >>> figure(10**9), figure(1e12), figure(100.5), figure(2.0), figure(1234567.5)
    ('1000000000', '1000000000000', '100.5', '2', '1234567.5')
    """
    if isinstance(number, int):
        return str(number)
    if abs(number) >= PLAIN:
        return f"{number:g}"
    return str(int(number)) if number == int(number) else f"{Decimal(str(number)):f}"
