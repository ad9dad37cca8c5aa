"""Short loops by their halves: ways out from a factor and ways back to it that meet once."""

from collections.abc import Container, Generator, Sequence
from dataclasses import dataclass, field

from farled.core.causal.loop import SLOWEST, STEPS_A_LOOK, Loop, Steps

LONGEST = 16  # links; halves of longer loops would be too many and too long
MOST_WAYS = 50_000  # a level, from one factor: some 15 milliseconds
MOST_PAIRS = 1_000_000
FEW = 100  # ways that are gone on with at once
MOST_BITS = 200  # of a map whose places have theirs once and for all
# what was passed before the place come to, a bit each; its ids in the order of the arrows; sign; delay; the place
Way = tuple[int, tuple[str, ...], int, int, int]
Tails = dict[int, list[Way]]  # by the place they begin at
_new = tuple.__new__  # a Loop without the detour over its own __new__


class _Bits(dict[int, int]):
    """A bit for each place, given when first asked for: numbers grow with what is met and not with the map."""

    def __missing__(self, place: int) -> int:
        self[place] = 1 << len(self)
        return self[place]


Bits = list[int] | _Bits


@dataclass(frozen=True)
class Halves:
    """`after` and `before` as from `steps`."""

    ids: tuple[str, ...]
    after: Steps
    before: Steps
    longest: int
    names: list[tuple[str]] = field(init=False)
    bits: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", [(one,) for one in self.ids])
        few = len(self.ids) if len(self.ids) <= MOST_BITS else 0
        object.__setattr__(self, "bits", [1 << place for place in range(few)])

    def loops_from(self, start: int, found: list[Loop]) -> Generator[None, None, bool]:
        """Adds the loops through this place; gives False, and adds nothing, where the halves are too many."""
        bit, halfway = self.bits or _Bits(), (self.longest + 1) // 2
        own = bit[start]
        back = [self._closing(start, own)]
        while back[-1] and len(back) < self.longest // 2:
            if len(back[-1]) > FEW:
                yield
                if _too_many(back[-1], self.before):
                    return False
            back.append(self._back(back[-1], bit))
        tails: list[Tails] = [{}, *map(_by_place, back)] + [{}] * (halfway + 1 - len(back))
        ways: list[Way] = [(0, (), 1, 0, start)]
        meetings: list[tuple[Way, list[Way]]] = []
        for links in range(1, halfway + 1):
            if len(ways) > FEW:
                yield
                if _too_many(ways, self.after):
                    return False
            near, far = tails[links - 1], tails[links]
            ends = range(len(self.ids)) if links < halfway else near.keys() | far.keys()
            ways = self._out(ways, bit, ends=ends)
            if not ways:
                break
            meetings += [(way, rest) for way in ways for rest in (near.get(way[-1]), far.get(way[-1])) if rest]  # fmt: skip
        if sum([len(rest) for _, rest in meetings]) > MOST_PAIRS:
            return False
        yield from _joined(meetings, found, self.names, own=own)
        return True

    def _closing(self, start: int, own: int) -> list[Way]:
        return [(own, (), sign, delay, place) for place, sign, delay in self.before[start].values()]

    def _out(self, ways: list[Way], bit: Bits, *, ends: Container[int]) -> list[Way]:
        """One link further; what is plain here is paid for at every way."""
        names, after = self.names, self.after
        return [
            (passed | bit[here], ids + names[here], so_far * sign, waited | delay, place)
            for passed, ids, so_far, waited, here in ways
            for place, sign, delay in after[here].values()
            if place in ends and not passed & bit[place]
        ]

    def _back(self, ways: list[Way], bit: Bits) -> list[Way]:
        """One link further against the arrows."""
        names, before = self.names, self.before
        return [
            (passed | bit[here], names[here] + ids, so_far * sign, waited | delay, place)
            for passed, ids, so_far, waited, here in ways
            for place, sign, delay in before[here].values()
            if not passed & bit[place]
        ]


def _too_many(ways: list[Way], steps: Steps) -> bool:
    return sum([len(steps[way[-1]]) for way in ways]) > MOST_WAYS


def _by_place(ways: list[Way]) -> Tails:
    tails: Tails = {}
    for way in ways:
        tails.setdefault(way[-1], []).append(way)
    return tails


def _joined(
    meetings: list[tuple[Way, list[Way]]],
    found: list[Loop],
    names: Sequence[tuple[str]],
    *,
    own: int,
) -> Generator[None, None, None]:
    """Adds what comes of ways that share the start's `own` bit and nothing else."""
    tried = 0
    for (passed, head, sign, delay, place), tails in meetings:
        ids = head + names[place]
        found += [
            _new(Loop, (ids + rest, sign * more or None, SLOWEST[delay | longer]))
            for others, rest, more, longer, _ in tails
            if passed & others == own
        ]
        tried += len(tails)
        if tried > STEPS_A_LOOK:
            tried = 0
            yield
