"""Prioritise: dots with a budget, or one statement at a time."""

from farled.core.workshop.activities.activity import Activity, Setting

ACTIVITY = Activity(
    key="prioritise",
    icon="theme",
    minutes=10,
    acts=frozenset({"vote"}),
    settings={
        "mode": Setting("choice", "dots", choices=("dots", "statements")),
        "dots": Setting("number", 5, least=1, most=50),
        "most_on_one": Setting("number", 5, least=1, most=50),
        "show_running": Setting("flag", True),
    },
    sources=("step", "needs", "goals", "proposals"),
    anonymity="anonymous",
    reveals=True,
)
