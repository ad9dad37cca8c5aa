"""How often somebody may guess: counted in this process's memory, forgotten when it restarts."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

MOST_KEYS = 20_000


class Guesses:
    """At most `most` failures of one key within `window` seconds."""

    def __init__(
        self, most: int, window: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.window = window
        self.clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, key: str) -> int:
        """0 while the key may go on guessing."""
        with self._lock:
            failures = self._recent(key)
            if len(failures) < self.most:
                return 0
            return max(1, math.ceil(failures[0] + self.window - self.clock()))

    def failed(self, key: str) -> None:
        with self._lock:
            self._recent(key).append(self.clock())
            self._failures.move_to_end(key)
            # a flood of made-up keys must not fill the memory
            while len(self._failures) > MOST_KEYS:
                self._failures.popitem(last=False)

    def forget(self, key: str = "") -> None:
        """One key, or everything."""
        with self._lock:
            if key:
                self._failures.pop(key, None)
            else:
                self._failures.clear()

    def _recent(self, key: str) -> deque[float]:
        failures = self._failures.setdefault(key, deque(maxlen=self.most))
        while failures and failures[0] <= self.clock() - self.window:
            failures.popleft()
        return failures


QUARTER = 15 * 60
# an office sits behind one address, so that limit is wide; scrypt makes each guess slow anyway
BY_ADDRESS_AND_PLACE = Guesses(most=8, window=QUARTER)
BY_PLACE = Guesses(most=80, window=QUARTER)
LETTERS = Guesses(most=5, window=QUARTER)


def seconds_to_wait(address: str, place: str) -> int:
    """Before the next sign-in for this address from this place."""
    one = BY_ADDRESS_AND_PLACE.seconds_to_wait(f"{address}\n{place}")
    return max(one, BY_PLACE.seconds_to_wait(place))


def note_failure(address: str, place: str) -> None:
    BY_ADDRESS_AND_PLACE.failed(f"{address}\n{place}")
    BY_PLACE.failed(place)


def note_success(address: str, place: str) -> None:
    BY_ADDRESS_AND_PLACE.forget(f"{address}\n{place}")
