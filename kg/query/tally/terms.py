"""The terms of one question: those of the data, and those that the question itself makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.query.tally.kinds import OTHER
from kg.query.tally.made import LATER, Made
from kg.query.tally.values import Values, values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from kg.query.tally.columns import Columns, Numbers
    from kg.query.tally.values import Reals, Wholes


class NotHere(Exception):
    """This cannot be answered from the columns."""


class Terms:
    """Numbers of terms; those the data do not hold come behind theirs.

    Attributes:
        columns: The data.
        made: Terms that are not in the data, in the order of their numbers.
        work: Rows that were made so far, as the engine would have had to.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.made: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._values: Values | None = None
        self._later: list[Made] = []
        self.work = 0

    @property
    def count(self) -> int:
        """How many terms there are now."""
        return self.columns.count + len(self.made)

    def number(self, text: bytes) -> int:
        """Return the number of a term, which gets one if it has none."""
        found = self._numbers.get(text)
        if found is None:
            known = self.columns.number(text)
            found = self.count if known is None else known
            if known is None:
                self.made.append(text)
            self._numbers[text] = found
        return found

    def text(self, number: int) -> bytes:
        """Return a term as N-Triples writes it."""
        if number < self.columns.count:
            return self.columns.text(number)
        if number >= LATER:
            made = next(each for each in self._later if number in each)
            return made.write(number - made.start)
        return self.made[number - self.columns.count]

    def later(
        self, kind: int, wholes: Wholes, reals: Reals, write: Callable[[int], bytes]
    ) -> Numbers:
        """Return numbers of terms that are written when somebody asks for them.

        They are not to be compared by their numbers: `settled` gives those that may be.
        """
        start = self._later[-1].start + len(self._later[-1].kind) if self._later else LATER
        kinds = np.full(len(wholes), kind, dtype=np.int8)
        self._later.append(Made(start, kinds, wholes, reals, write))
        return np.arange(start, start + len(wholes), dtype=np.int32)

    def settled(self, numbers: Numbers) -> Numbers:
        """Return numbers that are the same for the same term."""
        if not len(numbers) or int(numbers.max()) < LATER:
            return numbers
        told = {each: self.number(self.text(each)) for each in set(numbers.tolist()) if each >= 0}
        told[-1] = -1
        return np.array([told[each] for each in numbers.tolist()], dtype=np.int32)

    def kind(self, numbers: Numbers) -> npt.NDArray[np.int8]:
        """Return the kind of each term."""
        return self._gathered(lambda values: values.kind, numbers)

    def whole(self, numbers: Numbers) -> npt.NDArray[np.int64]:
        """Return the exact value of each term, in its unit."""
        return self._gathered(lambda values: values.whole, numbers)

    def real(self, numbers: Numbers) -> npt.NDArray[np.float64]:
        """Return the number that each term says."""
        return self._gathered(lambda values: values.real, numbers)

    def languages(self, numbers: Numbers) -> list[bytes]:
        """Return the different languages of terms, which must be strings in one."""
        if self.is_new(numbers):
            raise NotHere
        places = np.unique(self.columns.values.language[numbers])
        return [self.columns.values.languages[place] for place in places.tolist()]

    def rank(self, numbers: Numbers) -> npt.NDArray[np.int32]:
        """Return the place of each term among those of its kind.

        Raises:
            NotHere: One of them is not of the data, or has none.
        """
        if self.is_new(numbers):
            raise NotHere
        found = self.columns.values.rank[numbers]
        if len(found) and int(found.min()) < 0:
            raise NotHere
        return found

    def is_new(self, numbers: Numbers) -> bool:
        """Tell whether one of the terms is not in the data."""
        return bool(len(numbers) and int(numbers.max()) >= self.columns.count)

    def _gathered(
        self, part: Callable[[Values | Made], np.ndarray], numbers: Numbers
    ) -> np.ndarray:
        known = part(self.columns.values)
        if len(numbers) and int(numbers.max()) >= LATER:
            least = int(numbers.min())
            made_later = next((each for each in self._later if least in each), None)
            if made_later is None or int(numbers.max()) not in made_later:
                raise NotHere  # those of one column are told apart by their place in it
            return part(made_later)[numbers - made_later.start]
        if self.is_new(numbers):
            made = self._values
            if made is None or len(made.kind) < len(self.made):
                made = self._values = values_of(self.made)
            known = np.concatenate((known, part(made)))
        if not len(known):  # an unbound variable only
            return np.full(len(numbers), OTHER)
        return known[numbers]
