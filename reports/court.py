"""The three fields of a pre-sentence report: proposal, rationale, alternatives considered."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from rich.console import RenderableType

from models.facts import Facts
from models.sources import Source
from optimiser.results import NotOffered, Option, Options
from optimiser.trading import trade
from reports import naming, refusals, sections, words
from reports.comparison import delivery
from reports.headline import headline, requirement
from reports.screen import heading, line


@frozen
class CourtText:
    """Plain text for each field, to be read, changed and signed by the officer."""

    proposal: str
    rationale: str
    alternatives: str


def court_text(found: Options, chosen: int = 1) -> CourtText:
    """The fields for option number `chosen`, from 1.

    Raises
    ------
    IndexError
        Where there is no such option.
    """
    option = found.options[chosen - 1]
    others = [(n, o) for n, o in enumerate(found.options, start=1) if n != chosen]
    return CourtText(
        proposal=" ".join(_proposal(option, found.facts)),
        rationale=" ".join(_rationale(option, found.facts)),
        alternatives="\n".join(_alternatives(others, option, found)),
    )


def paragraphs(text: CourtText) -> Iterator[RenderableType]:
    """The fields under their headings."""
    for title, body in (
        ("Proposal", text.proposal),
        ("Rationale", text.rationale),
        ("Alternatives considered and why not", text.alternatives),
    ):
        yield heading(title)
        yield from (line(paragraph) for paragraph in body.splitlines())


def _proposal(option: Option, facts: Facts) -> Iterator[str]:
    yield "If the court is minded to make an order, it may wish to consider:"
    yield headline(option.package, facts)
    delivered = delivery(option.package, facts)
    if delivered:
        yield f"It would be delivered as {delivered}."
    for text in sections.conditions(option.conditions, facts):
        yield f"This depends on: {text}"


def _rationale(option: Option, facts: Facts) -> Iterator[str]:
    for status in option.needs:
        if status.met_by:
            by = words.listing(naming.entry(code, facts) for code in status.met_by)
            yield f"The need {naming.need(status.need)}, linked to the offending, is met by {by}."
        else:
            yield f"The need {naming.need(status.need)} is not met by anything suitable."
    for planned in option.package.requirements:
        if planned.purposes:
            name = naming.entry(planned.code, facts)
            yield f"{name} serves {words.listing(map(naming.purpose, planned.purposes))}."
    for purpose in option.purposes_unserved:
        yield f"Nothing in the proposal serves {naming.purpose(purpose)}."
    yield _life(option)
    if option.departures:
        yield "It departs from guidance as follows:"
        yield from (sections.departure(fault) for fault in option.departures)
    if option.assumptions:
        yield "It assumes:"
        yield from (words.sentence(words.plain(text)) for text in option.assumptions)


def _life(option: Option) -> str:
    """What is lost of work, study and care, and whether to what is attended or to the curfew."""
    attended = {session.id for session in option.package.sessions}
    at_home = sum(clash.minutes for clash in option.clashes if clash.session not in attended)
    away = option.measures.work - at_home
    over = f"over {words.count(option.measures.months, 'month')}"
    curfew = f"its curfew {words.duration(at_home)}"
    if away and at_home:
        lost = f"{words.duration(away)} of work, study or care and {curfew}"
        return f"Its attendances take {lost} {over}."
    if away:
        return f"Its attendances take {words.duration(away)} of work, study or care {over}."
    nothing = "Its attendances take nothing from work, study or care"
    return f"{nothing}, {curfew} {over}." if at_home else f"{nothing}."


def _alternatives(
    others: list[tuple[int, Option]], proposed: Option, found: Options
) -> Iterator[str]:
    """Each other option with what it trades against the one proposed, then what is ruled out."""
    for number, option in others:
        package = option.package
        holds = words.listing(requirement(r, package, found.facts) for r in package.requirements)
        beside = words.sentence(trade(option, proposed))
        months = words.count(package.order.months, "month")
        yield f"Option {number}, {months}: {holds}. Beside the proposal: {beside}"
    yield from refusals.together([_for_the_court(row) for row in found.not_offered])
    if not others and not found.not_offered:
        yield "No other package was asked for and nothing was ruled out."


def _for_the_court(row: NotOffered) -> NotOffered:
    """Without flags of the program or paths of the case file: the court sees neither."""
    source = row.source
    program = source.section.startswith("--") or "." in source.section
    if source.document in naming.OPENINGS and program:
        return evolve(row, source=Source(source.document, ""))
    return row
