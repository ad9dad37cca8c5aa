"""The causal map: factors that can rise or fall, and links that say what moves what (methods.md 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from farled.core.finding import Finding, Invalid, Say

DELAYS = ("", "short", "long")
MOST_STRENGTH = 1e12  # beyond, eight links in a row would be no number


@dataclass(frozen=True, slots=True)
class Factor:
    """A state that can rise or fall. `id` is unique in its map; `name` is its wording, the id where none is known."""

    id: str
    name: str = ""

    @property
    def wording(self) -> str:
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Link:
    """`source` moves `target`: the same way (sign 1), the other way (-1), or nobody knows which (None).

    `strength` is above 0 and at most 10¹², in the units of whoever drew the map, or None where it is unknown; `delay` is one of DELAYS.
    """

    source: str
    target: str
    sign: int | None = 1
    strength: float | None = None
    delay: str = ""
    confidence: float | None = None
    evidence: str = ""

    @property
    def weight(self) -> float | None:
        """Sign times strength; a strength nobody gave counts 1, an unknown sign gives None."""
        if self.sign is None:
            return None
        return self.sign * (1.0 if self.strength is None else self.strength)


@dataclass(frozen=True)
class CausalMap:
    """Factors in the order of their source, and links between different ones, at most one a direction.

    Made by `causal_map`, which sees to that; nothing here is ever changed.
    """

    factors: tuple[Factor, ...]
    links: tuple[Link, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(factor.id for factor in self.factors)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each id among the factors, from 0."""
        return {factor.id: at for at, factor in enumerate(self.factors)}

    @cached_property
    def followers(self) -> tuple[tuple[tuple[int, Link], ...], ...]:
        """For each factor the places it leads to, lowest first, with the link that leads there."""
        place = self.place
        ends = ((place[link.source], place[link.target], link) for link in self.links)
        return _by_first(ends, count=len(place))

    @cached_property
    def causes(self) -> tuple[tuple[tuple[int, Link], ...], ...]:
        """For each factor the places that lead to it, lowest first, with the link that does."""
        place = self.place
        ends = ((place[link.target], place[link.source], link) for link in self.links)
        return _by_first(ends, count=len(place))


@dataclass(frozen=True)
class Drawn:
    """What somebody drew, as a map: `links_read` counts every link that had both its ends, `zero_links` those of weight 0."""

    map: CausalMap
    links_read: int
    zero_links: int
    warnings: tuple[Finding, ...] = ()


def causal_map(factors: Iterable[Factor], links: Iterable[Link]) -> Drawn:
    """Factors and links as a map, with what could not be kept.

    Dropped with a warning: a link to or from a factor that is not there, a link from a factor to itself, and a second
    link the same way between the same two. A link of strength 0 is counted, and is no part of the map. Linear time.

    Raises Invalid (`causal.no_id`, `causal.id_twice`, `causal.strength`, `causal.sign`, `causal.delay`) for what cannot
    be read in one way only.

    >>> drawn = causal_map([Factor("a"), Factor("b")], [Link("a", "b"), Link("b", "b"), Link("b", "c")])
    >>> drawn.map.ids, len(drawn.map.links), [one.kind for one in drawn.warnings]
    (('a', 'b'), 1, ['causal.nowhere', 'causal.self_link'])
    """
    known = _unique(factors)
    ids = {factor.id for factor in known}
    read = [_checked(link) for link in links]
    placed = [link for link in read if link.source in ids and link.target in ids]
    kept: dict[tuple[str, str], Link] = {}
    warnings = [_dropped("nowhere", link) for link in read if not {link.source, link.target} <= ids]
    for link in placed:
        if link.source == link.target:
            warnings.append(_dropped("self_link", link))
        elif link.strength != 0:
            first = kept.setdefault((link.source, link.target), link)
            warnings.extend([_dropped("parallel", link)] if first is not link else [])
    zero = sum(link.strength == 0 for link in placed)
    return Drawn(CausalMap(known, tuple(kept.values())), len(placed), zero, tuple(warnings))


def _unique(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    known: dict[str, Factor] = {}
    for at, factor in enumerate(factors, 1):
        if not factor.id:
            raise Invalid("factors", Say("causal.no_id", {"place": at}))
        if factor.id in known:
            raise Invalid("factors", Say("causal.id_twice", {"id": factor.id}))
        known[factor.id] = factor
    return tuple(known.values())


def _checked(link: Link) -> Link:
    ends = {"source": link.source, "target": link.target}
    if link.strength is not None and not 0 <= link.strength <= MOST_STRENGTH:
        raise Invalid("links", Say("causal.strength", ends))
    if link.sign not in (1, -1, None):
        raise Invalid("links", Say("causal.sign", ends))
    if link.delay not in DELAYS:
        raise Invalid("links", Say("causal.delay", ends))
    return link


def _dropped(kind: str, link: Link) -> Finding:
    ends = {"source": link.source, "target": link.target}
    return Finding(f"causal.{kind}", (link.source, link.target), Say(f"causal.{kind}", ends))


def _by_first(
    ends: Iterable[tuple[int, int, Link]], *, count: int
) -> tuple[tuple[tuple[int, Link], ...], ...]:
    found: list[list[tuple[int, Link]]] = [[] for _ in range(count)]
    for first, second, link in ends:
        found[first].append((second, link))
    return tuple(tuple(sorted(one, key=itemgetter(0))) for one in found)
