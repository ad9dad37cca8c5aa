"""Check-in: who is here, by organisation and role, what they see from there, and who is missing."""

from collections.abc import Mapping
from typing import Any

from farled.core.anonymity import split_by
from farled.core.inventory.stakeholders import missing_perspectives
from farled.core.text.sorting import swedish_key
from farled.core.workshop.audience import View
from farled.core.workshop.values import Step
from farled.web.workshop.activities.voices import newest


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    here = view.state.attendance
    exact = audience == "bridge"
    return {
        "people": here.people,
        "organisations": counted(here.by_organisation, exact=exact),
        "roles": counted(here.by_role, exact=exact),
        "choices": view.state.room.organisations,
        **newest(view.state.voices(step.id), audience=audience),
        "hidden": view.state.hidden_voices(step.id),
        "missing": missing_perspectives(view.state.frame.stakeholders, here.by_organisation)
        if exact
        else (),
    }


def counted(people: Mapping[str, int], *, exact: bool) -> dict[str, Any]:
    """People by group, largest first; small groups together unless the facilitator looks."""
    named = {name: n for name, n in people.items() if name}
    unsaid = people.get("", 0)
    if exact:
        return {"rows": _by_size(named), "others": 0, "unsaid": unsaid}
    split = split_by({name: n for name, n in people.items() if n})
    rows = {name: n for name, n in split.shown.items() if name}
    return {"rows": _by_size(rows), "others": split.others, "unsaid": split.shown.get("", 0)}


def _by_size(people: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(people.items(), key=lambda pair: (-pair[1], swedish_key(pair[0])))
