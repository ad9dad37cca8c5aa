"""Check-in with perspectives: organisation, role and what one brings, in own words."""

from farled.core.workshop.activities.activity import Activity, Prompt, Setting

ACTIVITY = Activity(
    key="check_in",
    icon="people",
    minutes=10,
    acts=frozenset({"check_in", "withdraw_voice"}),
    prompts=(Prompt("perspective", most=300),),
    settings={"prompt": Setting("line", "")},
)
