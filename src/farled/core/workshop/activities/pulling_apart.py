"""Pulling apart: two goals or needs that counteract each other, both sides in words each would sign."""

from farled.core.workshop.activities.activity import Activity

ACTIVITY = Activity(
    key="pulling_apart",
    icon="conflict",
    minutes=20,
    acts=frozenset({"write_conflict", "change_conflict", "withdraw_conflict"}),
    sources=("goals", "needs"),
)
