"""When a number or a word could point at a person: decided here and nowhere else.

In a group of five, a lone 10 in resistance is not anonymous (domain.md 6.3). The rules are the small-cell rules of
official statistics: a threshold, and complementary suppression so that no small cell follows by subtraction
(Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). They protect one published split; who compares two
splits of the same people taken minutes apart can still learn something about those who came in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Split:
    """Counts that may be shown. `others` is the sum of the `merged` groups: 0, or at least SMALLEST_GROUP.

    `shown` is empty when the split would give somebody away: then only the total may be told.
    """

    shown: Mapping[str, int]
    others: int
    merged: frozenset[str]


def may_split(people: int) -> bool:
    """Whether results of so many people may be divided at all (by organisation, table, sex).

    Fewer than five are one small group however they are divided.
    """
    return people >= SMALLEST_GROUP


def split_by(counts: Mapping[str, int]) -> Split:
    """The counts with every group under five merged into "others".

    Empty groups are merged too: "nobody from there" also says something. Should the merged be fewer than five,
    the smallest shown group joins them, for the total minus the shown would tell their number. Groups of equal
    size join in the order of their names, so that the same counts always give the same answer.
    """
    by_size = sorted(counts, key=lambda name: (counts[name], name))
    merged = {name for name in by_size if counts[name] < SMALLEST_GROUP}
    others = sum(counts[name] for name in merged)
    for name in by_size[len(merged) :]:
        if others == 0 or others >= SMALLEST_GROUP:
            break
        merged.add(name)
        others += counts[name]
    if 0 < others < SMALLEST_GROUP:
        return Split(shown={}, others=0, merged=frozenset(counts))
    shown = {name: count for name, count in counts.items() if name not in merged}
    return Split(shown=shown, others=others, merged=frozenset(merged))


def keeps_table(table_size: int) -> bool:
    """Whether a voice in a step that is not open may carry its table. At a table of four, the table is nearly a name."""
    return table_size >= SMALLEST_GROUP


def shows_distribution(answers: int) -> bool:
    """Whether grades may be shown one by one and not just how many answered.

    From five answers on a lone 10 has at least four others it could be.
    """
    return answers >= SMALLEST_GROUP
