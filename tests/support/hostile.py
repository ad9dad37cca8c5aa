"""What somebody might send instead of what is asked for, and what anybody would send."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from tests.support.pages import Field, Form, Sent

LONG = 1_000_000
# as bytes in a form's own coding, since some cannot be written as text
VALUES: Mapping[str, bytes] = {
    "empty": b"",
    "nul": b"a\x00b",
    "controls": bytes(range(1, 32)) + b"\x7f\xc2\x85\xe2\x80\xa8",
    "bidi": "\u202eabc\u202c\u2066x\u2069\u200f".encode(),
    "invisible": "\u200b\u2060\ufeff\u3164".encode(),
    "half a surrogate": b"\xed\xa0\x80",
    "no utf-8": b"\xff\xfe\xc3",
    "script": b"<script>alert(1)</script>",
    "markup": b"\"'><b id=pwned>&lt;",
    "template": b"{{ 7 * 7 }}{% load x %}%(name)s%s{0}",
    "sql": b"' OR 1=1; DROP TABLE store_user; --",
    "formula": b'=HYPERLINK("http://x","y")',
    "emoji": "👩‍👩‍👧‍👦🇸🇪".encode(),
    "marks": ("e" + "\u0301" * 500).encode(),
    "huge number": b"1" + b"0" * 30,
    "number": b"9223372036854775807",
    "negative": b"-1",
    "not a number": b"NaN",
    "infinite": b"1e999",
    "other digits": "١٢٣".encode(),
    "unknown": b"finns-inte",
    "date": b"9999-99-99",
    "path": b"../../etc/passwd",
    "long": b"x" * LONG,
}
# what a single field is tried with while all others are as they should be
IN_WORDS = ("empty", "nul")
IN_CHOICES = ("nul", "huge number", "unknown")
# enough for what Django or a server has read before us
BRIEF = ("empty", "controls", "bidi", "half a surrogate", "no utf-8", "markup", "huge number", "emoji", "sql", "long")  # fmt: skip
PATHS = (
    "%00", "1" + "0" * 30, "9223372036854775808", "-1", "%ED%A0%80", "%FF", "x" * 3000, "..%2F..",
    "%3Cb%20id%3Dpwned%3E", "%F0%9F%87%B8", "%E2%80%AE", "'%3B--", "%0D%0AX-Evil:%201", "%25s",
)  # fmt: skip


def harmless(field: Field) -> list[str]:
    """What a person would put in this field: what stands there, or words that nobody minds."""
    if field.kind == "email":
        return [f"{field.name}@example.org"]
    if field.kind == "password":
        return ["en fras att minnas"]
    if field.is_text and field.kind != "search":
        known = [value for value in field.values if value and (value.isdigit() or is_day(value))]
        return known or [typed(field)]
    if field.kind == "date":
        return ["2026-05-04"]
    if field.values and any(field.values):
        return list(field.values)
    return [value for value in field.offered if value][:1]


def typed(field: Field) -> str:
    """Words to recognise the field's own text by."""
    return f"Ord i {field.name.replace('_', ' ')}"[: field.most or 60]


def is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-"


def filled(form: Form) -> Sent:
    kinds = [one for one in form.fields.values() if one.kind != "file"]
    return {one.name: harmless(one) for one in kinds if harmless(one)}


def encoded(sent: Sent, **hostile: bytes | None) -> bytes:
    """A form's body; None leaves a field out."""
    kept = [
        (name, value.encode())
        for name, values in sent.items()
        for value in values
        if name not in hostile
    ]
    kept += [(name, value) for name, value in hostile.items() if value is not None]
    return "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in kept).encode()


def attacks(form: Form) -> Iterator[tuple[str, bytes]]:
    """Every body a form is sent: all fields hostile at once, and one at a time."""
    fine = filled(form)
    names = [name for name in form.fields if name != "csrfmiddlewaretoken"]
    for what, value in VALUES.items():
        if what != "long":
            yield f"{what} everywhere", encoded({}, **dict.fromkeys(names, value))
    for name in names:
        for what in IN_WORDS if form.fields[name].is_text else IN_CHOICES:
            yield f"{what} in {name}", encoded(fine, **{name: VALUES[what]})
        yield f"{name} as a list", encoded({**fine, f"{name}[]": ["1"], name: ["1", "2", "x"]})
    yield "nothing at all", b""
    if names:
        yield "a thousand pieces", encoded(dict.fromkeys(names, ["1"] * (900 // len(names))))
        longest = next((name for name in names if form.fields[name].is_text), names[0])
        yield f"long in {longest}", encoded(fine, **{longest: VALUES["long"]})


def hostile_json() -> Mapping[str, Any]:
    """What JSON can say that a form cannot."""
    words = {what: value.decode("utf-8", "replace") for what, value in VALUES.items()}
    deep: Any = 1
    for _ in range(300):
        deep = [deep]
    return words | {
        "half a surrogate": "\ud800",
        "true": True,
        "null": None,
        "number": 10**30,
        "negative": -1,
        "fraction": 0.5,
        "infinite": float("inf"),
        "not a number": float("nan"),
        "list": [1, "x", None, [], {}],
        "object": {"a": 1},
        "deep": deep,
        "many": [1] * 5000,
        "long": "x" * 30_000,
    }
