"""Criteria from rows of a catalogue file; what a row gets wrong is said in sentences."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from models.circumstances import NAMES
from models.commitments import DateRange
from models.criteria import Criterion
from models.findings import Verdict
from models.sources import Source
from models.suitability import addresses, clinical, facts, offences, others, scores
from models.suitability.check import Check
from models.suitability.programme_needs import ProgrammeNeedsCheck
from models.suitability.stated import Stated

CHECKS: Mapping[str, type[Check]] = {
    "age": scores.AgeCheck,
    "sex": facts.SexCheck,
    "score": scores.ScoreCheck,
    "level": scores.LevelCheck,
    "any-level": scores.AnyLevelCheck,
    "fact": facts.FactCheck,
    "offence": offences.OffenceCheck,
    "no-offence": offences.NoOffenceCheck,
    "imprisonable": offences.ImprisonableCheck,
    "any": others.AnyCheck,
    "need": clinical.NeedCheck,
    "dependence": clinical.DependenceCheck,
    "testable": clinical.ControlledDrugCheck,
    "consents": facts.ConsentsCheck,
    "provider-agrees": facts.ProviderAgreesCheck,
    "employment": facts.EmploymentCheck,
    "vulnerabilities": facts.VulnerabilitiesCheck,
    "report": facts.ReportCheck,
    "attempts": others.AttemptsCheck,
    "completed": others.CompletedCheck,
    "not-eligible-for": others.NotEligibleForCheck,
    "programme-needs": ProgrammeNeedsCheck,
    "address": addresses.AddressCheck,
    "managed-by": facts.ManagedByCheck,
    "region": facts.RegionCheck,
}
OTHERWISE = (Verdict.NOT_SUITABLE, Verdict.REFER, Verdict.NOT_KNOWN)
MANAGERS = ("", "nps", "crc")


@attrs.frozen
class _Around:
    """What stands in a row around its test."""

    reason: str
    source: Source
    otherwise: Verdict = Verdict.NOT_SUITABLE
    to: str = ""
    verified: bool = True
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    managed_by: str = ""
    sentenced: DateRange | None = None

    def __attrs_post_init__(self) -> None:
        if not self.reason:
            raise ValueError("reason: it is empty.")
        if self.otherwise not in OTHERWISE:
            raise ValueError(f'otherwise = "{self.otherwise.value}": nothing follows from that.')
        if (self.otherwise is Verdict.REFER) != bool(self.to):
            raise ValueError('to: named with otherwise = "refer", and only then.')
        for name in (*self.when, *self.unless):
            if name not in NAMES:
                raise ValueError(f'"{name}": no such circumstance.')
        if self.managed_by not in MANAGERS:
            raise ValueError(f'managed_by = "{self.managed_by}": neither nps nor crc.')


# The kinds of plain value as a file has them.
CALLED = {
    str: "a text", bool: "true or false", int: "a whole number", float: "a number",
    date: "a date",
}  # fmt: skip
AROUND = frozenset(attrs.fields_dict(_Around))


def criterion(raw: Mapping[str, object], code: str) -> Criterion:
    """The criterion a row of the entry `code` states.

    Raises
    ------
    ValueError
        Where the row is malformed: every mistake in it, each a sentence.
    """
    if not isinstance(raw, Mapping):
        raise ValueError(f"{raw!r}: not a table of a test.")
    around = {key: value for key, value in raw.items() if key in AROUND}
    inner = {key: value for key, value in raw.items() if key not in AROUND}
    try:
        stated = _reader().structure(around, _Around)
        check = _check(_coded(inner, code))
    except BaseValidationError as error:
        said = [_placed(one) for one in transform_error(error, "", _said)]
        raise ValueError("; ".join(said)) from error
    rest = {name: getattr(stated, name) for name in AROUND - {"reason"}}
    return Stated(check, sentence=stated.reason, **rest)


def _coded(raw: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The row with its entry's own code where a test turns on a code and names none."""
    coded = dict(raw)
    test = CHECKS.get(str(raw.get("test")))
    if test is not None and "code" in inspect.signature(test).parameters:
        coded.setdefault("code", code)
    if isinstance(raw.get("of"), list):
        coded["of"] = [_coded(one, code) if isinstance(one, dict) else one for one in raw["of"]]
    return coded


def _check(raw: Any) -> Check:
    if not isinstance(raw, dict):
        raise ValueError(f"{raw!r}: not a table of a test.")
    test = CHECKS.get(str(raw.get("test")))
    if test is None:
        raise ValueError(f'test = "{raw.get("test", "")}": no such test.')
    keys = {key: value for key, value in raw.items() if key != "test"}
    return _reader().structure(keys, test)


@cache
def _reader() -> Converter:
    """A strict reader: no unknown keys, no number for a text, no text for a list."""
    reader = Converter(forbid_extra_keys=True)

    def of_fields(kind: type) -> Any:
        # A field that would be a Python keyword ends in an underscore there, not in the file.
        renamed: dict[str, Any] = {
            name: override(rename=name.rstrip("_"))
            for name in attrs.fields_dict(kind)
            if name.endswith("_")
        }
        return make_dict_structure_fn(kind, reader, **renamed)

    def tuple_of(raw: Any, kind: Any) -> tuple[Any, ...]:
        items = get_args(kind)
        if not isinstance(raw, list):
            raise ValueError(f"{raw!r}: a list is wanted.")
        if items[-1] is not Ellipsis:
            if len(raw) != len(items):
                raise ValueError(f"{raw!r}: {len(items)} values are wanted.")
            return tuple(reader.structure(*pair) for pair in zip(raw, items, strict=True))
        return tuple(reader.structure(one, items[0]) for one in raw)

    def one_of(raw: Any, kind: Any) -> Any:
        kinds = [one for one in get_args(kind) if one is not type(None)]
        number = isinstance(raw, int | float)
        return reader.structure(raw, float if number and float in kinds else kinds[-1])

    reader.register_structure_hook_factory(attrs.has, of_fields)
    reader.register_structure_hook_func(_is_tuple, tuple_of)
    reader.register_structure_hook_func(_is_union, one_of)
    for plain in (str, bool, int, float, date):
        reader.register_structure_hook(plain, _exactly)
    reader.register_structure_hook_func(_is_word, _word)
    reader.register_structure_hook(Source, lambda raw, _: Source(*tuple_of(raw, tuple[str, str])))
    reader.register_structure_hook(DateRange, lambda raw, _: _range(raw))
    # Not by class, which would catch every subclass as well.
    reader.register_structure_hook_func(lambda kind: kind is Check, lambda raw, _: _check(raw))
    return reader


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _word(raw: Any, kind: type[Enum]) -> Enum:
    try:
        return kind(raw)
    except ValueError:
        words = ", ".join(str(member.value) for member in kind)
        raise ValueError(f"{raw!r} is not one of: {words}") from None


def _exactly(raw: Any, kind: type) -> Any:
    wanted = (int, float) if kind is float else (kind,)
    if type(raw) not in wanted:
        raise ValueError(f"{raw!r}: {CALLED[kind]} is wanted.")
    return raw


def _range(raw: Any) -> DateRange:
    if not isinstance(raw, dict) or set(raw) != {"from", "to"}:
        raise ValueError(f"{raw!r}: from and to are wanted.")
    return DateRange(_exactly(raw["from"], date), _exactly(raw["to"], date))


def _said(error: BaseException, _: type | None) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown keys: {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return "it is missing"
    return str(error)


def _placed(said: str) -> str:
    """A complaint of the reader with its place in the row first."""
    what, _, place = said.rpartition(" @ ")
    place = place.strip(".").rstrip("_")
    return f"{place}: {what}" if place else what
