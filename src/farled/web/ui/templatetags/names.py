"""Names by id, and core's sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from farled.core.finding import Say
from farled.text import say

register = template.Library()


@register.filter
def named(names: Mapping[Any, Any], key: Any) -> Any:
    """{{ table_names|named:voice.table }}; nothing for what has no name."""
    return names.get(key, "")


@register.filter
def said(why: Say) -> str:
    return say(why, (get_language() or "sv").split("-")[0])
