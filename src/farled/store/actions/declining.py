"""Suggestions the room has said no to: remembered with the step, so that they do not come again."""

import re
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.workshop.suggestions import MOST_CARDS
from farled.store.actions.journal import act
from farled.store.gates import Actor
from farled.store.models import Step, Workshop

CARD = "[vg][0-9]{1,19}"
NAME = re.compile(rf"{CARD}(\+{CARD}){{0,{MOST_CARDS - 1}}}>(new|[0-9]{{1,19}})")
MOST = 300  # the oldest no gives way


def decline_suggestion(*, by: Actor, workshop: Workshop, step: Step, name: Any) -> None:
    """No to what `Suggestion.name` names. Raises Invalid."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Invalid("name", Say("workshop.unknown_choice"))
    with act("decline_suggestion", by=by, workshop=workshop, step=step) as journal:
        kept = Step.objects.select_for_update().get(pk=step.pk)
        former = [one for one in kept.settings.get("declined", ()) if one != name]
        _keep(kept, [*former, name][-MOST:])
        journal.touch("step", step.pk)


def suggest_again(*, by: Actor, workshop: Workshop, step: Step) -> None:
    """Every no is forgotten."""
    with act("suggest_again", by=by, workshop=workshop, step=step) as journal:
        _keep(Step.objects.select_for_update().get(pk=step.pk), [])
        journal.touch("step", step.pk)


def _keep(step: Step, declined: list[str]) -> None:
    Step.objects.filter(pk=step.pk).update(settings={**step.settings, "declined": declined})
