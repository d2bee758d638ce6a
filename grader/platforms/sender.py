"""Who sent a file, as a learning platform tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """Whoever is behind one entry of a platform's export.

    Parameters
    ----------
    name : str
        What people are called; most platforms let them choose it, so that it proves nothing.
    number : str
        The platform's own, which nobody chooses; it tells people of the same name apart.
    aliases : sequence of str
        Ids of the platform by which a roster may know the same person.
    handed_in : float
        When, in seconds since 1970; 0 if the platform does not say.
    lasting : bool
        Whether the number is the same in the next export, so that another number is another person.
    """

    name: str
    number: str = ""
    aliases: tuple[str, ...] = ()
    late: bool = False
    attempt: int = 0
    lasting: bool = True
    handed_in: float = 0.0
