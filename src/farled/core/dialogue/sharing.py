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
    if is_disposed(now):
        raise Invalid("way", Say("sharing.disposed"))
    return way if way in status.moves else now


def is_disposed(status: str) -> bool:
    """Whether nothing is left to share, and no link may lead to what was shared before."""
    return status in STATUSES and STATUSES[status].asks_decision
