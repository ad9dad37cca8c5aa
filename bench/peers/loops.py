"""Loops of at most eight links, against networkx."""

import random
import time
from collections.abc import Iterator

import networkx

from bench.peers.timing import best, once, tell
from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.loops import Loops, feedback_loops

Arrows = dict[tuple[int, int], int]
SIGNS = (1, 1, -1)


def maps() -> Iterator[tuple[str, int, Arrows]]:
    for size in (30, 60, 120):
        for links in (2.0, 2.4, 2.8):
            for seed in (1, 2, 3):
                yield f"{size} factors", size, anyhow(size, round(size * links), seed)
    for seed in (1, 2, 3):
        yield "crowd, 87 factors", 87, crowd(seed)


def anyhow(size: int, links: int, seed: int) -> Arrows:
    chance, arrows = random.Random(seed), {}
    while len(arrows) < links:
        pair = (chance.randrange(size), chance.randrange(size))
        if pair[0] != pair[1]:
            arrows[pair] = chance.choice(SIGNS)
    return arrows


def crowd(seed: int) -> Arrows:
    """276 links: a strong part of 50 in which some are named far more often, causes before it, effects after."""
    chance = random.Random(seed)
    ring = chance.sample(range(50), 50)
    arrows = dict.fromkeys(zip(ring, ring[1:] + ring[:1], strict=True), 1)
    named = [1 / (n + 1) ** 0.6 for n in range(50)]
    while len(arrows) < 190:
        a, b = chance.choices(range(50), named, k=2)
        if a != b:
            arrows[a, b] = chance.choice(SIGNS)
    while len(arrows) < 276:
        far, core = chance.randrange(50, 87), chance.randrange(50)
        arrows[(far, core) if far < 70 else (core, far)] = chance.choice(SIGNS)
    return arrows


def drawn(size: int, arrows: Arrows) -> CausalMap:
    links = [Link(f"f{a}", f"f{b}", sign) for (a, b), sign in arrows.items()]
    return causal_map([Factor(f"f{n}") for n in range(size)], links).map


def diamonds(count: int) -> CausalMap:
    arrows = {}
    for n in range(count):
        top, left, right, bottom = 3 * n, 3 * n + 1, 3 * n + 2, 3 * n + 3
        arrows |= dict.fromkeys([(top, left), (top, right), (left, bottom), (right, bottom)], 1)
    return drawn(3 * count + 1, arrows | {(3 * count, 0): 1})


def same(found: Loops, cycles: list[list[str]], arrows: Arrows) -> bool:
    """The same loops, each with the product of its signs."""
    expected = {}
    for cycle in cycles:
        pairs = list(zip(cycle, cycle[1:] + cycle[:1], strict=True))
        signs = [arrows[int(a[1:]), int(b[1:])] for a, b in pairs]
        expected[frozenset(pairs)] = -1 if signs.count(-1) % 2 else 1
    return {frozenset(one.links): one.polarity for one in found.loops} == expected


def compare(size: int, arrows: Arrows) -> tuple[float, float, bool]:
    graph = networkx.DiGraph([(f"f{a}", f"f{b}") for a, b in arrows])
    chart = drawn(size, arrows)
    bounds = {"cap": 10**7, "budget": 1e6, "clock": time.monotonic}
    ours, theirs = best(
        lambda: feedback_loops(chart, **bounds),  # type: ignore[arg-type]
        lambda: list(networkx.simple_cycles(graph, length_bound=8)),
    )
    cycles = list(networkx.simple_cycles(graph, length_bound=8))
    return ours.cpu, theirs.cpu, same(feedback_loops(chart, **bounds), cycles, arrows)  # type: ignore[arg-type]


def main() -> None:
    seconds: dict[str, list[tuple[float, float]]] = {}
    agree = True
    for name, size, arrows in maps():
        ours, theirs, alike = compare(size, arrows)
        seconds.setdefault(name, []).append((ours, theirs))
        agree = agree and alike
    chain, dense = diamonds(20), diamonds(40)
    chained = min(once(lambda: feedback_loops(chain)).wall for _ in range(5))
    bounds = {"longest": 99, "cap": 10**9, "budget": 0.5, "clock": time.monotonic}
    began = time.monotonic()
    kept = feedback_loops(dense, **bounds)  # type: ignore[arg-type]
    over = time.monotonic() - began - 0.5
    assert kept.stopped_by == "time"
    tell(seconds=seconds, same=agree, diamonds_ms=1000 * chained, over_budget_ms=1000 * over)


if __name__ == "__main__":
    main()
