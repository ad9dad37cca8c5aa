"""Help texts from content/<language>/guidance/<key>.md, in a small and safe part of Markdown."""

import re
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

NAME = re.compile(r"[a-z0-9]+(?:[-_./][a-z0-9]+)*")
BLANK = re.compile(r"\[[^\]]+\]")
LIST_ITEM = re.compile(r"(?:[-*]|\d+[.)])\s+")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"(?<![\w*])[*_]([^*_]+?)[*_](?![\w*])")


@cache
def guidance(key: str, language: str, *, heading: str = "h4") -> tuple[str, SafeString]:
    """Title ("" without one) and body as HTML; Swedish where the language lacks the text.

    Raises KeyError for a key that has no text at all.
    """
    for code in (language, "sv"):
        text = read(key, code)
        if text is not None:
            return titled(text, heading=heading)
    raise KeyError(key)


def read(key: str, language: str) -> str | None:
    if not NAME.fullmatch(key):
        return None
    path = files("farled").joinpath("content", language, "guidance", f"{key}.md")
    return path.read_text(encoding="utf-8") if path.is_file() else None


@cache
def blanks(key: str) -> frozenset[str]:
    """What a template leaves to each authority to say, in square brackets, in every language."""
    texts = [read(key, code) or "" for code, _name in settings.LANGUAGES]
    return frozenset(blank for text in texts for blank in BLANK.findall(text))


def has_blanks(text: str, *, key: str) -> bool:
    return any(blank in text for blank in blanks(key))


def titled(text: str, *, heading: str) -> tuple[str, SafeString]:
    first, _, rest = text.strip().partition("\n")
    if first.startswith("# "):
        return first[2:].strip(), as_html(rest, heading=heading)
    return "", as_html(text, heading=heading)


def as_html(text: str, *, heading: str = "h4") -> SafeString:
    """Paragraphs, lists, subheadings, bold and emphasis; everything else is shown as written."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    parts = [block_html(block, heading=heading) for block in blocks if block.strip()]
    return mark_safe("\n".join(parts))  # noqa: S308


def block_html(block: str, *, heading: str) -> str:
    lines = [line.strip() for line in block.strip().split("\n")]
    if lines[0].startswith("#"):
        return f"<{heading}>{inline(lines[0].lstrip('# '))}</{heading}>"
    if LIST_ITEM.match(lines[0]):
        return list_html(lines)
    return f"<p>{inline(' '.join(lines))}</p>"


def list_html(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if LIST_ITEM.match(line):
            items.append(LIST_ITEM.sub("", line, count=1))
        else:
            items[-1] += f" {line}"
    tag = "ol" if lines[0][0].isdigit() else "ul"
    body = "".join(f"<li>{inline(item)}</li>" for item in items)
    return f"<{tag}>{body}</{tag}>"


def inline(text: str) -> SafeString:
    strong = STRONG.sub(r"<strong>\1</strong>", escape(text))
    return mark_safe(EMPHASIS.sub(r"<em>\1</em>", strong))  # noqa: S308
