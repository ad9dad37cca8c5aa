"""How alike two groupings of the same people are."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def adjusted_rand_index(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """1 for the same groups whatever their names, about 0 for chance. Linear time.

    Source: Hubert & Arabie (1985), Journal of Classification 2:193-218.

    >>> adjusted_rand_index([0, 0, 1, 1], ["b", "b", "a", "a"])
    1.0
    """
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    first, second = (sum(comb(n, 2) for n in Counter(each).values()) for each in (one, other))
    pairs = comb(len(one), 2)
    expected = first * second / pairs if pairs else 0.0
    most = (first + second) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
