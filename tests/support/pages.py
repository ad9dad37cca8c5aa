"""Reads a page as a browser does: where it leads, what its forms would send, what it loads."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID_TYPES = ("submit", "button", "reset", "image")
Sent = dict[str, list[str]]


@dataclass
class Field:
    """One name of a form, with what it sends when nobody touches it and what it offers."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    required: bool = False
    most: int | None = None

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "textarea", "email", "search", "password", "url", "tel")


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    multipart: bool = False

    def named(self, name: str, kind: str) -> Field:
        return self.fields.setdefault(name, Field(name, kind))

    def sent(self) -> Sent:
        """What an untouched form sends."""
        return {one.name: list(one.values) for one in self.fields.values() if one.values}


@dataclass
class Page:
    """What a page holds."""

    url: str
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    language: str = ""
    ids: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """`known` are the page's forms by id, since a field may stand before the form it names."""

    def __init__(self, url: str, known: dict[str, Form] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(url)
        self._form: Form | None = None
        self.by_id: dict[str, Form] = dict(known or {})
        self._area: Field | None = None
        self._select: Field | None = None
        self._error: list[str] | None = None
        self._depth = 0
        self._option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._look(tag, given, {name for name, _ in attrs})
        opened = getattr(self, f"open_{tag}", None)
        if opened is not None:
            opened(given)
        if self._error is not None and tag not in ("br", "input", "img", "use", "path"):
            self._depth += 1
        elif "field__errors" in given.get("class", "") or given.get("role") == "alert":
            self._error, self._depth = [], 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._look(tag, given, {name for name, _ in attrs})
        opened = getattr(self, f"open_{tag}", None)
        if opened is not None:
            opened(given)

    def _look(self, tag: str, given: dict[str, str], names: set[str]) -> None:
        """What the policy on content speaks of."""
        inline = [name for name in names if name == "style" or name.startswith("on")]
        self.page.inline += [f"{tag} {name}" for name in inline]
        if tag == "style" or (tag == "script" and not given.get("src") and is_code(given)):
            self.page.inline.append(f"<{tag}>")
        self.page.ids += [given["id"]] if given.get("id") else []
        for name in ("src", "href", "action", "formaction", "data", "poster", "srcset"):
            if given.get(name):
                self.page.loaded.append(given[name])

    def open_html(self, given: dict[str, str]) -> None:
        self.page.language = given.get("lang", "")

    def open_a(self, given: dict[str, str]) -> None:
        if given.get("href"):
            self.page.links.append(urljoin(self.page.url, given["href"]))

    def open_form(self, given: dict[str, str]) -> None:
        action = urljoin(self.page.url, given.get("action") or self.page.url)
        method = given.get("method", "get").lower()
        multipart = "multipart" in given.get("enctype", "")
        made = Form(action, method, multipart=multipart)
        self._form = self.by_id.setdefault(given["id"], made) if given.get("id") else made
        self.page.forms.append(self._form)

    def _owner(self, given: dict[str, str]) -> Form | None:
        return self.by_id.get(given["form"]) if given.get("form") else self._form

    def open_input(self, given: dict[str, str]) -> None:
        form, name = self._owner(given), given.get("name", "")
        if form is None or not name or "disabled" in given:
            return
        kind, value = given.get("type", "text").lower(), given.get("value", "")
        if kind in VOID_TYPES:
            self._button(form, name, value)
            return
        one = form.named(name, kind)
        one.required |= "required" in given
        if given.get("maxlength", "").isdigit():
            one.most = int(given["maxlength"])
        if kind in ("checkbox", "radio"):
            one.offered.append(value or "on")
            one.values += [value or "on"] if "checked" in given else []
        elif kind != "file":
            one.values.append(value)

    def open_button(self, given: dict[str, str]) -> None:
        form = self._owner(given)
        if form is None or given.get("type", "submit") != "submit":
            return
        if given.get("formaction"):
            # the same fields, sent somewhere else
            action = urljoin(self.page.url, given["formaction"])
            method = given.get("formmethod", form.method).lower()
            form = Form(action, method, form.fields, form.multipart)
            self.page.forms.append(form)
        if given.get("name"):
            self._button(form, given["name"], given.get("value", ""))

    def _button(self, form: Form, name: str, value: str) -> None:
        one = form.named(name, "button")
        one.offered.append(value)
        one.values = one.values or [value]

    def open_textarea(self, given: dict[str, str]) -> None:
        form = self._owner(given)
        if form is not None and given.get("name"):
            self._area = form.named(given["name"], "textarea")
            self._area.required |= "required" in given
            self._area.values.append("")

    def close_textarea(self) -> None:
        if self._area is not None:
            # a browser drops the first line break
            self._area.values[-1] = self._area.values[-1].removeprefix("\n")
        self._area = None

    def open_select(self, given: dict[str, str]) -> None:
        form = self._owner(given)
        if form is not None and given.get("name"):
            self._select = form.named(given["name"], "select")

    def open_option(self, given: dict[str, str]) -> None:
        if self._select is None:
            return
        value = given.get("value", "")
        self._select.offered.append(value)
        if "selected" in given:
            self._select.values.append(value)

    def close_select(self) -> None:
        if self._select is not None and not self._select.values and self._select.offered:
            self._select.values.append(self._select.offered[0])
        self._select = None

    def close_form(self) -> None:
        self._form = None

    def handle_endtag(self, tag: str) -> None:
        closed = getattr(self, f"close_{tag}", None)
        if closed is not None:
            closed()
        if self._error is not None:
            self._depth -= 1
            if self._depth <= 0:
                words = " ".join("".join(self._error).split())
                self.page.errors += [words] if words else []
                self._error = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[-1] += data
        if self._error is not None:
            self._error.append(data)


def is_code(given: dict[str, str]) -> bool:
    return given.get("type", "text/javascript") in ("text/javascript", "module", "")


def read(url: str, html: str) -> Page:
    known: dict[str, Form] = {}
    for _pass in (1, 2):
        for form in known.values():
            form.fields.clear()
        reader = Reader(url, known)
        reader.feed(html)
        reader.close()
        known = reader.by_id
    return reader.page


def is_ours(url: str) -> bool:
    """An address of this very server."""
    parts = urlsplit(url)
    return parts.netloc in ("", "testserver") and parts.scheme in ("", "http")


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
