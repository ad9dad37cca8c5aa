"""The pages of joining and of the phone. What is the same for everybody is rendered once and kept."""

import hashlib
import json
import math
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from farled.core.workshop.values import bucket
from farled.store.guests import guest_from
from farled.store.models import Participant, Workshop
from farled.store.queries.table_board import TableBoard
from farled.web.join.codes import grouped
from farled.web.join.forms import JoinForm
from farled.web.join.regions import NAMES, phone_regions
from farled.web.join.words import words
from farled.web.ui.guidance import has_blanks
from farled.web.ui.theme import theme_of

# Where a kept page takes what is this request's own. Random, so that no name can pretend to be a place.
_SECRET = secrets.token_hex(8)
PLACES = {name: f"place-{name}-{_SECRET}" for name in ("csrf", "once", "now", "me", *NAMES)}
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def join_page(
    request: HttpRequest, workshop: Workshop, *, form: JoinForm | None = None
) -> HttpResponse:
    """The form; a form with errors is rendered for its sender alone."""
    if form is not None:
        context = about_workshop(workshop) | {"form": form, "once": request.POST.get("once", "")}
        return render(request, "join/join.html", context, status=422)
    kept = kept_join_page(
        Shared.of(request, workshop),
        privacy=_notices(workshop),
        organisations=tuple(str(name) for name in workshop.organisations),
        table_phones=workshop.phone_per_table,
    )
    own = {"csrf": get_token(request), "once": secrets.token_urlsafe(18)}
    return HttpResponse(filled(kept, own))


def phone_page(request: HttpRequest, workshop: Workshop, participant: Participant) -> HttpResponse:
    language = get_language() or "sv"
    regions = phone_regions.of(workshop, language)
    own = {
        "csrf": get_token(request),
        "now": str(int(timezone.now().timestamp() * 1000)),
        "me": json.dumps(about(participant)).translate(_ESCAPES),
        **{name: regions[name] for name in NAMES},
    }
    return HttpResponse(filled(kept_phone_page(Shared.of(request, workshop)), own))


def slow_down(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Too many wrong codes from here. Who is in already finds the way back."""
    slugs = [name.removeprefix("farled_p_") for name in request.COOKIES if "farled_p_" in name]
    inside = [slug for slug in slugs[:20] if guest_from(request.COOKIES, slug)]
    context = {"minutes": math.ceil(seconds / 60), "inside": inside}
    response = render(request, "join/slow_down.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def about(participant: Participant) -> dict[str, Any]:
    """What the phone shows of its owner. `mark` tells participants of one phone apart, and is no secret."""
    table = participant.table
    return {
        "mark": hashlib.sha256(participant.key.encode()).hexdigest()[:12],
        "name": participant.name,
        "organisation": participant.organisation,
        "role": participant.role,
        "kind": participant.kind,
        "people": participant.stands_for,
        "part": bucket(participant.pk),
        "table": {"id": table.pk, "name": table.name} if table else None,
    }


class Shared(tuple[Any, ...]):
    """What a kept page depends on besides its words: hashable, with names."""

    __slots__ = ()

    @classmethod
    def of(cls, request: HttpRequest, workshop: Workshop) -> "Shared":
        language = get_language() or "sv"
        return cls((workshop.slug, workshop.code, workshop.name, language, theme_of(request)))

    def context(self, path: str) -> dict[str, Any]:
        slug, code, name, language, theme = self
        return {
            "slug": slug, "code": code, "name": name, "language": language, "theme": theme,
            "grouped_code": grouped(code), "languages": settings.LANGUAGES,
            "demo": settings.FARLED_DEMO,
            "csrf_token": PLACES["csrf"], "request": {"get_full_path": path},
        }  # fmt: skip


@lru_cache(maxsize=128)
def kept_join_page(
    shared: Shared,
    *,
    privacy: tuple[str, str, str],
    organisations: tuple[str, ...],
    table_phones: bool,
) -> tuple[str, ...]:
    slug, code, *_ = shared
    bare = Workshop(slug=slug, organisations=list(organisations), phone_per_table=table_phones)
    context = shared.context(f"/j/{code}/") | notices_context(privacy)
    context |= {"form": JoinForm(workshop=bare), "once": PLACES["once"]}
    return parts(render_to_string("join/join.html", context))


@lru_cache(maxsize=128)
def kept_phone_page(shared: Shared) -> tuple[str, ...]:
    slug = shared[0]
    context = shared.context(f"/w/{slug}/") | {"places": PLACES, "words": words()}
    return parts(render_to_string("join/phone.html", context))


@lru_cache(maxsize=512)
def kept_board(board: TableBoard | None, table: int, *, language: str | None) -> str:
    """A table's board: all its phones ask for the same one."""
    return render_to_string("join/table.html", {"board": board, "table": table})


def parts(page: str) -> tuple[str, ...]:
    """The page cut at its places: text, name of a place, text, …, text."""
    found = [page]
    for name, place in PLACES.items():
        found = [
            piece
            for index, text in enumerate(found)
            for piece in (_cut(text, name, place) if index % 2 == 0 else [text])
        ]
    return tuple(found)


def _cut(text: str, name: str, place: str) -> list[str]:
    pieces = text.split(place)
    return [part for piece in pieces for part in (piece, name)][:-1]


def filled(kept: tuple[str, ...], own: Mapping[str, str]) -> str:
    return "".join(own[part] if index % 2 else part for index, part in enumerate(kept))


def about_workshop(workshop: Workshop) -> dict[str, Any]:
    return {
        "name": workshop.name,
        "code": workshop.code,
        "grouped_code": grouped(workshop.code),
        **notices_context(_notices(workshop)),
    }


def _notices(workshop: Workshop) -> tuple[str, str, str]:
    """The authority, its own words on personal data and on public records ("" where ours must do)."""
    region = workshop.inventory.region
    authority = workshop.owning_authority or workshop.inventory.owning_authority or region.name
    return (
        authority,
        _written(workshop.privacy_notice, region.privacy_notice),
        region.records_notice,
    )


def _written(*notices: str) -> str:
    """The first that is the authority's own: nobody in the room should read "[name of the authority]"."""
    own = (text for text in notices if text and not has_blanks(text, key="privacy-notice"))
    return next(own, "")


def notices_context(notices: tuple[str, str, str]) -> dict[str, str]:
    authority, privacy, records = notices
    return {"authority": authority, "privacy_notice": privacy, "records_notice": records}
