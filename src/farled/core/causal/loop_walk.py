"""Loops of any length, one after the other: depth first, and no dead end twice."""

from collections.abc import Iterator
from dataclasses import dataclass

from farled.core.causal.loop import SLOWEST, STEPS_A_LOOK, Loop, Steps

OUT = 1 << 30  # no way back from here, or on the way already


def walk_from(
    start: int,
    found: list[Loop],
    *,
    steps: tuple[Steps, Steps],
    ids: tuple[str, ...],
    longest: int,
) -> Iterator[None]:
    """Adds the loops through this place; hands over where the caller may look up and stop.

    Each way is followed only while enough links are left to come back by, and what proved a dead end is not tried
    again before something on the way has changed.
    Source: Johnson (1975), SIAM J. Comput. 4:77-84; bounded as by Gupta & Suzumura (2021), arXiv:2105.10094.
    """
    after, before = steps
    need = _ways_back(start, before, longest=longest)
    yield
    if any(need.get(place, OUT) < OUT for place in after[start]):
        yield from _Walk(ids, after, before, need, longest).loops_from(start, found)


def _ways_back(start: int, before: Steps, *, longest: int) -> dict[int, int]:
    """How many links each place needs to come back to the start; places that cannot are left out."""
    need, edge = {start: 0}, [start]
    for links in range(1, longest):
        edge = [one for place in edge for one in before[place] if one not in need]
        edge = list(dict.fromkeys(edge))
        need.update(dict.fromkeys(edge, links))
        if not edge:
            break
    return need


@dataclass(frozen=True)
class _Walk:
    """Depth-first through the places that can come back in time.

    `need[place]` is never more than the links from there back to the start around what is on the way. It rises where
    a place led to nothing, and falls again when one it waited for leaves the way.
    """

    ids: tuple[str, ...]
    after: Steps
    before: Steps
    need: dict[int, int]
    longest: int

    def loops_from(self, start: int, found: list[Loop]) -> Iterator[None]:
        """One function, because every call in here is paid for at every link."""
        ids, after, need = self.ids, self.after, self.need
        way, names, open_ways = [start], [ids[start]], [iter(after[start].values())]
        signs, delays, nearest, tried = [1], [0], [OUT], 0
        while open_ways:
            room, so_far, waited = self.longest - len(way), signs[-1], delays[-1]
            for place, sign, delay in open_ways[-1]:
                left = need.get(place, OUT)
                if left > room:
                    continue
                if not left:
                    nearest[-1] = 1
                    found.append(Loop((*names,), so_far * sign or None, SLOWEST[waited | delay]))
                    continue
                way.append(place)
                names.append(ids[place])
                signs.append(so_far * sign)
                delays.append(waited | delay)
                nearest.append(OUT)
                open_ways.append(iter(after[place].values()))
                need[place] = OUT
                tried += len(after[place])
                break
            else:
                place, back = way.pop(), nearest.pop()
                del names[-1], open_ways[-1], signs[-1], delays[-1]
                if way:
                    nearest[-1] = min(nearest[-1], back + 1)
                    tried += self._leave(place, back, len(way))
                if tried > STEPS_A_LOOK:
                    tried = 0
                    yield

    def _leave(self, place: int, back: int, on_the_way: int) -> int:
        """Notes a dead end, or opens the ways through this place again; returns how many links were looked at."""
        need, before = self.need, self.before
        if back >= OUT:
            need[place] = self.longest - on_the_way + 1
            return 0
        need[place] = back
        changed, looked = [place], 0
        for one in changed:
            further = need[one] + 1
            looked += len(before[one])
            nearer = [earlier for earlier in before[one] if further < need.get(earlier, OUT) < OUT]
            for earlier in nearer:
                need[earlier] = further
            changed += nearer
        return looked
