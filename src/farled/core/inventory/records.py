"""Where the papers stand under the Swedish principle of public access (Tryckfrihetsförordningen ch. 2; domain.md 6.2).

Not legal advice: the authority decides. The moves follow one rule: what has become public does not turn back into
working material.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from farled.core.finding import Invalid, Say


@dataclass(frozen=True)
class RecordsStatus:
    """`public` is what to start from, `asks_purpose` when sharing needs a stated purpose, `asks_decision` when
    a decision must exist first. Names and help stand in content/<language>/records.toml."""

    id: str
    public: bool
    moves: tuple[str, ...]
    asks_purpose: bool = False
    asks_decision: bool = False


_ALL = (
    RecordsStatus(
        "arbetsmaterial",
        public=False,
        moves=("delat_for_synpunkter", "delat", "fardigstallt", "arkiverat", "gallrat"),
    ),
    # Back to working material: a draft out for comments is not dispatched (TF 2:12 second paragraph).
    RecordsStatus(
        "delat_for_synpunkter",
        public=False,
        moves=("arbetsmaterial", "delat", "fardigstallt", "arkiverat", "gallrat"),
        asks_purpose=True,
    ),
    RecordsStatus(
        "delat", public=True, moves=("fardigstallt", "arkiverat", "gallrat"), asks_purpose=True
    ),
    RecordsStatus("fardigstallt", public=True, moves=("arkiverat", "gallrat")),
    RecordsStatus("arkiverat", public=True, moves=("gallrat",)),
    RecordsStatus("gallrat", public=True, moves=(), asks_decision=True),
)
STATUSES: Mapping[str, RecordsStatus] = {status.id: status for status in _ALL}
FIRST_STATUS = "arbetsmaterial"


def records_status(status: str) -> RecordsStatus:
    """Raises Invalid (`records.unknown`) for an id that does not exist."""
    if status not in STATUSES:
        raise Invalid("records_status", Say("records.unknown"))
    return STATUSES[status]


def require_move(*, now: str, then: str) -> None:
    """Staying is always allowed. Raises Invalid (`records.unknown`, `records.stays.<now>`) for a move that is not."""
    if records_status(then).id not in (now, *records_status(now).moves):
        raise Invalid("records_status", Say(f"records.stays.{now}"))
