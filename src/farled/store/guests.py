"""The signed cookie that makes a phone the same participant again: bound to one workshop."""

from collections.abc import Mapping

from django.core.signing import BadSignature, Signer

from farled.store.gates import Guest
from farled.store.models import Participant, Workshop

SIGNER = Signer(salt="farled.participant")
KEPT_FOR = 60 * 60 * 24 * 180


def cookie_name(slug: str) -> str:
    return f"farled_p_{slug}"


def cookie_value(participant: Participant) -> str:
    return SIGNER.sign(participant.key)


def guest_from(cookies: Mapping[str, str], slug: str) -> Guest | None:
    """The participant whose signed cookie this is, or None."""
    try:
        key = SIGNER.unsign(cookies.get(cookie_name(slug), ""))
    except BadSignature:
        return None
    rows = Participant.objects.select_related("table", "workshop")
    participant = rows.filter(workshop__slug=slug, key=key, removed=False).first()
    return Guest(participant) if participant else None


def workshop_of_code(code: str) -> Workshop | None:
    """The workshop a join code leads to, however it was typed: 'ab12 cd34', 'AB12-CD34'."""
    wanted = "".join(c for c in code.upper() if c.isascii() and c.isalnum())
    if not 6 <= len(wanted) <= 12:
        return None
    return (
        Workshop.objects.select_related("inventory__region")
        .filter(code=wanted, archived_at=None)
        .first()
    )
