"""Links for a new password: nothing is stored, and a link dies with what it was made from."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from farled.core.access import Role
from farled.store.models import Membership, User


class ResetKeys(PasswordResetTokenGenerator):
    """Also bound to the person's regions and their owners.

    A link made by an owner dies when she owns the region no more, and when the person joins another region.
    """

    key_salt = "farled.reset"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        mine = Membership.objects.filter(user=user).values("region")
        rows = Membership.objects.filter(region__in=mine)
        owners = rows.filter(role=Role.OWNER.value).values_list("pk", flat=True)
        regions = rows.filter(user=user).values_list("region", flat=True)
        bound = f"{sorted(regions)}{sorted(owners)}"
        return f"{super()._make_hash_value(user, timestamp)}{bound}"


KEYS = ResetKeys()


def reset_parts(person: User) -> tuple[str, str]:
    """Who and key: the two parts of the link's address."""
    return urlsafe_base64_encode(str(person.pk).encode()), KEYS.make_token(person)


def person_of_reset(who: str, key: str) -> User | None:
    """The person whose link this is, while it holds."""
    try:
        number = int(force_str(urlsafe_base64_decode(who))[:19])
    except ValueError:
        return None
    person = User.objects.filter(pk=number, is_active=True).first() if 0 < number < 2**63 else None
    return person if person and KEYS.check_token(person, key) else None
