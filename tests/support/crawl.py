"""Walks from page to page along links, as a person would, one visitor at a time."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.support.pages import Page, is_ours, path_of, read
from tests.support.visitors import undone

# more of one kind of page tell nothing new
OF_ONE_KIND = 2


@dataclass(frozen=True)
class Visit:
    """A page that was opened."""

    path: str
    answer: HttpResponse
    page: Page

    @property
    def text(self) -> str:
        return self.answer.content.decode("utf-8", "replace")


def crawl(client: Client, starts: Iterable[str]) -> Iterator[Visit]:
    """All kinds of pages that can be reached from here by links."""
    waiting, seen, kinds = deque(starts), set[str](), dict[str, int]()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if path in seen or kind is None or kinds.get(kind, 0) >= OF_ONE_KIND:
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        with undone(client):
            answer = client.get(path, headers={"Accept": "text/html"})
        visit = Visit(path, answer, page_of(path, answer))
        yield visit
        waiting.extend(onward(visit))


def page_of(path: str, answer: HttpResponse) -> Page:
    url = f"http://testserver{path}"
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return read(url, answer.content.decode("utf-8", "replace")) if is_html else Page(url)


def onward(visit: Visit) -> Iterator[str]:
    if visit.answer.status_code in (301, 302) and is_ours(visit.answer.url):
        yield path_of(visit.answer.url)
    yield from (path_of(link) for link in visit.page.links if is_ours(link))
    for form in visit.page.forms:
        if form.method == "get" and is_ours(form.action):
            yield path_of(form.action)


def kind_of(path: str) -> str | None:
    """Pages of one view with the same questions in their address are of one kind; None is no page of ours."""
    parts = urlsplit(path)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    asked = sorted(name for name, _value in parse_qsl(parts.query, keep_blank_values=True))
    return f"{found.view_name or found.route} {asked}"
