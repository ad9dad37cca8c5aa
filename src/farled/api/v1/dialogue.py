"""The summary of an inventory as other regions would get it."""

import json
from typing import Any

from django.http import HttpRequest
from ninja import Router

from farled.api.v1.callers import caller_of
from farled.api.v1.errors import REFUSALS, Error
from farled.core.access import Permission
from farled.core.dialogue.summary_json import format_summary
from farled.store.gates import inventory_for
from farled.store.queries.dialogue import summary_now

router = Router(tags=["dialogue"])


@router.get("/{slug}/summary", response={200: dict[str, Any], REFUSALS: Error})
def summary(request: HttpRequest, slug: str) -> object:
    """What would be shared now, as farled-summary/1. Reading it here shares nothing."""
    row = inventory_for(caller_of(request), slug, Permission.EXPORT)
    return json.loads(format_summary(summary_now(row)))
