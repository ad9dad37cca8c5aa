"""Write: many short voices, private first, revealed together."""

from farled.core.workshop.activities.activity import Activity, Prompt, Setting

ACTIVITY = Activity(
    key="write",
    icon="voice",
    minutes=12,
    acts=frozenset({"write_voice", "change_voice", "withdraw_voice"}),
    prompts=(Prompt("voice", most=500),),
    settings={
        "prompt": Setting("line", ""),
        "areas": Setting("flag", True),
        "dimensions": Setting("flag", False),
        "for_whom": Setting("flag", True),
        "where": Setting("flag", True),
        "max_length": Setting("number", 280, least=20, most=500),
        "examples": Setting("lines", []),
    },
    reveals=True,
)
