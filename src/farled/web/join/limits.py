"""How many wrong join codes one address may try. In the memory of the process, bounded."""

import ipaddress
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

WINDOW = 600.0
FREE = 100
PER_JOIN = 2  # a room behind one address mistypes in proportion to its people
MOST_ADDRESSES = 20_000
MOST_JOINS = 5_000


@dataclass
class Tries:
    """When one address was wrong, and when somebody there joined."""

    wrong: deque[float] = field(default_factory=deque)
    joins: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_JOINS))

    def forget(self, before: float) -> None:
        for times in (self.wrong, self.joins):
            while times and times[0] <= before:
                times.popleft()

    @property
    def allowed(self) -> int:
        return FREE + PER_JOIN * len(self.joins)


class WrongCodes:
    """One in each process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, Tries] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> int:
        """Seconds until this address may try a code again; 0 for now."""
        with self._lock:
            tries = self._tries.get(_counted_as(address))
            if tries is None:
                return 0
            now = self._clock()
            tries.forget(now - WINDOW)
            excess = len(tries.wrong) - tries.allowed
            return 0 if excess < 0 else max(1, math.ceil(tries.wrong[excess] + WINDOW - now))

    def wrong(self, address: str) -> None:
        with self._lock:
            self._of(address).wrong.append(self._clock())

    def joined(self, address: str) -> None:
        with self._lock:
            self._of(address).joins.append(self._clock())

    def clear(self) -> None:
        with self._lock:
            self._tries.clear()

    def _of(self, address: str) -> Tries:
        name = _counted_as(address)
        tries = self._tries.setdefault(name, Tries())
        self._tries.move_to_end(name)
        tries.forget(self._clock() - WINDOW)
        while len(self._tries) > MOST_ADDRESSES:
            self._tries.popitem(last=False)
        return tries


def _counted_as(address: str) -> str:
    """An IPv6 subscriber has a whole /64 to choose from: it counts as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
