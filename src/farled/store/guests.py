"""The signed cookie that makes a phone the same participant again: bound to one workshop."""

from collections.abc import Iterable, Mapping

from django.core.signing import BadSignature, Signer
from django.db.models import F

from farled.store.gates import Guest
from farled.store.models import Participant, Workshop

SIGNER = Signer(salt="farled.participant")
# what joining needs of its rows: two thousand people ask for them twice each
OF_A_DOOR = (
    "slug", "code", "name", "language", "state", "archived_at", "joining_open", "organisations", "phone_per_table",
    "seating", "owning_authority", "privacy_notice", "seq", "inventory__archived_at", "inventory__owning_authority",
    "inventory__region__name", "inventory__region__privacy_notice", "inventory__region__records_notice",
)  # fmt: skip
KEPT_FOR = 60 * 60 * 24 * 180


def cookie_name(slug: str) -> str:
    return f"farled_p_{slug}"


def cookie_value(participant: Participant) -> str:
    return SIGNER.sign(participant.key)


def guest_from(cookies: Mapping[str, str], slug: str) -> Guest | None:
    """The participant whose signed cookie this is, or None."""
    key = key_in(cookies, slug)
    return guests_by_key([key]).get((slug, key)) if key else None


def guests_from(browsers: Iterable[tuple[Mapping[str, str], str]]) -> list[Guest | None]:
    """The participants of several (cookies, slug) with one query."""
    wanted = [(slug, key_in(cookies, slug)) for cookies, slug in browsers]
    known = guests_by_key([key for _, key in wanted if key])
    return [known.get(one) for one in wanted]


def guests_by_key(keys: Iterable[str]) -> dict[tuple[str, str], Guest]:
    rows = Participant.objects.filter(key__in=list(keys), removed=False).select_related("table")
    return {(row.slug, row.key): Guest(row) for row in rows.annotate(slug=F("workshop__slug"))}


def standing_by_key(keys: Iterable[str]) -> dict[tuple[str, str], Guest]:
    """As above, only as much of each as a gate asks for: every open stream is asked about again and again."""
    rows = Participant.objects.filter(key__in=list(keys), removed=False)
    named = rows.only("key", "removed", "workshop").annotate(slug=F("workshop__slug"))
    return {(row.slug, row.key): Guest(row) for row in named}


def key_in(cookies: Mapping[str, str], slug: str) -> str:
    """The participant's key in the signed cookie, or ""."""
    try:
        return SIGNER.unsign(cookies.get(cookie_name(slug), ""))
    except BadSignature:
        return ""


def workshop_of_code(code: str) -> Workshop | None:
    """The workshop a join code leads to, however it was typed: 'ab12 cd34', 'AB12-CD34'."""
    wanted = "".join(c for c in code.upper() if c.isascii() and c.isalnum())
    if not 6 <= len(wanted) <= 12:
        return None
    rows = Workshop.objects.select_related("inventory__region").only(*OF_A_DOOR)
    # no order: first() would put one on, and a code is one workshop's
    standing = rows.filter(code=wanted, archived_at=None, inventory__archived_at=None)
    return next(iter(standing.order_by()[:1]), None)
