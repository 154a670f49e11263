"""Worked examples from the guides and the law, as data: `examples/*.toml`, one file a guide.

To add one, add a table with a `title` that is a sentence and the `source` it comes from, and:

- for a finding: `case` (only what differs from `base.toml`), `without` (paths of facts nobody
  knows) and `finding = { tsp = "not suitable", mentions = "words of the reason" }`; also `facts`,
  those to be asked for, `to`, whom it is referred to, and whether its reasons are `verified`;
- for a ruling: `dates`, `subject`, `parameter`, `when`, and what to `expect`;
- for a dose: `entry`, its `edition` (a document) and `leg`, and the figures;
- for faults: `case` and `package`, and which rules the `faults` break (`must`), depart from
  (`should`) or keep (`kept`); `lawful`, whether no must is broken;
- for options: `case`, or a `shipped` case it is laid over, and what the best option `holds`, or the
  words of the `impasse`. These are solved: few, and quick ones.

Where a reason, a ruling, a leg or a fault is expected, its source must be the example's own; else
the catalogue must at least cite it.
"""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from models.catalogue import load, menu
from models.dated import Bound
from models.facts import Facts
from models.findings import Verdict
from models.rules import FAMILIES, faults
from models.sources import Source
from models.suitability import findings
from optimiser.options import propose
from scenarios.reading import parse_case, parse_package, read_case
from scenarios.shipped import fetch
from scenarios.timetable_reading import parse_timetable, read_timetable

ROOT = Path(__file__).parents[1]
EXAMPLES = Path(__file__).with_name("examples")
BASE = tomllib.loads((EXAMPLES / "base.toml").read_text("utf-8"))
CATALOGUE = load()
KNOWN = frozenset(CATALOGUE.codes)
RULES = {rule.id for rule in FAMILIES} | {
    keyed.row.id for keyed in (*CATALOGUE.pairs, *CATALOGUE.sequences)
}
TRAPS = set(range(1, 21))

ALWAYS = {"title", "source", "trap"}
SOLVED = {"case", "shipped", "timetable"}
SHAPES = {
    "finding": {"case", "without"},
    "expect": {"dates", "subject", "parameter", "when"},
    "entry": {
        "edition", "leg", "sessions", "minutes", "per_week", "total_minutes", "stage", "gap_days",
        "modules", "attendance", "group_size", "order_months", "scheduled", "enforceable",
        "requires", "conflict", "given_by",
    },
    "faults": {"case", "without", "package", "timetable"},
    "holds": SOLVED,
    "impasse": SOLVED,
}  # fmt: skip


# ---- reading -------------------------------------------------------------------------------


def only(table, keys):
    """The table, which must hold no key but these."""
    strange = sorted(set(table) - set(keys))
    if strange:
        raise ValueError(f"unknown keys: {', '.join(strange)}")
    return table


def shape_of(example):
    """Which of the shapes an example has."""
    held = [shape for shape in SHAPES if shape in example]
    if len(held) != 1:
        raise ValueError(f"one shape is wanted, not {held or 'none'}")
    only(example, {*ALWAYS, *SHAPES[held[0]], held[0]})
    if not {"title", "source"} <= set(example):
        raise ValueError("an example has a title and a source")
    return held[0]


def read(path):
    """A file's examples, each with what the file changes for all of them."""
    held = only(tomllib.loads(path.read_text("utf-8")), {"case", "examples", "elsewhere"})
    for example in held["examples"]:
        if "case" in SHAPES[shape_of(example)] and "shipped" not in example:
            example["case"] = laid_over(held.get("case", {}), example.get("case", {}))
    return held


def laid_over(base, change):
    """Tables are laid over each other key by key; whatever else stands there is replaced."""
    if not (isinstance(base, dict) and isinstance(change, dict)):
        return change
    return base | {key: laid_over(base.get(key), value) for key, value in change.items()}


def without(table, path):
    """The table without the fact at a path, which must be there."""
    name, _, rest = path.partition(".")
    if rest:
        return table | {name: without(table[name], rest)}
    return {key: value for key, value in table.items() if table[name] is not value}


FILES = [read(path) for path in sorted(EXAMPLES.glob("*.toml")) if path.stem != "base"]
ALL = [example for held in FILES for example in held["examples"]]
ELSEWHERE = [one for held in FILES for one in held.get("elsewhere", ())]


def as_json(table):
    return json.dumps(table, default=lambda moment: moment.isoformat()).encode()


def case_of(example):
    raw = BASE["case"]
    if "shipped" in example:
        raw = tomllib.loads(fetch(example["shipped"])[1].decode())
    raw = laid_over(raw, example.get("case", {}))
    for path in example.get("without", ()):
        raw = without(raw, path)
    return parse_case("example.json", as_json(raw), KNOWN)


def facts_of(example):
    case = case_of(example)
    stated = example.get("timetable", {})
    if "shipped" in example:
        stated = read_case(example["shipped"]).timetable
    if isinstance(stated, str):
        timetable = read_timetable(stated).timetable
    else:
        whole = laid_over(BASE["timetable"], stated)
        timetable = parse_timetable("example.toml", whole, CATALOGUE.entry)
    offered = menu(CATALOGUE, case)
    return Facts(case, offered, timetable, findings(case, offered))


def source_of(example):
    return Source(*example["source"])


# ---- the shapes ----------------------------------------------------------------------------


def check_finding(example):
    said = dict(example["finding"])
    asked, mentions, to, verified = (
        said.pop(key, None) for key in ("facts", "mentions", "to", "verified")
    )
    case = case_of(example)
    found = findings(case, menu(CATALOGUE, case))
    assert said == {code: found[code].verdict.value for code in said}
    for finding in (found[code] for code in said):
        decisive = [one for one in finding.reasons if one.verdict is finding.verdict]
        if finding.verdict is not Verdict.SUITABLE:
            assert source_of(example) in [reason.source for reason in decisive]
        if mentions is not None:
            assert any(mentions in reason.sentence for reason in decisive)
        if asked is not None:
            assert set(asked) == {fact for reason in decisive for fact in reason.facts}
        if to is not None:
            assert to in [reason.to for reason in decisive]
        if verified is not None:
            assert verified == all(reason.verified for reason in decisive)


def check_expect(example):
    said = only(example["expect"], {"lowest", "highest", "value", "none", "verified", "force"})
    days = only(example["dates"], {"offence", "conviction", "sentence", "plan_from"})
    dates = {name: day for name, day in days.items() if name != "plan_from"}
    raw = BASE["case"] | {"dates": dates, "plan_from": days.get("plan_from", days["sentence"])}
    offered = menu(CATALOGUE, parse_case("example.json", as_json(raw), KNOWN))
    ruling = offered.ruling(example["subject"], example["parameter"], **example.get("when", {}))
    if said.get("none"):
        assert ruling is None or ruling.value is None
        return
    value = said.get("value", Bound(said.get("lowest"), said.get("highest")))
    assert value == ruling.value
    assert said.get("verified", True) == ruling.verified
    assert said.get("force", ruling.row.force.value) == ruling.row.force.value
    assert source_of(example) == ruling.source


def figure(value):
    """A number, [lowest, highest], or "not stated"."""
    if value == "not stated":
        return None
    return Bound(*value) if isinstance(value, list) else Bound(value, value)


def check_entry(example):
    entry = CATALOGUE.entry(example["entry"], example.get("edition", ""))
    cited = [*entry.legs, *entry.attendance]
    assert source_of(example) in {
        entry.source, entry.order_months_source, *(one.source for one in cited),
    }  # fmt: skip
    if "leg" in example:
        check_leg(example, next(leg for leg in entry.legs if leg.id == example["leg"]))
    elif "sessions" in example:
        assert figure(example["sessions"]) == summed(leg.sessions for leg in entry.legs)
    if "total_minutes" in example:
        legs = [leg for leg in entry.legs if example.get("leg", leg.id) == leg.id]
        assert figure(example["total_minutes"]) == summed(map(attended, legs))
    if "attendance" in example:
        said = only(example["attendance"], {"leg", "allowed", "restart_at", "per", "beyond"})
        rules = [{key: getattr(rule, key) for key in said} for rule in entry.attendance]
        assert said in rules
    if "group_size" in example:
        assert figure(example["group_size"]) == entry.group_size
    if "conflict" in example:
        assert any(example["conflict"] in words for words in entry.conflicts)
    for key in {"order_months", "scheduled", "enforceable"} & set(example):
        assert example[key] == getattr(entry, key)
    assert tuple(example.get("requires", entry.requires)) == entry.requires


def check_leg(example, leg):
    for key in {"sessions", "minutes", "per_week", "gap_days"} & set(example):
        assert figure(example[key]) == getattr(leg, key)
    assert example.get("stage", leg.stage.value) == leg.stage.value
    assert example.get("given_by", leg.with_) == leg.with_
    if "modules" in example:
        assert example["modules"] == [module.sessions for module in leg.modules]


def attended(leg):
    """The least and the most minutes of all sessions of a leg."""
    return Bound(
        leg.sessions.lowest * leg.minutes.lowest, leg.sessions.highest * leg.minutes.highest
    )


def summed(bounds):
    """The least and the most that several figures come to."""
    held = list(bounds)
    return Bound(sum(one.lowest for one in held), sum(one.highest for one in held))


def check_faults(example):
    said = only(example["faults"], {"must", "should", "kept", "lawful", "mentions"})
    facts = facts_of(example)
    order = {"kind": facts.case.sentence.kind.value, "months": 12}
    raw = laid_over({"order": order}, example["package"])
    found = list(faults(parse_package("p.json", as_json(raw), KNOWN, facts.today), facts))
    rules = {(fault.force.value, fault.rule) for fault in found}
    expected = {(force, rule) for force in ("must", "should") for rule in said.get(force, ())}
    kept = set(said.get("kept", ()))
    assert expected == expected & rules
    assert kept == kept & RULES - {rule for _, rule in rules}
    if "lawful" in said:
        assert said["lawful"] == ([rule for force, rule in sorted(rules) if force == "must"] == [])
    meant = [fault for fault in found if (fault.force.value, fault.rule) in expected]
    if meant:
        assert source_of(example) in [fault.source for fault in meant]
    if "mentions" in said:
        assert any(said["mentions"] in fault.sentence for fault in meant)


def check_holds(example):
    said = only(example["holds"], {"codes", "terms", "months", "sessions", "departures"})
    [option] = propose(facts_of(example)).options
    package = option.package
    terms = {planned.code: dict(planned.terms.items()) for planned in package.requirements}
    sessions = Counter(session.part for session in package.sessions)
    assert said.get("months", package.order.months) == package.order.months
    assert set(said.get("codes", package.codes)) == set(package.codes)
    assert said.get("terms", {}) == {code: terms[code] for code in said.get("terms", {})}
    assert said.get("sessions", {}) == {part: sessions[part] for part in said.get("sessions", {})}
    if "departures" in said:
        assert said["departures"] == [fault.rule for fault in option.departures]


def check_impasse(example):
    answer = propose(facts_of(example))
    assert answer.options == ()
    assert any(example["impasse"] in reason.sentence for reason in answer.impasse.reasons)


CHECKS = {
    "finding": check_finding,
    "expect": check_expect,
    "entry": check_entry,
    "faults": check_faults,
    "holds": check_holds,
    "impasse": check_impasse,
}


@pytest.mark.parametrize("example", ALL, ids=[example["title"] for example in ALL])
def test_a_worked_example(example):
    CHECKS[shape_of(example)](example)


# ---- the examples as a whole ---------------------------------------------------------------


def test_each_example_has_a_title_of_its_own():
    titles = Counter(example["title"] for example in ALL)
    assert [title for title, times in titles.items() if times > 1] == []


def test_each_example_cites_what_the_catalogue_cites():
    known = set(cited())
    # What a rule of ours assumes is cited by the rule, and the example held against it.
    guides = [example for example in ALL if example["source"][0] != "assumption"]
    assert [example["title"] for example in guides if source_of(example) not in known] == []


def cited():
    keyed = (*CATALOGUE.pairs, *CATALOGUE.sequences)
    for row in (*CATALOGUE.rows, *(one.row for one in keyed)):
        yield from (step.source for step in row.steps)
    for code in CATALOGUE.codes:
        for document in CATALOGUE.editions(code):
            entry = CATALOGUE.entry(code, document)
            yield entry.source
            yield from (one.source for one in (*entry.legs, *entry.attendance, *entry.criteria))


def test_nothing_is_held_that_no_example_shows():
    assert set() == KNOWN - {code for example in ALL for code in codes_of(example)}


def codes_of(example):
    """The catalogue codes an example is about."""
    yield from example.get("finding", {})
    yield from (example.get("subject", ""), example.get("entry", ""))
    for requirement in example.get("package", {}).get("requirements", ()):
        yield requirement["code"]
        yield from (part["code"] for part in requirement.get("parts", ()))


def test_every_trap_has_an_example_or_a_test_elsewhere():
    shown = {example["trap"] for example in ALL if "trap" in example}
    assert shown | {one["trap"] for one in ELSEWHERE} == TRAPS
    for one in ELSEWHERE:
        file, _, name = only(one, {"trap", "test"})["test"].partition("::")
        assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_few_examples_are_solved():
    assert len([one for one in ALL if {"holds", "impasse"} & set(one)]) <= 4


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"title": "T", "source": ["s", "1"], "finding": {}, "cases": {}}, "unknown keys: cases"),
        ({"title": "T", "source": ["s", "1"], "expect": {}, "entry": "tsp"}, "one shape"),
        ({"title": "T", "source": ["s", "1"]}, "one shape is wanted, not none"),
        ({"title": "T", "entry": "tsp"}, "a title and a source"),
    ],
)
def test_an_example_that_is_not_understood_is_refused(example, said):
    with pytest.raises(ValueError, match=said):
        shape_of(example)
