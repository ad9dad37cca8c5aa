"""Reflect: an insight, what builds trust, and what I take with me."""

from farled.core.workshop.activities.activity import Activity, Prompt

ACTIVITY = Activity(
    key="reflect",
    icon="voice",
    minutes=10,
    acts=frozenset({"write_voice", "change_voice", "withdraw_voice"}),
    prompts=(
        Prompt("insight", most=400),
        Prompt("trust", most=400),
        Prompt("take_with_me", most=400),
    ),
    reveals=True,
)
