"""The live regions of phone, bridge and wall: rendered once for all who see the same."""

from collections.abc import Mapping
from typing import Any, cast

from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext

from farled.core.inventory.stakeholders import missing_perspectives
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.audience import Audience, View, view_for
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Step
from farled.web.ui.templatetags.ui import clock_face
from farled.web.workshop.activities import shown_by
from farled.web.workshop.activities.check_in import counted
from farled.web.workshop.phone import phone_extras
from farled.web.workshop.words import ANONYMITY, act_name, promise

# region names of each audience; the template is workshop/live/<audience>_<region>.html
REGIONS: Mapping[str, tuple[str, ...]] = {
    "phone": ("head", "task", "result", "hints", "seats"),
    "bridge": ("agenda", "head", "result", "controls", "room"),
    "wall": ("head", "join", "result", "counts"),
}


# on phones votes show in the result alone, and phones are many: for votes nothing else is drawn
OF_VOTES: Mapping[str, tuple[str, ...]] = {"phone": ("result",)}


def regions(
    state: WorkshopState, audience: str, language: str, since: WorkshopState | None = None
) -> dict[str, str]:
    """HTML by region name. A page includes the same templates, with the token that forms need without script.

    With `since`, regions that are sure to be as they were then may be left out.
    """
    view = view_for(state, cast(Audience, audience))
    with translation.override(language):
        context = live_context(view, audience)
        if audience == "phone":
            context |= phone_extras(state)
        return {
            name: get_template(f"workshop/live/{audience}_{name}.html").render(context)
            for name in concerned(state, audience, since)
        }


def concerned(state: WorkshopState, audience: str, since: WorkshopState | None) -> tuple[str, ...]:
    only_votes = since is not None and state.kinds_changed(since) <= {"tally"}
    return OF_VOTES.get(audience, REGIONS[audience]) if only_votes else REGIONS[audience]


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
        "undo": act_name(state.last_act.name),
        "following": following(state),
        "code": spaced(state.room.code),
        "timer_left": clock_face((step.timer_left or 0) * 1000) if step else "",
        "anonymity": gettext(ANONYMITY[step.anonymity]) if step else "",
        "promise": promise(step.anonymity, tables=bool(state.tables)) if step else "",
        **(people(state) if audience == "bridge" else {}),
        "templates": templates_of(step.activity) if step else {},
    }


def people(state: WorkshopState) -> dict[str, Any]:
    """Who is here and who is missing, for the facilitator's eyes."""
    here = state.attendance
    return {
        "missing": missing_perspectives(state.frame.stakeholders, here.by_organisation),
        "organisations": counted(here.by_organisation, exact=True)["rows"],
        "tables": [(table, here.by_table.get(table.id, 0)) for table in state.tables],
    }


def spaced(code: str) -> str:
    """ABCD-EFGH: easier to read aloud."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code


def following(state: WorkshopState) -> Step | None:
    """The step that "next" leads to."""
    steps = state.steps
    numbers = [step.id for step in steps]
    at = numbers.index(state.room.current_step) + 1 if state.room.current_step in numbers else 0
    return steps[at] if at < len(steps) else None


def templates_of(activity: str) -> dict[str, str]:
    """Which templates an activity brings: what to do (phone), what came (all), the facilitator's own controls."""
    return {
        part: f"workshop/activities/{activity}/{part}.html"
        for part in ("task", "result", "controls")
    }
