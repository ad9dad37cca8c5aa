"""The summary as files: one for programs, and one page that holds everything it needs and prints."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import override

from farled.core.dialogue.summary import Summary
from farled.core.dialogue.summary_json import format_summary
from farled.store.models import SharedSummary
from farled.web.dialogue.words import heading_language, shown

STYLES = (
    "ui/static/ui/tokens.css",
    "dialogue/static/dialogue/summary.css",
    "dialogue/static/dialogue/file.css",
)
NOT_FOR_SEARCH = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def as_json(summary: Summary) -> HttpResponse:
    return _file(format_summary(summary), summary, kind="json", content_type="application/json")


def as_html(summary: Summary, shared: SharedSummary | None = None) -> HttpResponse:
    """In the summary's own language, for its reader has no menu to choose in."""
    context = {**shown(summary), "shared": shared, "head": _head()}
    with override(heading_language(summary)):
        page = render_to_string("dialogue/file.html", context)
    return _file(page, summary, kind="html", content_type="text/html; charset=utf-8")


@cache
def _head() -> SafeString:
    """The page's style, and a policy that lets nothing else in, wherever the file is opened."""
    package = files("farled.web")
    css = "\n".join(package.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    meta = format_html('<meta http-equiv="Content-Security-Policy" content="{}">', policy)
    return mark_safe(f"{meta}\n<style>{css}</style>")  # noqa: S308 - our own files


def _file(text: str, summary: Summary, *, kind: str, content_type: str) -> HttpResponse:
    name = slugify(summary.title)[:60] or "farled"
    disposition = f'attachment; filename="{name}.farled-summary.{kind}"'
    headers = {"Content-Disposition": disposition, **NOT_FOR_SEARCH}
    return HttpResponse(text, content_type=content_type, headers=headers)
