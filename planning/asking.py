"""How a plan is to be made: the aims in order, what tells the time, and when to stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import field, frozen

from models.placement import PlanAim
from optimiser.allocation.search import Effort
from planning.progress import Advance, silent
from planning.staging import Clock

# Deterministic seconds of each integer programme at the end of a stage: what stays open is told
# with its bound.
WHOLE = 30.0


def no_clock() -> float:
    return 0.0


def never() -> bool:
    return False


@frozen
class Asked:
    """How a plan is to be made. Once `halted` says so, what there is stands.

    Parameters
    ----------
    clock : callable
        Seconds, for what is told of the time it took; nothing turns on it.
    """

    aims: tuple[PlanAim, ...] = tuple(PlanAim)
    seed: int = 0
    clock: Clock = no_clock
    halted: Callable[[], bool] = never
    advance: Advance = silent
    whole: float = WHOLE
    id: str = ""
    title: str = ""
    name: str = ""
    inputs: Mapping[str, str] = field(factory=dict)

    @property
    def sums(self) -> tuple[PlanAim, ...]:
        """The aims that are sums over people; of who sits with whom bookings know nothing."""
        return tuple(aim for aim in self.aims if aim is not PlanAim.COMPANY)

    @property
    def effort(self) -> Effort:
        return Effort(whole=self.whole, halted=self.halted)


AS_USUAL = Asked()
