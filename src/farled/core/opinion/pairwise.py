"""Which of two? Scores of a wiki survey."""

from collections import Counter
from collections.abc import Iterable, Mapping


def pairwise_scores(choices: Iterable[tuple[str, str]]) -> Mapping[str, float]:
    """Of choices (winner, loser): the chance in per cent to win against one drawn at random, the best first.

    score = 100 (wins + 1) / (wins + losses + 2). Linear time.
    Source: Salganik & Levy (2015), PLoS ONE 10(5):e0123483.

    >>> pairwise_scores([("a", "b"), ("a", "b")])
    {'a': 75.0, 'b': 25.0}
    """
    pairs = list(choices)
    wins, losses = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    names = dict.fromkeys(name for pair in pairs for name in pair)
    score = {one: 100 * (wins[one] + 1) / (wins[one] + losses[one] + 2) for one in names}
    return dict(sorted(score.items(), key=lambda item: -item[1]))
