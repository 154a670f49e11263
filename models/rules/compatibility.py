"""How two classes of entry stand to each other in one order: the pairs of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from models.circumstances import holds
from models.entry import Entry, EntryKind
from models.facts import Facts, PairRule
from models.fault import Fault
from models.package import Package
from models.rules.lookups import TREATMENT, belongs, entries
from models.rules.rule import Rule, found
from models.rules.sentences import in_a_sentence, mid_name


def pairs(package: Package, facts: Facts) -> Iterator[Fault]:
    """Each pair rule in force that the circumstances switch on is kept, counted once a rule."""
    held = tuple(entries(package, facts))
    for pair in facts.menu.pairs:
        if pair.ruling.value is not True:
            continue
        if not all(holds(name, facts.case) for name in pair.when):
            continue
        sentences = [f"{said}." for said in _against(pair, held, facts)]
        yield from found(pair.id, pair.first, pair.ruling, sentences)


def _against(pair: PairRule, held: tuple[Entry, ...], facts: Facts) -> Iterator[str]:
    firsts = [entry for entry in held if belongs(entry, pair.first)]
    seconds = [entry for entry in held if belongs(entry, pair.second)]
    if pair.relation in ("never-together", "not-usually-together"):
        seen: set[frozenset[str]] = set()
        usually = "" if pair.relation == "never-together" else "usually "
        for one in firsts:
            for other in seconds:
                both = frozenset((one.code, other.code))
                if len(both) == 2 and both not in seen:
                    seen.add(both)
                    yield f"{one.name} and {other.name}: not {usually}in one order"
        return
    for one in firsts:
        if pair.relation == "never-alone":
            beside = (*filter(_programme_or_treatment, held), *seconds)
            if not any(other.code != one.code for other in beside):
                alone = "never on its own, without another programme or treatment"
                yield f"{one.name}: {_beside(pair, facts) if pair.second else alone}"
        elif not any(other.code != one.code for other in seconds):
            yield f"{one.name}: {_beside(pair, facts)}"


def _beside(pair: PairRule, facts: Facts) -> str:
    """What has to stand beside it; of a class, whose code nobody says, in the row's words."""
    text = pair.ruling.row.text.rstrip(".")
    if pair.second not in facts.menu.entries and text:
        return in_a_sentence(text)
    usually = "only" if pair.relation == "needs" else "usually"
    return f"{usually} beside {mid_name(pair.second, facts)}"


def _programme_or_treatment(entry: Entry) -> bool:
    return entry.kind is EntryKind.PROGRAMME or entry.stream == TREATMENT


RULES = (Rule("pairs", pairs),)
