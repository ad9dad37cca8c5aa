"""Write: how many voices there are, and once revealed, what they say."""

from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step
from farled.web.workshop.activities.voices import newest


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    frame = view.state.frame
    return {
        **newest(view.state.voices(step.id), audience=audience),
        "hidden": view.state.hidden_voices(step.id),
        "areas": frame.areas,
        "area_names": dict(frame.areas),
        "dimensions": frame.dimensions,
    }
