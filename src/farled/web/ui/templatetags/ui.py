"""The components as template tags; described in web/ui/README.md, shown at /ui/gallery/."""

import re
from collections.abc import Hashable, Iterable
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import segno
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from farled.web.ui.guidance import guidance
from farled.web.ui.parts import BAR_KINDS, DIMENSIONS, STATES, Link, Stage

register = template.Library()

GROUPED = {"checkboxselectmultiple", "radioselect"}


@cache
def drawings() -> frozenset[str]:
    sprite = files("farled.web.ui").joinpath("static", "ui", "icons.svg")
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', sprite.read_text(encoding="utf-8")))


@register.simple_tag
@lru_cache(maxsize=4096)  # dozens on a page, and every live drawing has some
def icon(name: str, label: str = "") -> SafeString:
    """A drawing beside a word, silent; with a label where it stands alone."""
    if name not in drawings():
        raise KeyError(f"static/ui/icons.svg has no drawing called {name!r}")
    file = static("ui/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label, file, name,
        )  # fmt: skip
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', file, name
    )


@register.simple_tag
def drawn_once(name: str, value: Hashable) -> SafeString:
    """A part that shows one `value` and nothing else, kept: of a running result most is as it was half a second ago."""
    return _drawn_once(name, value, get_language())


@lru_cache(maxsize=4096)
def _drawn_once(name: str, value: Hashable, language: str | None) -> SafeString:
    return mark_safe(get_template(name).render({"value": value}))  # noqa: S308  the template has escaped it


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """Label, help, errors and control of one form field, wired for screen readers."""
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint,
        "grouped": bound.widget_type in GROUPED or bound.use_fieldset,
        "single_box": bound.widget_type == "checkbox",
    }


@register.inclusion_tag("ui/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with the form as a whole, and links to the fields that need another look."""
    wrong = [bound for bound in form.visible_fields() if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong}


@register.inclusion_tag("ui/parts/dimension_badge.html")
def dimension_badge(key: str, word: str = "") -> dict[str, Any]:
    known = key if key in DIMENSIONS else "general"
    return {"key": known, "word": word or gettext(DIMENSIONS.get(key, key))}


@register.inclusion_tag("ui/parts/state.html")
def state(name: str, word: str = "") -> dict[str, Any]:
    """saved, sending, waiting, failed, live, open, closed, hidden, anonymous, draft, done."""
    drawing, words = STATES[name]
    return {"name": name, "icon": drawing, "word": word or gettext(words)}


@register.simple_tag
def count(n: int, one: str, many: str) -> SafeString:
    """A number with its word in the right form: {% count n "röst" "röster" %}."""
    words = ngettext(one, many, n)
    return format_html('<span class="count"><b>{}</b> {}</span>', grouped_digits(n), words)


def grouped_digits(n: int) -> str:
    separator = "," if (get_language() or "").startswith("en") else "\N{NO-BREAK SPACE}"
    return f"{n:,}".replace(",", separator)


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(
    title: str, text: str, *, action_url: str = "", action_label: str = "", icon: str = "buoy",
    example: str = "",
) -> dict[str, Any]:  # fmt: skip
    """What this place is for, one example, one button."""
    return {
        "title": title, "text": text, "action_url": action_url, "action_label": action_label,
        "icon": icon, "example": example,
    }  # fmt: skip


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(crumbs: Iterable[Link]) -> dict[str, Any]:
    """From home down to the page that holds this one; the page itself is the heading below."""
    return {"crumbs": list(crumbs)}


@register.inclusion_tag("ui/parts/timer.html")
def timer(ends: datetime | int | None, label: str = "", now: int | None = None) -> dict[str, Any]:
    """Time left until `ends` (datetime or epoch ms); counted down by live.js."""
    server_now = now if now is not None else epoch_ms(timezone.now())
    ends_ms = epoch_ms(ends) if isinstance(ends, datetime) else ends
    left = max(0, (ends_ms or server_now) - server_now)
    return {"ends": ends_ms, "now": server_now, "left": clock_face(left), "label": label}


def epoch_ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def clock_face(left_ms: int) -> str:
    minutes, seconds = divmod(-(-left_ms // 1000), 60)
    return f"{minutes:02d}:{seconds:02d}"


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, identity: str, title: str) -> SafeString:
    """A native dialog, opened by <a href="#ID" data-opens="ID">; without script by the link."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title">'
        '<div class="dialog__head"><h2 id="{0}-title">{1}</h2>'
        '<a class="button button--plain" href="#" data-closes>{2}<span>{3}</span></a></div>'
        '<div class="dialog__body">{4}</div></dialog>',
        identity, title, icon("close"), gettext("Stäng"), content,
    )  # fmt: skip


@register.inclusion_tag("ui/parts/progress_voyage.html")
def progress_voyage(stages: Iterable[Stage], label: str = "") -> dict[str, Any]:
    return {"stages": list(stages), "label": label or gettext("Färden")}


@register.inclusion_tag("ui/parts/bar.html")
def bar(
    value: float, largest: float, label: str, *, note: str = "", kind: str = ""
) -> dict[str, Any]:
    """One bar with its words and number; kind "" | helps | harms | conflict | unsure."""
    drawing, meaning = BAR_KINDS[kind]
    share = max(0.0, min(1.0, value / largest)) if largest > 0 else 0.0
    shown = note or (f"{value:g}" if isinstance(value, float) else grouped_digits(value))
    return {
        "width": round(share * 100, 2),
        "label": label,
        "shown": shown,
        "kind": kind,
        "icon": drawing,
        "meaning": gettext(meaning) if meaning else "",
    }


@register.simple_tag
def qr(url: str, title: str = "") -> SafeString:
    """A QR code as inline SVG; dark on white in every theme, since cameras want it so."""
    return drawn_qr(url, title or gettext("QR-kod till %(url)s") % {"url": url})


@lru_cache(maxsize=256)
def drawn_qr(url: str, title: str) -> SafeString:
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        border=3, dark="#14283a", light="#ffffff", svgclass="qr", lineclass=None,
        omitsize=True, title=title,
    )  # fmt: skip
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308


@register.inclusion_tag("ui/parts/help.html")
def help(key: str, title: str = "") -> dict[str, Any]:  # noqa: A001  the word that pages write
    """The guidance text of that key, folded beside the thing."""
    own_title, body = guidance(key, (get_language() or "sv").split("-")[0])
    return {"title": title or own_title or gettext("Vad är det här?"), "body": body}


@register.inclusion_tag("ui/parts/red_thread.html")
def red_thread(came_from: Iterable[Link] = (), became: Iterable[Link] = ()) -> dict[str, Any]:
    """Where does this come from, and what came of it?"""
    return {"came_from": list(came_from), "became": list(became)}


@register.inclusion_tag("ui/parts/paginate.html", takes_context=True)
def paginate(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    query = context["request"].GET
    return {
        "page": page,
        "previous": page_link(query, name, page.number - 1),
        "following": page_link(query, name, page.number + 1),
    }


def page_link(query: QueryDict, name: str, number: int) -> str:
    other = query.copy()
    other[name] = str(number)
    return f"?{other.urlencode()}"


@register.simple_block_tag(end_name="endhint")
def hint(content: str, title: str = "") -> SafeString:
    """The tool coaches: why, and the better wording. Put a dismiss form inside where one exists."""
    heading = title or gettext("En tanke")
    return format_html(
        '<aside class="hint">{}<div><p class="hint__title">{}</p>{}</div></aside>',
        icon("hint"), heading, content,
    )  # fmt: skip
