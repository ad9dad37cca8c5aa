"""The live regions of phone, bridge and wall: rendered once for all who see the same."""

from collections.abc import Mapping
from typing import Any, cast

from django.template.loader import get_template
from django.utils import translation

from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.audience import Audience, View, view_for
from farled.core.workshop.state import WorkshopState
from farled.web.workshop.activities import shown_by

# region names of each audience; the template is workshop/live/<audience>_<region>.html
REGIONS: Mapping[str, tuple[str, ...]] = {
    "phone": ("head", "task", "result", "hints"),
    "bridge": ("agenda", "head", "result", "controls", "room"),
    "wall": ("head", "join", "result", "counts"),
}


def regions(state: WorkshopState, audience: str, language: str) -> dict[str, str]:
    """HTML by region name."""
    view = view_for(state, cast(Audience, audience))
    with translation.override(language):
        context = live_context(view, audience)
        return {
            name: get_template(f"workshop/live/{audience}_{name}.html").render(context)
            for name in REGIONS[audience]
        }


def live_context(view: View, audience: str) -> dict[str, Any]:
    """What every live template gets. `shown` is what the step's activity prepares for this audience."""
    state = view.state
    step = state.current
    shown = shown_by(step.activity)(view, step, audience) if step else {}
    return {
        "audience": audience,
        "view": view,
        "state": state,
        "room": state.room,
        "step": step,
        "activity": ACTIVITIES[step.activity] if step else None,
        "written": view.voices_written.get(step.id, 0) if step else 0,
        "shown": shown,
        "templates": templates_of(step.activity) if step else {},
    }


def templates_of(activity: str) -> dict[str, str]:
    """Which templates an activity brings: what to do (phone), what came (all), the facilitator's own controls."""
    return {
        part: f"workshop/activities/{activity}/{part}.html"
        for part in ("task", "result", "controls")
    }
