"""How much it tells that two answers to one function share what they share, in bits.

A fragment that a share p of the class wrote tells -log2 p: so improbable it is that one more student comes upon it
(Shannon 1948; in retrieval the inverse document frequency, Spärck Jones 1972). The pair itself is left out of the
count, and p is smoothed so that among n answers nothing tells more than log2 n: a small class can prove little.

Fragments of one function do not come independently: who takes the same way writes several lines of it. So they are
counted as a chain: each tells what it still tells given the one before it that explains it best, by how many of those
who wrote that one wrote this, too. Where nobody else did, a chance is assumed (`GIVEN_ANOTHER`), which is ours,
and not measured in any class of people. A name or a comment that returns in several functions is one habit, and counts
once.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from grader.similarity.fragments import Fragment, Kind

# The chance that somebody who shares one rare fragment of a function shares the next, where the class does not tell.
GIVEN_ANOTHER = {
    Kind.LINE: 3 / 4,
    Kind.WHOLE: 3 / 4,
    Kind.NAME: 1 / 2,
    Kind.MISTAKE: 1 / 2,
    Kind.COMMENT: 1 / 8,
}
# As much as that many students does the chance above count against what others of the class did.
PRIOR = 2
# What a larger part of the class wrote tells nothing; what a smaller one wrote is called rare.
USUAL = 1 / 2
RARE = 1 / 8
MAX_SHARED = 60
# Lines first: a name implies the line that it stands in.
ORDER = list(Kind)


@dataclass(frozen=True)
class Match:
    """A fragment that both have: what it adds in bits, and from which to which lines it stands in each.

    `rare` is what hardly anybody else wrote; of what is not rare many together may still be.
    """

    kind: Kind
    bits: float
    rare: bool
    left: tuple[tuple[int, int], ...]
    right: tuple[tuple[int, int], ...]


class Answers:
    """All answers of a class to one function.

    Parameters
    ----------
    answers : sequence of sequence of Fragment
        Those of each student.
    given : collection of bytes
        Keys of what students were given, or what a solution says: of these none tells anything.
    """

    def __init__(self, answers: Sequence[Sequence[Fragment]], given: Collection[bytes] = ()) -> None:
        self._answers = answers
        holders: dict[bytes, list[int]] = {}
        for number, fragments in enumerate(answers):
            for key in dict.fromkeys(fragment.key for fragment in fragments):
                holders.setdefault(key, []).append(number)
        most = max(2, len(answers) * USUAL)
        self.shared: Mapping[bytes, tuple[int, ...]] = {
            key: tuple(there) for key, there in holders.items() if 2 <= len(there) <= most and key not in given
        }
        self._lines = [
            {one.key for one in fragments if one.kind is Kind.LINE and one.key not in given} for fragments in answers
        ]
        self._masks: dict[bytes, int] = {}

    def surprise(self, key: bytes) -> float:
        """How many bits a shared fragment tells of two who share it, by itself."""
        return math.log2(len(self._answers) / (len(self.shared[key]) - 1))

    def unlike(self, left: int, right: int) -> int:
        """How many lines the one of two answers that has fewer of its own does not share with the other."""
        return min(len(self._lines[left] - self._lines[right]), len(self._lines[right] - self._lines[left]))

    def matches(self, left: int, right: int, habits: set[bytes]) -> list[Match]:
        """What two answers share, and how much each of it adds.

        Parameters
        ----------
        habits : set of bytes
            Of what they share in other functions; what they do here in the same way adds nothing. It learns of these.
        """
        places = [self._places(number) for number in (left, right)]
        habit_of = {fragment.key: fragment.habit for fragment in self._answers[left]}
        shared = sorted(
            places[0].keys() & places[1].keys(), key=lambda one: (ORDER.index(one[0]), -self.surprise(one[1]), one[1])
        )
        found: list[Match] = []
        before: list[bytes] = []
        for kind, key in shared[:MAX_SHARED]:
            chances = [self._chance(key, other, GIVEN_ANOTHER[kind]) for other in before]
            bits = min([self.surprise(key), *(-math.log2(chance) for chance in chances)])
            new = {habit_of[key]} - habits
            habits |= new
            found.append(
                Match(
                    kind,
                    bits if new else 0.0,
                    self._is_rare(key),
                    tuple(places[0][kind, key]),
                    tuple(places[1][kind, key]),
                )
            )
            before.append(key)
        return found

    def _is_rare(self, key: bytes) -> bool:
        return len(self.shared[key]) <= max(2, len(self._answers) * RARE)

    def _chance(self, key: bytes, other: bytes, prior: float) -> float:
        """The chance that somebody wrote a fragment who wrote the other one, the two who are compared left out."""
        both = (self._mask(key) & self._mask(other)).bit_count() - 2
        return (both + PRIOR * prior) / (len(self.shared[other]) - 2 + PRIOR)

    def _mask(self, key: bytes) -> int:
        """Who wrote a fragment, a bit each."""
        if key not in self._masks:
            self._masks[key] = sum(1 << number for number in self.shared[key])
        return self._masks[key]

    def _places(self, number: int) -> dict[tuple[Kind, bytes], list[tuple[int, int]]]:
        found: dict[tuple[Kind, bytes], list[tuple[int, int]]] = {}
        for fragment in self._answers[number]:
            if fragment.key in self.shared:
                found.setdefault((fragment.kind, fragment.key), []).append((fragment.first, fragment.last))
        return found
