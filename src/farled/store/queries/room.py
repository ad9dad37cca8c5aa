"""Who is in the room, one by one: for the facilitator's forms."""

from farled.core.text.sorting import swedish_key
from farled.store.models import Participant, Workshop


def people_of(workshop: Workshop, *, removed: bool = False) -> list[Participant]:
    """Everybody (or those put out), by organisation in the alphabet's order."""
    rows = Participant.objects.filter(workshop=workshop, removed=removed).select_related("table")
    return sorted(
        rows, key=lambda row: (swedish_key(row.organisation), swedish_key(row.role), row.pk)
    )


def paper_people(workshop: Workshop) -> list[Participant]:
    """Those without a device, in the order they were written down."""
    rows = Participant.objects.filter(workshop=workshop, removed=False, kind="paper")
    return list(rows.select_related("table").order_by("pk"))
