"""The no-voice: resistance 0–10 to each proposal, "do nothing" among them, then what it takes to come along.

Source: systemic consensing (Paulus, Schrotta & Visotschnig 2009); the question to the minority: Lewis Deep Democracy.
"""

from farled.core.workshop.activities.activity import Activity, Prompt, Setting

ACTIVITY = Activity(
    key="no_voice",
    icon="warning",
    minutes=20,
    acts=frozenset({"vote", "write_voice", "change_voice", "withdraw_voice"}),
    prompts=(Prompt("condition", most=400, about_item=True),),
    settings={
        "ask_conditions": Setting("flag", False),
        "proposals": Setting("lines", [], most=300),
        "do_nothing": Setting("line", "", most=200),
    },
    sources=("proposals", "step", "needs"),
    anonymity="anonymous",
    reveals=True,
)
