"""Names by id, and core's sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template

from farled.web.ui.said import said

register = template.Library()


@register.filter
def named(names: Mapping[Any, Any], key: Any) -> Any:
    """{{ table_names|named:voice.table }}; nothing for what has no name."""
    return names.get(key, "")


register.filter("said", said)
