"""What student code may use; the only place where the defaults stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one question, one worker and one submission may use.

    Parameters
    ----------
    seconds : float
        Processor time for one cell or one case. A busy machine is not the student's fault.
    patience : float
        Seconds of waiting for one cell or one case, in multiples of `seconds`. It ends what sleeps, so the time in
        which a worker computes, or stands in line for a processor, does not count.
    memory : int
        Bytes that a worker may use, with all the processes it starts.
    budget : float
        Processor seconds for a whole submission, in all of its workers together, and as many seconds of waiting.
    """

    seconds: float = 4.0
    patience: float = 3.0
    memory: int = 3 * 2**30
    budget: float = 60.0

    @property
    def waiting(self) -> float:
        """Seconds of waiting for one cell or one case."""
        return self.seconds * self.patience
