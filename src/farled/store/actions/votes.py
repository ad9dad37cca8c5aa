"""Votes (dots, stands, resistance) and the items they are about."""

from typing import Any

from django.db.models import Sum

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line
from farled.core.workshop.rules import require_budget, vote_bounds
from farled.store.actions.ballots import ballot_for
from farled.store.actions.journal import act
from farled.store.gates import Actor, Guest
from farled.store.models import Group, Item, Need, Step, Vote, Workshop


def vote(
    *, by: Guest, workshop: Workshop, step: Step, item: Any, value: Any, token: str = ""
) -> Vote | None:
    """A person's whole stand on one item; a later one replaces it, None (or no dots) takes it back."""
    number = clean_integer(item, field="item", least=1, most=2**63 - 1)
    least, most = vote_bounds(step.activity, step.settings)
    chosen = None if value is None else clean_integer(value, field="value", least=least, most=most)
    with act("vote", by=by, workshop=workshop, step=step) as journal:
        if number not in step.item_numbers:
            raise Invalid("item", Say("workshop.item_gone"))
        ballot = ballot_for(by, step=step, token=token)
        kept = _keep(step, ballot=ballot, item=number, value=chosen)
        journal.touch("tally", number)
    return kept


def _keep(step: Step, *, ballot: str, item: int, value: int | None) -> Vote | None:
    dots = step.activity == "prioritise" and step.settings.get("mode") != "statements"
    if value is None or (dots and value == 0):
        Vote.objects.filter(item=item, ballot=ballot).delete()
        return None
    if dots:
        spent = (
            Vote.objects.filter(item__step=step, ballot=ballot)
            .exclude(item=item)
            .aggregate(n=Sum("value"))["n"]
        )
        require_budget(spent or 0, value=value, settings=step.settings)
    vote = Vote(item_id=item, ballot=ballot, value=value)
    Vote.objects.bulk_create(
        [vote], update_conflicts=True, unique_fields=["item", "ballot"], update_fields=["value"]
    )
    return vote


def add_item(
    *,
    by: Actor,
    workshop: Workshop,
    step: Step,
    text: Any,
    kind: str = "proposal",
    group: Group | None = None,
    need: Need | None = None,
    goal: Any = None,
) -> Item:
    words = clean_line(text, field="text", most=500, required=True)
    with act("add_item", by=by, workshop=workshop, step=step) as journal:
        item = Item.objects.create(
            step=step,
            kind=kind,
            text=words,
            group=group,
            need=need,
            goal=goal,
            position=step.items.count() + 1,
        )
        journal.add("item", item.pk)
    return item


def remove_item(*, by: Actor, workshop: Workshop, item: Item) -> None:
    with act(
        "remove_item", by=by, workshop=workshop, step=item.step, about=f"item:{item.pk}"
    ) as journal:
        journal.change("item", item.pk)
        Item.objects.filter(pk=item.pk).update(removed=True)
