"""Problem tree and objective tree: the same tree seen twice, as causes and effects and as means and ends.

The wordings stay: an objective carries the problem it came from, and a problem without an objective stands as it is
until somebody restates it (domain.md 2.3, 2.4; Norad 1990). Loops are a finding, not an error.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Invalid, Say

MOST_PROBLEMS = 2_000
Link = tuple[str, str]


@dataclass(frozen=True)
class Problem:
    """`objective` is the problem restated as a good state already reached, "" until somebody has."""

    id: str
    wording: str
    objective: str = ""


@dataclass(frozen=True)
class Tree:
    """`causes` are pairs (cause, effect); `core` is the problem in the middle. Made by `tree()`."""

    problems: tuple[Problem, ...]
    causes: tuple[Link, ...]
    core: str


@dataclass(frozen=True)
class Branch:
    """A box in the drawing. `was` is the problem behind an objective, "" in the problem tree."""

    id: str
    wording: str
    was: str = ""
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class View:
    """`below`: the core with its causes (or means), `above`: the core with its effects (or ends).

    Every problem is drawn once in each half, as near to the core as it can be. `left_out` are the links not drawn,
    `loose` the ids that neither lead to the core nor follow from it: nothing is dropped in silence.
    """

    below: Branch
    above: Branch
    left_out: tuple[Link, ...]
    loose: tuple[str, ...]


def tree(problems: Sequence[Problem], causes: Sequence[Link], *, core: str) -> Tree:
    """A sound tree; links said twice are kept once.

    Raises Invalid (`lfa.tree_id`, `lfa.tree_link`, `lfa.tree_core`, `lfa.tree_size`).
    """
    ids = [one.id for one in problems]
    if len(ids) > MOST_PROBLEMS:
        raise Invalid("problems", Say("lfa.tree_size", {"most": MOST_PROBLEMS}))
    if len(set(ids)) != len(ids) or "" in ids:
        raise Invalid("problems", Say("lfa.tree_id"))
    if core not in ids:
        raise Invalid("core", Say("lfa.tree_core"))
    for cause, effect in causes:
        if cause == effect or not {cause, effect} <= set(ids):
            raise Invalid("causes", Say("lfa.tree_link", {"cause": cause[:60], "effect": effect[:60]}))  # fmt: skip
    return Tree(tuple(problems), tuple(dict.fromkeys(causes)), core)


def problem_view(chart: Tree) -> View:
    """Causes below, effects above. Linear time in problems and links.

    >>> chart = tree([Problem("a", "Få bussar"), Problem("b", "Folk kör bil")], [("a", "b")], core="b")
    >>> [one.wording for one in problem_view(chart).below.branches]
    ['Få bussar']
    """
    return _view(chart, lambda one: Branch(one.id, one.wording))


def objective_view(chart: Tree) -> View:
    """Means below, ends above. What nobody has restated keeps its wording as a problem."""
    return _view(chart, lambda one: Branch(one.id, one.objective or one.wording, one.wording))


def _view(chart: Tree, box: Callable[[Problem], Branch]) -> View:
    boxes = {one.id: box(one) for one in chart.problems}
    down, up = parents(chart, towards="causes"), parents(chart, towards="effects")
    drawn = {(one, home) for one, home in down.items()} | {(home, one) for one, home in up.items()}
    return View(
        _grown(chart.core, boxes, homes=down),
        _grown(chart.core, boxes, homes=up),
        tuple(link for link in chart.causes if link not in drawn),
        tuple(one for one in boxes if one not in down and one not in up and one != chart.core),
    )


def parents(chart: Tree, *, towards: str) -> dict[str, str]:
    """The box each one hangs on, breadth first from the core, in the order the links were told."""
    pairs = [link[::-1] if towards == "causes" else link for link in chart.causes]
    ahead: dict[str, list[str]] = {}
    for here, there in pairs:
        ahead.setdefault(here, []).append(there)
    homes: dict[str, str] = {}
    reached = [chart.core]
    for here in reached:
        for there in ahead.get(here, ()):
            if there != chart.core and there not in homes:
                homes[there] = here
                reached.append(there)
    return homes


def _grown(root: str, boxes: Mapping[str, Branch], *, homes: dict[str, str]) -> Branch:
    """From the leaves inwards, so that no chain is too deep. A home comes before what hangs on it."""
    hanging: dict[str, list[Branch]] = {}
    for one in [*reversed(homes), root]:
        box = boxes[one]
        grown = Branch(box.id, box.wording, box.was, tuple(reversed(hanging.get(one, []))))
        hanging.setdefault(homes.get(one, ""), []).append(grown)
    return grown


def tree_questions(chart: Tree) -> tuple[Finding, ...]:
    """What to ask about the tree's shape, heaviest first; `about` holds ids of problems.

    `kind` is the rule: pt10 a loop, pt4 another problem that more are linked to than to the core, pt9 an effect with one
    cause only (is it enough?), pt8 the roots that activities must reach, `loose` what hangs on nothing.
    """
    found = [
        *_loops(chart),
        *_other_core(chart),
        *_loose(chart),
        *_one_cause(chart),
        *_roots(chart),
    ]
    return tuple(sorted(found, key=lambda one: -one.weight))


def _loops(chart: Tree) -> list[Finding]:
    """Problems that come back to themselves: what is left when all without causes, or effects, are taken away."""
    left, links = {one.id for one in chart.problems}, set(chart.causes)
    while gone := left - ({a for a, _ in links} & {b for _, b in links}):
        left -= gone
        links = {(a, b) for a, b in links if a in left and b in left}
    about = tuple(one.id for one in chart.problems if one.id in left)
    return [Finding("pt10", about, Say("lfa.pt10", {"n": len(about)}), 0.7)] if about else []


def _other_core(chart: Tree) -> list[Finding]:
    counts = {one.id: 0 for one in chart.problems}
    for link in chart.causes:
        for end in link:
            counts[end] += 1
    best = max(counts, key=lambda one: counts[one])
    if counts[best] <= counts[chart.core]:
        return []
    wording = next(one.wording for one in chart.problems if one.id == best)
    return [Finding("pt4", (best,), Say("lfa.pt4", {"what": wording[:80]}), 0.5)]


def _loose(chart: Tree) -> list[Finding]:
    loose = problem_view(chart).loose
    return [Finding("loose", loose, Say("lfa.tree_loose", {"n": len(loose)}), 0.6)] if loose else []


def _one_cause(chart: Tree) -> list[Finding]:
    causes: dict[str, list[str]] = {}
    for cause, effect in chart.causes:
        causes.setdefault(effect, []).append(cause)
    about = tuple(one for one, given in causes.items() if len(given) == 1)
    return [Finding("pt9", about, Say("lfa.pt9", {"n": len(about)}), 0.3)] if about else []


def _roots(chart: Tree) -> list[Finding]:
    effects = {effect for _, effect in chart.causes}
    below = parents(chart, towards="causes")
    about = tuple(one for one in below if one not in effects)
    return [Finding("pt8", about, Say("lfa.pt8", {"n": len(about)}), 0.2)] if about else []
