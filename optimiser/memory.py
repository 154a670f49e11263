"""Memory given back to the system once it is free.

Large drafts come and go, and the C library's allocator keeps what it had for them: a process that
answers one case after another would stand at more than any one of them needs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def giving_back() -> Iterator[None]:
    """Hand free memory back once what is done here has ended, however it did."""
    try:
        yield
    finally:
        give_back()


def give_back() -> bool:
    """Hand free memory back; False where the C library has no such call, which is no fault."""
    trim = _trim()
    if trim is None:
        return False
    trim(0)
    return True


@cache
def _trim() -> Callable[[int], int] | None:
    """The GNU library's `malloc_trim`: other libraries have none, or give back by themselves."""
    try:
        found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):
        return None
    return found
