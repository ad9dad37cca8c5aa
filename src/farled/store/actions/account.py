"""The first owner, regions, and what people may change about themselves."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from farled.core.access import Role
from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_line, clean_text
from farled.store.actions.journal import act
from farled.store.actions.strategy import make_from_template
from farled.store.gates import Actor, Person
from farled.store.keys import hashed, new_key
from farled.store.models import ApiToken, Membership, Region, User
from farled.store.slugs import new_slug

LANGUAGES = ("sv", "en")
LONGEST_PASSWORD = 1000
LONGEST_NOTICE = 4000
TOKEN_PREFIX = "farled_"  # noqa: S105 - tells a lost key's finder what it opens


def start_installation(
    *, region: Any, name: Any, email: Any, password: Any, language: Any, template: Any = ""
) -> tuple[User, Region]:
    """The first region and its owner, with a strategy from the template (none for ""). Raises Invalid."""
    with transaction.atomic():
        _require_first()
        owner = make_person(name=name, email=email, password=password, language=language)
        by = Person(owner)
        made = make_region(by=by, name=region, language=language, field="region")
        if template:
            make_from_template(by=by, region=made, template=template, language=made.language)
    return owner, made


def make_person(*, name: Any, email: Any, password: Any, language: Any) -> User:
    """A new account. Raises Invalid, with nothing made."""
    person = User(
        name=clean_line(name, field="name", most=120, required=True),
        email=clean_email(email),
        language=clean_language(language),
    )
    if User.objects.filter(email=person.email).exists():
        raise Invalid("email", Say("account.address_taken"))
    person.set_password(clean_password(password, person=person))
    person.save()
    return person


def make_region(*, by: Person, name: Any, language: Any, field: str = "name") -> Region:
    """A new region with its maker as owner. Raises Invalid."""
    words = clean_line(name, field=field, most=120, required=True)
    with act("make_region", by=by) as journal:
        region = Region.objects.create(
            name=words, slug=new_slug(words), language=clean_language(language)
        )
        Membership.objects.create(user=by.user, region=region, role=Role.OWNER.value)
        journal.region = region
    return region


def change_region(*, by: Actor, region: Region, **fields: Any) -> Region:
    """Name, language, notices and accessibility contact. Raises Invalid."""
    line = fields.get("name")
    region.name = clean_line(line, field="name", most=120, required=True)
    region.language = clean_language(fields.get("language"))
    for notice in ("privacy_notice", "records_notice"):
        setattr(region, notice, clean_text(fields.get(notice), field=notice, most=LONGEST_NOTICE))
    contact = fields.get("accessibility_contact")
    region.accessibility_contact = clean_line(contact, field="accessibility_contact", most=200)
    with act("change_region", by=by, region=region):
        region.save()
    return region


def change_me(*, by: Person, name: Any, language: Any) -> None:
    """The person's own name and language; an empty language follows the browser. Raises Invalid."""
    by.user.name = clean_line(name, field="name", most=120, required=True)
    by.user.language = clean_language(language) if language else ""
    with act("change_me", by=by):
        by.user.save(update_fields=["name", "language"])


def change_password(*, by: Person, current_password: Any, password: Any) -> None:
    """A new password for somebody who knows the old one. Raises Invalid."""
    if not isinstance(current_password, str) or not by.user.check_password(
        current_password[:LONGEST_PASSWORD]
    ):
        raise Invalid("current_password", Say("account.password_wrong"))
    reset_password(person=by.user, password=password)


def reset_password(*, person: User, password: Any) -> None:
    """A new password for somebody who came by a reset link. Raises Invalid."""
    new = clean_password(password, person=person)
    with act("change_password", by=Person(person)):
        person.set_password(new)
        person.save(update_fields=["password"])


def make_token(*, by: Person, region: Region, name: Any) -> tuple[ApiToken, str]:
    """An API token and its secret, which is told only here. Raises Invalid."""
    words = clean_line(name, field="name", most=120, required=True)
    secret = new_key(TOKEN_PREFIX)
    with act("make_token", by=by, region=region, detail={"name": words}):
        token = ApiToken.objects.create(
            region=region, name=words, token_hash=hashed(secret), created_by=by.user
        )
    return token, secret


def revoke_token(*, by: Person, token: ApiToken) -> None:
    with act("revoke_token", by=by, region=token.region, detail={"name": token.name}):
        ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def clean_email(email: Any) -> str:
    """An address in small letters. Raises Invalid (`text.required`, `account.address_wrong`)."""
    line = clean_line(email, field="email", most=254, required=True).lower()
    try:
        validate_email(line)
    except ValidationError:
        raise Invalid("email", Say("account.address_wrong")) from None
    return line


def clean_language(language: Any) -> str:
    if language not in LANGUAGES:
        raise Invalid("language", Say("account.language_unknown"))
    return str(language)


def clean_password(password: Any, *, person: User) -> str:
    """The password as typed, once it is good enough. Raises Invalid (`account.password_…`)."""
    if not isinstance(password, str) or not password:
        raise Invalid("password", Say("text.required"))
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("password", Say("account.password_too_long", {"most": LONGEST_PASSWORD}))
    try:
        validate_password(password, person)
    except ValidationError as error:
        # the validators' own codes are our keys: password_too_short, password_too_common
        raise Invalid("password", Say(f"account.{error.error_list[0].code}")) from None
    return password


def _require_first() -> None:
    """Locks a row that is always there, so that of two who start at once one becomes the owner."""
    rows = ContentType.objects.select_for_update()
    rows.filter(app_label="store", model="user").first()
    if User.objects.exists():
        raise Invalid("region", Say("account.already_started"))
