"""A map as a problem tree: causes below a core problem, effects above it (methods.md 2.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap, Link
from farled.core.causal.loops import Clock, Loops, feedback_loops
from farled.core.finding import Invalid, Say

Ends = Sequence[Sequence[tuple[int, Link]]]


@dataclass(frozen=True)
class Branch:
    """A factor, the one it hangs on (nearer the core by one link), and how many links it lies from the core."""

    id: str
    hangs_on: str
    depth: int


@dataclass(frozen=True)
class ProblemTree:
    """Two trees with one root, nearest branches first.

    What the drawing cannot hold is told: `left_out` has every link of the map that no branch stands for, `both` the
    factors that stand on either side because they lead to the core and come of it, `elsewhere` those on neither, and
    `loops` the map's loops within the bounds asked for.
    """

    core: str
    causes: tuple[Branch, ...]
    effects: tuple[Branch, ...]
    left_out: tuple[Link, ...]
    both: tuple[str, ...]
    elsewhere: tuple[str, ...]
    loops: Loops


def problem_tree(
    chart: CausalMap,
    core: str,
    *,
    longest: int = 8,
    cap: int = 20_000,
    budget: float = 2.0,
    clock: Clock | None = None,
) -> ProblemTree:
    """The tree of a core problem: each factor hangs by a shortest way, the strongest link first, then the map's order.

    Bounds are those of `feedback_loops`. Costs linear time beside the loops.

    Raises Invalid (`causal.unknown_factor`, and those of `feedback_loops`).
    Source: methods.md 2.9; GTZ (1997), ZOPP, for the tree.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "core"), Link("b", "a"), Link("b", "core"), Link("core", "c")]
    >>> tree = problem_tree(causal_map([Factor(one) for one in ("a", "b", "core", "c")], links).map, "core")
    >>> [one.id for one in tree.causes], [one.id for one in tree.effects], [one.source for one in tree.left_out]
    (['a', 'b'], ['c'], ['b'])
    """
    if core not in chart.place:
        raise Invalid("core", Say("causal.unknown_factor", {"id": core[:80]}))
    loops = feedback_loops(chart, longest=longest, cap=cap, budget=budget, clock=clock)
    root = chart.place[core]
    below = tuple(_branches(chart, chart.causes, root=root))
    above = tuple(_branches(chart, chart.followers, root=root))
    drawn = {(one.id, one.hangs_on) for one in below} | {(one.hangs_on, one.id) for one in above}
    left_out = tuple(one for one in chart.links if (one.source, one.target) not in drawn)
    causes, effects = ({one.id for one in side} for side in (below, above))
    both = tuple(one for one in chart.ids if one in causes & effects)
    rest = tuple(one for one in chart.ids if one not in causes | effects | {core})
    return ProblemTree(core, below, above, left_out, both, rest, loops)


def _branches(chart: CausalMap, ends: Ends, *, root: int) -> Iterator[Branch]:
    """Breadth first; of links from factors as near the core the strongest holds, then the first in the map."""
    depth, edge = {root: 0}, [root]
    while edge:
        offers = [(-_strength(link), here, one) for here in edge for one, link in ends[here] if one not in depth]  # fmt: skip
        edge = []
        for _, here, one in sorted(offers):
            if one not in depth:
                depth[one] = depth[here] + 1
                edge.append(one)
                yield Branch(chart.ids[one], chart.ids[here], depth[one])


def _strength(link: Link) -> float:
    return 1.0 if link.strength is None else link.strength
