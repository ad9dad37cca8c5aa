"""Opinion groups with their statistics, in a process of its own so that its memory can be told."""

import sys

import numpy as np

from bench.peers.timing import most_memory, once, tell
from bench.peers.votes import Conversation, conversation
from farled.core.opinion.agreement import adjusted_rand_index


def ours(said: Conversation) -> list[int]:
    from farled.core.opinion.axes import opinion_axes
    from farled.core.opinion.consensus import group_aware_consensus, priorities
    from farled.core.opinion.counts import counts_by_group
    from farled.core.opinion.groups import opinion_groups
    from farled.core.opinion.representative import representative_statements
    from farled.core.opinion.votes import vote_table

    table = vote_table(said.votes())
    axes = opinion_axes(table)
    found = opinion_groups(table, axes=axes)
    counts = counts_by_group(table, found.assignments, groups=len(found.sizes))
    representative_statements(table, counts)
    for way in ("agree", "disagree"):
        group_aware_consensus(table, counts, direction=way)
    priorities(table, axes=axes)
    at = dict(zip(table.people, found.assignments, strict=True))
    return [-1 if at[name] is None else int(at[name] or 0) for name in said.people]


def red_dwarf(said: Conversation) -> list[int]:
    from reddwarf.implementations.polis import run_pipeline

    places = zip(said.who, said.what, said.how, strict=True)
    votes = [
        {"participant_id": who, "statement_id": what, "vote": how} for who, what, how in places
    ]
    found = run_pipeline(votes=votes, random_state=1)
    labels = found.participants_df["cluster_id"].fillna(-1).astype(int)
    return [int(labels.loc[n]) for n in range(len(said.people))]


def main() -> None:
    side, people, statements = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    said = conversation(people, statements)
    work = {"ours": ours, "red-dwarf": red_dwarf}[side]
    labels: list[int] = []
    took = once(lambda: labels.extend(work(said)))
    likeness = adjusted_rand_index(labels, np.asarray(said.group).tolist())
    tell(cpu=took.cpu, wall=took.wall, memory_MB=most_memory(), likeness=likeness, groups=len({*labels} - {-1}))  # fmt: skip


if __name__ == "__main__":
    main()
