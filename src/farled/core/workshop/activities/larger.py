"""Make it larger: one need taken through every dimension (what is at stake, for whom, which goals)."""

from farled.core.workshop.activities.activity import Activity, Prompt, Setting

ACTIVITY = Activity(
    key="larger",
    icon="expedition",
    minutes=20,
    acts=frozenset({"write_voice", "change_voice", "withdraw_voice"}),
    prompts=(Prompt("stake", most=400, about_item=True),),
    settings={"prompt": Setting("line", "")},
    sources=("needs", "step", "proposals"),
)
