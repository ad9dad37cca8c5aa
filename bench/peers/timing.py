"""Seconds of processor and of clock, and the most memory a process has held."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

LEAST = 0.02  # seconds that a measurement lasts at least


@dataclass(frozen=True)
class Took:
    """`cpu` counts every thread, so that other work on the machine matters little."""

    cpu: float
    wall: float


def best(*works: Callable[[], object], rounds: int = 5) -> list[Took]:
    """The least one go of each work took, turn by turn so that all meet the same machine; short works are repeated."""
    times = [max(1, int(LEAST / max(once(work).wall, 1e-6))) for work in works]
    least = [Took(float("inf"), float("inf")) for _ in works]
    for _ in range(rounds):
        for at, work in enumerate(works):
            took = once(work, times=times[at])
            least[at] = Took(min(least[at].cpu, took.cpu), min(least[at].wall, took.wall))
    return least


def once(work: Callable[[], object], *, times: int = 1) -> Took:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        work()
    return Took((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times)


def most_memory() -> float:
    """The process's largest resident set so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(**figures: object) -> None:
    """The last line a part prints: its figures."""
    plain = {name: asdict(one) if isinstance(one, Took) else one for name, one in figures.items()}
    print(json.dumps(plain))
    sys.stdout.flush()
