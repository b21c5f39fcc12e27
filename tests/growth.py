"""Whether work grows in proportion to what it is given: measured, so that no square hides."""

from __future__ import annotations

import time
from collections.abc import Callable

_LEAST = 0.002  # seconds; less says more of the clock than of the work
_TRIES = 3  # other processes may get in the way of a measurement, never hasten one


def in_proportion(work: Callable[[int], object], few: int, times: int) -> bool:
    """Whether work on ``times`` as much takes not much longer than ``times`` as long.

    Three times longer than that is let pass; the square would be ``times`` longer.
    """

    def once(size: int) -> float:
        start = time.process_time()
        work(size)
        return time.process_time() - start

    shortest = min(once(few) for _ in range(_TRIES))
    most = 3 * times * max(shortest, _LEAST)
    return any(once(few * times) < most for _ in range(_TRIES))
