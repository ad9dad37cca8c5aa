"""Where a request stands: an inventory, who asks, and what she may do there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from farled.core.access import Permission, Standing, may
from farled.store.gates import Actor, inventory_for, standing_in
from farled.store.models import Inventory
from farled.store.queries.inventory import newest_undo
from farled.web.ui.actor import actor_of
from farled.web.ui.parts import Link


@dataclass(frozen=True)
class Here:
    """Past the gate: the row, the actor and her standing."""

    inventory: Inventory
    actor: Actor
    standing: Standing | None

    def may(self, permission: Permission) -> bool:
        return may(self.standing, permission)

    @property
    def common(self) -> dict[str, Any]:
        """What every action asks for."""
        return {"by": self.actor, "inventory": self.inventory}


def here(request: HttpRequest, slug: str, permission: Permission = Permission.VIEW_REGION) -> Here:
    """Raises Http404 or PermissionDenied."""
    actor = actor_of(request)
    inventory = inventory_for(actor, slug, permission)
    return Here(inventory, actor, standing_in(actor, inventory.region))


def page(at: Here, tab: str, **more: Any) -> dict[str, Any]:
    """What every page of an inventory shows around its own content."""
    return {
        "inventory": at.inventory,
        "tab": tab,
        "tabs": tabs(at.inventory, tab),
        "crumbs": _crumbs(at.inventory, tab),
        "may_edit": at.may(Permission.EDIT_INVENTORY),
        "may_edit_needs": at.may(Permission.EDIT_NEEDS),
        **more,
    }


def _crumbs(inventory: Inventory, tab: str) -> list[Link]:
    home = Link(_("Kartbordet"), "/")
    if tab == "show":
        return [home]
    return [home, Link(inventory.name, reverse("inventory:show", args=[inventory.slug]))]


def tabs(inventory: Inventory, current: str) -> list[dict[str, Any]]:
    places = (
        ("show", _("Översikt"), "compass"),
        ("needs", _("Behov"), "need"),
        ("themes", _("Teman"), "theme"),
        ("conflicts", _("Målkonflikter"), "conflict"),
        ("voices", _("Röster"), "voice"),
        ("stakeholders", _("Intressenter"), "people"),
        ("lfa", _("LFA-stegen"), "check"),
    )
    return [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"inventory:{name}", args=[inventory.slug]),
            "current": name == current,
        }
        for name, label, icon in places
    ]


def done(request: HttpRequest, at: Here, sentence: str, *, undo: bool = True) -> None:
    """Says what was done, with a button that takes it back."""
    entry = newest_undo(at.inventory, at.actor) if undo else None
    words: str | SafeString = sentence
    if entry is not None:
        words = format_html(
            '{} <form class="undo" method="post" action="{}">'
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
            '<button class="button--small" type="submit">{}</button></form>',
            sentence,
            reverse("inventory:undo", args=[at.inventory.slug, entry.pk]),
            get_token(request),
            _("Ångra"),
        )
    messages.success(request, words)


def back(name: str, *args: Any, query: str = "") -> HttpResponseRedirect:
    response = redirect(name, *args)
    response["Location"] += query
    return response
