"""Files that somebody might hand in as a strategy or a summary: read in good time, refused in words, nothing kept."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from farled.store.models import Audit
from tests.support.crawl import page_of
from tests.support.visitors import Scene, forget_all, kept_scene, undone

pytestmark = pytest.mark.django_db
LONGEST = 4.0  # seconds, on a machine with much else to do
LAUGHS = "\n".join(
    ['<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">']
    + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    + ["]><x>&a9;</x>"]
)
HEAD = 'format = 1\nname = "x"\n'
SUMMARY = {"format": "farled-summary/1", "title": "x"}

ANY = {
    "empty": b"",
    "spaces": b" \n\t" * 100,
    "nul": b"\x00" * 100,
    "nul within": HEAD.encode() + b'vision = "a\x00b"',
    "5 MB": b"x" * 5_000_000,
    "utf-16": HEAD.encode("utf-16"),
    "utf-16 of a summary": json.dumps(SUMMARY).encode("utf-16"),
    "utf-32": HEAD.encode("utf-32"),
    "latin-1": 'name = "Örebro"'.encode("latin-1"),
    "half a surrogate": b'{"title": "\xed\xa0\x80"}',
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a zip file": b"PK\x03\x04" + bytes(200),
    "a billion laughs": LAUGHS.encode(),
    "a page": b"<!doctype html><script>alert(1)</script><b id=pwned>",
}
TOML = {
    "open brackets": b"a = " + b"[" * 100_000,
    "nested tables": b"a = " + b"{b=" * 20_000,
    "a deep key": b"a." * 50_000 + b"b = 1",
    "deep headers": b"\n".join(b"[" + b".".join([b"a"] * n) + b"]" for n in range(1, 400)),
    "many tables": HEAD.encode() + b"[[outcomes]]\n" * 60_000,
    "many keys": b"".join(b"k%d = 1\n" % n for n in range(60_000)),
    "a huge number": b"format = 1" + b"0" * 6000,
    "infinite": b"format = inf",
    "a date that is none": HEAD.encode() + b"valid_from = 9999-99-99",
    "a long word": HEAD.encode() + b'vision = "' + b"x" * 900_000 + b'"',
    "half a surrogate as written": HEAD.encode() + b'vision = "\\ud800"',
    "open quotes": b'a = """' + b'\\"' * 100_000,
    "unknown": HEAD.encode() + b"evil = true",
    "another kind of value": HEAD.encode() + b"outcomes = 3\nareas = [[]]\nindicators = {}",
}
JSON = {
    "open brackets": b"[" * 200_000,
    "open objects": b'{"a":' * 100_000,
    "a huge number": json.dumps(SUMMARY)[:-1].encode() + b', "needs": 1' + b"0" * 6000 + b"}",
    "not a number": b'{"format": "farled-summary/1", "title": NaN}',
    "infinite": b'{"format": "farled-summary/1", "title": "x", "resistance": [{"answers": 1e999}]}',
    "many needs": json.dumps({**SUMMARY, "needs": [{}] * 50_000}).encode(),
    "many names": json.dumps({**SUMMARY, **{f"k{n}": 1 for n in range(50_000)}}).encode(),
    "lists of lists": json.dumps({**SUMMARY, "needs": [[[[]]]]}).encode(),
    "no text": json.dumps({**SUMMARY, "title": ["x"]}).encode(),
    "unknown": json.dumps({**SUMMARY, "<b id=pwned>": 1}).encode(),
    "other format": json.dumps({**SUMMARY, "format": "farled-summary/99"}).encode(),
}
DOORS = {
    **{("strategy:import", what): one for what, one in (ANY | TOML).items()},
    **{("strategy:import-into", what): one for what, one in (ANY | TOML).items()},
    **{("dialogue:read", what): one for what, one in (ANY | JSON).items()},
}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def handed_in(scene: Scene, door: str, file: SimpleUploadedFile, *, language: str = "sv") -> Any:
    args = [scene.place.strategy.slug] if door == "strategy:import-into" else []
    client = scene.visitors["owner"]
    with undone(client):
        before = Audit.objects.count()
        client.cookies["farled_language"] = language
        answer = client.post(reverse(door, args=args), {"file": file})
        assert Audit.objects.count() == before, "something was kept"
    return answer


@pytest.mark.parametrize(("door", "what"), DOORS, ids=str)
def test_it_is_refused_in_words(scene: Scene, door: str, what: str) -> None:
    said = {}
    for language in ("sv", "en"):
        file = SimpleUploadedFile("farled.toml", DOORS[door, what])
        start = time.monotonic()
        answer = handed_in(scene, door, file, language=language)
        assert time.monotonic() - start < LONGEST
        assert answer.status_code in (200, 413, 422)
        assert b"<b id=pwned>" not in answer.content
        said[language] = page_of("/", answer).errors
    assert said["sv"], "no word of what is wrong"
    assert said["en"]
    assert set(said["sv"]) & set(said["en"]) == set()


@pytest.mark.parametrize("door", ["strategy:import", "strategy:import-into", "dialogue:read"])
@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "<b id=pwned>.toml", "x" * 3000, "a\\b.toml", "con", ".", "\u202etxt.exe", "a\x00b"],
    ids=range(8),
)  # fmt: skip
def test_what_a_file_is_called_does_not_matter(scene: Scene, door: str, name: str) -> None:
    file = SimpleUploadedFile("x", b"nothing sensible", content_type="text/html")
    file._name = name
    answer = handed_in(scene, door, file)
    assert answer.status_code in (200, 400, 422)
    assert b"<b id=pwned>" not in answer.content
