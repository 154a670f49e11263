"""The screen: what may be read in court first, then all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from models.facts import Facts
from models.fault import Aim
from models.package import Package
from optimiser.results import Option, Options
from reports import naming, refusals, sections, words
from reports.allowed_text import allowed
from reports.calendar_text import week_by_week
from reports.comparison import side_by_side
from reports.forgiveness_text import room_to_miss
from reports.headline import appointment, first_session, headline
from reports.impasse_text import impasse
from reports.screen import OneLine, heading, labelled, line, section

CAUTION = (
    "These are options with their reasons and assumptions, made from the facts given. What was "
    "not given was not checked. The court decides."
)


def screen(
    found: Options, chosen: int = 1, wishes: Iterable[RenderableType] = ()
) -> Iterator[RenderableType]:
    """The whole answer, option number `chosen` (from 1) in full.

    `wishes` is what is said of the question itself, put under the options side by side.
    """
    facts = found.facts
    if not found.options:
        yield from nothing(found, wishes)
        return
    option = found.options[chosen - 1]
    yield OneLine(headline(option.package, facts))
    if not _begins_with_the_officer(option.package):
        # Else the line above has said it.
        yield Text("")
        yield labelled(*reporting(option.package, facts))
    yield from sections.still_needed(found)
    yield from side_by_side(found.options, facts)
    yield from wishes
    yield from complete(found)
    if len(found.options) > 1:
        yield heading(f"Option {chosen} in full")
    yield from week_by_week(option, facts)
    yield from sections.of_option(option, facts)
    yield from room_to_miss(option, facts)
    yield from behind(found)


def reporting(package: Package, facts: Facts) -> tuple[str, str]:
    """Where the person reports first: to the officer, else to whatever is attended first."""
    session = first_session(package, naming.CONTACT)
    if session is not None:
        return "First sees the officer:", appointment(session, facts)
    session = first_session(package)
    if session is None:
        return "First reports:", "no appointment is dated yet"
    return "First reports:", f"{appointment(session, facts)} ({naming.session(session, facts)})"


def _begins_with_the_officer(package: Package) -> bool:
    session = first_session(package)
    return session is not None and session.part == naming.CONTACT


def complete(found: Options) -> Iterator[RenderableType]:
    """Whether there may be more options than those shown, and what they could lose."""
    if found.exhausted:
        yield Text("")
        yield line("Time ran out while looking: there may be other options than these.")
    elif found.closed:
        yield Text("")
        yield line(
            "Nothing else considered within the allowed loss is better in any aim: "
            "the list is complete."
        )
    elif found.cut_short:
        yield Text("")
        yield line(
            "Fewer than were asked for: whether there are others was not settled in the effort "
            "allowed."
        )
    if found.loss is not None and (len(found.options) > 1 or found.closed or found.cut_short):
        if not (found.exhausted or found.closed or found.cut_short):
            yield Text("")
        yield line(allowed(found.loss))


def behind(found: Options) -> Iterator[RenderableType]:
    """What holds for every option: refusals, signposts, warnings, and who decides."""
    yield from refusals.not_offered(found.not_offered, found.facts)
    yield from sections.asked_besides(found)
    yield from section("Signposts, never enforceable and not in the calendar", (
        f"{words.plain(row.name) or row.code}: {refusals.because(row)}" for row in found.signposts
    ))  # fmt: skip
    yield from section("Warnings", (words.sentence(text) for text in found.warnings))
    yield Text("")
    yield line(CAUTION, "italic")


def nothing(found: Options, wishes: Iterable[RenderableType] = ()) -> Iterator[RenderableType]:
    """Why no option can be put, or that time ran out before one was found."""
    if found.exhausted:
        said = "No option was found in the time allowed. That doesn't mean there is none."
        yield line(said, "bold")
    elif found.impasse is None:
        yield line("No option had been found when the search was stopped.", "bold")
    else:
        yield from impasse(found.impasse, found.facts)
    yield from wishes
    yield from sections.still_needed(found)
    yield from behind(found)


def announced(option: Option, facts: Facts) -> str:
    """One line for an option just found, while others are looked for."""
    sure = "proved" if option.proved else "best found"
    return f"Found ({sure}), {option.name}: {headline(option.package, facts)}"


def glimpsed(option: Option, facts: Facts) -> str:
    """One line for what is in hand while the best is still looked for, with its bound.

    What is proved has no bound to tell: its dates are still to be made neat.
    """
    work = next(status for status in option.status if status.aim is Aim.WORK)
    lost = f"{words.duration(work.value)} of work, study or care lost"
    sure = "no package loses less" if work.proved else f"at least {words.duration(work.bound)}"
    if not work.proved and not work.bound:
        sure = "a better one is not ruled out"
    so_far = "So far"
    if option.proved:
        so_far, sure = "Proved", "its dates may still be made neater"
    return f"{so_far}: {headline(option.package, facts)} {lost[0].upper()}{lost[1:]}; {sure}."
