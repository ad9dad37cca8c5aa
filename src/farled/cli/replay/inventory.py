"""The inventory around the workshops: its stakeholders and checklist before, its themes after."""

from collections.abc import Mapping

from farled.cli.replay.people import Home
from farled.cli.replay.story import Story
from farled.store.actions import inventory as actions
from farled.store.actions import stakeholders
from farled.store.actions.journal import batch
from farled.store.actions.themes import create_theme
from farled.store.models import Inventory, Need, Stakeholder, Strategy

LATER = ("records_status", "period_from", "period_to")


def begin(home: Home, told: Story, *, strategy: Strategy) -> Inventory:
    """The inventory as planned: whom it concerns, and what part each is to have."""
    first, last = told.period()
    plain = {name: value for name, value in told["inventory"].items() if name not in LATER}
    inventory = actions.create_inventory(
        by=home.owner,
        region=home.region,
        strategy=strategy,
        language=told.language,
        period_from=first,
        period_to=last,
        **plain,
    )
    with batch():
        for one in told["stakeholders"]:
            planned = {**one, "actual_part": ""}
            stakeholders.add_stakeholder(by=home.owner, inventory=inventory, **planned)
    return inventory


def gather_themes(
    home: Home, told: Story, *, inventory: Inventory, needs: Mapping[int, Need]
) -> None:
    with batch():
        for one in told["themes"]:
            create_theme(
                by=home.facilitator,
                inventory=inventory,
                needs=[needs[number] for number in one["needs"]],
                **{name: value for name, value in one.items() if name not in ("id", "needs")},
            )


def note_what_came(home: Home, told: Story, *, inventory: Inventory) -> None:
    """Which part the stakeholders had in the end, and where the steps of LFA stand."""
    rows = {row.name: row for row in Stakeholder.objects.filter(inventory=inventory)}
    with batch():
        for one in told["stakeholders"]:
            if one["actual_part"]:
                stakeholders.edit_stakeholder(
                    by=home.owner,
                    inventory=inventory,
                    stakeholder=rows[one["name"]],
                    actual_part=one["actual_part"],
                )
        for one in told["lfa"]:
            if one["state"] != "not_begun":
                actions.set_lfa_step(by=home.owner, inventory=inventory, **one)
