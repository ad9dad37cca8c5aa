"""What the inventory tells other regions: a summary that leaves the house, and Dag who keeps it."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from farled.cli.replay.people import Home
from farled.cli.replay.story import Story
from farled.core.dialogue.summarise import Choice
from farled.core.dialogue.summary_json import fingerprint
from farled.store.actions import dialogue as actions
from farled.store.models import Inventory
from farled.store.queries.dialogue import prepared

DAYS = 90


def share(home: Home, told: Story, *, inventory: Inventory) -> None:
    words = told["dialogue"]
    actions.save_draft(
        by=home.owner,
        inventory=inventory,
        version=1,
        stays=Choice(),
        learned=words["learned"],
        asks=words["asks"],
    )
    found = prepared(inventory)
    shared = actions.share_summary(
        by=home.owner,
        inventory=inventory,
        summary=found.summary,
        looked_at=fingerprint(found.summary),
        way=words["way"],
        purpose=words["purpose"],
        recipient=home.neighbour_region.name,
        days=DAYS,
        what=_logged(told, inventory),
        findings=len(found.findings),
        findings_read=True,
    )
    actions.keep_received(
        by=home.neighbour, region=home.neighbour_region, text=shared.content, note=words["note"]
    )


def _logged(told: Story, inventory: Inventory) -> str:
    with override(told.language):
        return _("Sammanfattning: %(name)s") % {"name": inventory.name[:150]}
