"""What it means for the papers that a summary leaves the house (Tryckfrihetsförordningen 2:12; domain.md 6.2)."""

from farled.core.finding import Invalid, Say
from farled.core.inventory.records import STATUSES, records_status

# for comments: an unfinished paper stays a draft, and only if comments are asked for; shared: dispatched, so public
WAYS = ("delat_for_synpunkter", "delat")
LASTS = (30, 90, 180, 365)  # days a link may open; 0: no link, the file alone


def status_after_sharing(*, now: str, way: str) -> str:
    """The records status once a summary has been shared this way: what is public does not turn back.

    Raises Invalid (`sharing.unknown_way`, `sharing.disposed`).
    """
    if way not in WAYS:
        raise Invalid("way", Say("sharing.unknown_way"))
    status = records_status(now)
    if not status.moves:
        raise Invalid("way", Say("sharing.disposed"))
    return way if way in status.moves else now


def makes_public(*, now: str, way: str) -> bool:
    """Whether sharing this way turns what was not public into a public record."""
    after = status_after_sharing(now=now, way=way)
    return STATUSES[after].public and not STATUSES[now].public
