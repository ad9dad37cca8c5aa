"""A talk or a break: the title says it all."""

from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    return {}
