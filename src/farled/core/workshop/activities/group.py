"""Group: tables gather their own voices; plenary gathers the tables' groups."""

from farled.core.workshop.activities.activity import Activity, Setting

ACTIVITY = Activity(
    key="group",
    icon="need",
    minutes=20,
    acts=frozenset({"move_voice", "name_group", "merge_groups"}),
    settings={"where": Setting("choice", "tables", choices=("tables", "plenary"))},
    sources=("step",),
)
