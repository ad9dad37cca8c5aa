"""What is chosen while a step is led (the one thing everybody looks at): it lies in the step's settings."""

from collections.abc import Mapping
from typing import Any

from farled.store.actions.journal import Journal
from farled.store.models import Step, Workshop


def choose(step: Step, journal: Journal, **chosen: Any) -> None:
    """Undo takes back these alone: what else the settings say may be changed meanwhile."""
    kept = Step.objects.select_for_update().get(pk=step.pk).settings
    journal.before.setdefault("led", {})[str(step.pk)] = {n: kept.get(n) for n in chosen}
    _save(step.pk, {**kept, **chosen})
    journal.touch("step", step.pk)


def choose_as_before(workshop: Workshop, before: Mapping[str, Any], journal: Journal) -> None:
    for step in Step.objects.select_for_update().filter(workshop=workshop, pk__in=map(int, before)):
        former = {**step.settings, **before[str(step.pk)]}
        _save(step.pk, {name: value for name, value in former.items() if value is not None})
        journal.touch("step", step.pk)


def _save(number: int, settings: dict[str, Any]) -> None:
    Step.objects.filter(pk=number).update(settings=settings)
