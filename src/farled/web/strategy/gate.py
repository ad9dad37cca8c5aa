"""From the address to a strategy, and what the one who asks may do with it."""

from dataclasses import dataclass

from django.http import HttpRequest

from farled.core.access import Permission, may
from farled.store.gates import Actor, standing_in, strategy_for
from farled.store.models import Strategy
from farled.web.ui.actor import actor_of


@dataclass(frozen=True)
class Opened:
    """A strategy somebody may see."""

    by: Actor
    strategy: Strategy
    may_edit: bool
    may_export: bool


def opened(request: HttpRequest, slug: str) -> Opened:
    """For reading. Raises Http404 and PermissionDenied as the gate does."""
    by = actor_of(request)
    strategy = strategy_for(by, slug, Permission.VIEW_REGION)
    standing = standing_in(by, strategy.region)
    return Opened(
        by,
        strategy,
        may_edit=may(standing, Permission.EDIT_STRATEGY),
        may_export=may(standing, Permission.EXPORT),
    )


def edited(request: HttpRequest, slug: str) -> tuple[Actor, Strategy]:
    by = actor_of(request)
    return by, strategy_for(by, slug, Permission.EDIT_STRATEGY)
