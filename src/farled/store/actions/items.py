"""What a step's people take a stand on, gathered from its source when the step opens for the first time."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from farled.store.actions.journal import Journal, act
from farled.store.actions.leading import choose
from farled.store.gates import Actor
from farled.store.models import Goal, Group, Item, Need, Step, Workshop

TAKES_ITEMS = frozenset({"prioritise", "larger", "no_voice"})


def fill_items(step: Step, journal: Journal) -> None:
    """Adds what the source has and the step has not yet; never removes."""
    if step.activity not in TAKES_ITEMS:
        return
    kept = list(Item.objects.filter(step=step))
    seen = {
        (i.kind, i.group_id, i.need_id, i.goal_id, i.text if i.kind == "proposal" else "")
        for i in kept
    }
    for position, fields in enumerate(_wanted(step), start=len(kept) + 1):
        key = (
            fields["kind"],
            fields.get("group_id"),
            fields.get("need_id"),
            fields.get("goal_id"),
            fields["text"] if fields["kind"] == "proposal" else "",
        )
        if key not in seen:
            item = Item.objects.create(step=step, position=position, **fields)
            journal.add("item", item.pk)


def _wanted(step: Step) -> Iterator[dict[str, Any]]:
    for text in step.settings.get("proposals", ()):
        yield {"kind": "proposal", "text": text}
    yield from _from_source(step)
    if step.settings.get("do_nothing"):
        yield {"kind": "do_nothing", "text": step.settings["do_nothing"]}


def _from_source(step: Step) -> Iterator[dict[str, Any]]:
    source = step.settings.get("source")
    inventory = step.workshop.inventory
    if step.source is not None:
        groups = Group.objects.filter(step=step.source, removed=False).exclude(name="")
        for group in groups.annotate(n=Count("voices")):
            yield {
                "kind": "group",
                "text": group.name,
                "group_id": group.pk,
                "need_id": group.need_id,
            }
    elif source == "needs":
        for need in Need.objects.filter(inventory=inventory, removed_at=None):
            yield {"kind": "need", "text": need.what, "need_id": need.pk}
    elif source == "goals":
        for goal in Goal.objects.filter(strategy=inventory.strategy, removed_at=None):
            yield {"kind": "goal", "text": goal.name, "goal_id": goal.pk}


def gather_items(*, by: Actor, workshop: Workshop, step: Step) -> None:
    """What its source has got since the step opened."""
    with act("gather_items", by=by, workshop=workshop, step=step) as journal:
        fill_items(step, journal)


def focus_on(*, by: Actor, workshop: Workshop, step: Step, item: Item | None) -> None:
    """The one item everybody looks at now, or none."""
    with act("focus_on", by=by, workshop=workshop, step=step) as journal:
        choose(step, journal, focus=item.pk if item else None)


def ask_conditions(*, by: Actor, workshop: Workshop, step: Step, asked: bool) -> None:
    """The no-voice's second question: what do you need to come along?"""
    name = "ask_conditions" if asked else "stop_asking"
    with act(name, by=by, workshop=workshop, step=step) as journal:
        choose(step, journal, ask_conditions=asked)
