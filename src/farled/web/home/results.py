"""What search found, in words and with addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from farled.store.queries.search import Found, Hit
from farled.web.ui.links import link_to

# kind: words, icon
KINDS = {
    "need": (gettext_noop("Behov"), "need"),
    "theme": (gettext_noop("Teman"), "theme"),
    "conflict": (gettext_noop("Målkonflikter"), "conflict"),
    "voice": (gettext_noop("Röster"), "voice"),
    "goal": (gettext_noop("Mål"), "goal"),
    "area": (gettext_noop("Områden"), "strategy"),
    "perspective": (gettext_noop("Perspektiv"), "strategy"),
    "direction": (gettext_noop("Inriktningar"), "strategy"),
    "indicator": (gettext_noop("Indikatorer"), "goal"),
    "strategy": (gettext_noop("Strategier"), "strategy"),
    "stakeholder": (gettext_noop("Intressenter"), "people"),
    "workshop": (gettext_noop("Workshoppar"), "workshop"),
    "inventory": (gettext_noop("Behovsinventeringar"), "compass"),
}


@dataclass(frozen=True)
class Line:
    """One hit with the address of its page."""

    hit: Hit
    url: str


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `more` is how many are not shown."""

    kind: str
    title: str
    icon: str
    count: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def results(found: Sequence[Found]) -> list[Group]:
    return [
        Group(
            kind=kind.kind,
            title=gettext(KINDS[kind.kind][0]),
            icon=KINDS[kind.kind][1],
            count=kind.count,
            lines=[Line(hit, _url(hit)) for hit in kind.hits],
        )
        for kind in found
    ]


def _url(hit: Hit) -> str:
    addresses = {
        "need": ("inventory:need", "", (hit.slug, hit.number)),
        "theme": ("inventory:themes", f"#theme-{hit.number}", (hit.slug,)),
        "conflict": ("inventory:conflicts", f"#conflict-{hit.number}", (hit.slug,)),
        "voice": ("inventory:voices", f"?voice={hit.number}#voice-{hit.number}", (hit.slug,)),
        "goal": ("strategy:page", f"#goal-{hit.number}", (hit.slug,)),
        "area": ("strategy:page", f"#area-{hit.number}", (hit.slug,)),
        "perspective": ("strategy:page", f"#perspective-{hit.number}", (hit.slug,)),
        "direction": ("strategy:page", f"#direction-{hit.number}", (hit.slug,)),
        "indicator": ("strategy:page", f"#indicator-{hit.number}", (hit.slug,)),
        "strategy": ("strategy:page", "", (hit.slug,)),
        "stakeholder": ("inventory:stakeholder", "", (hit.slug, hit.number)),
        "workshop": ("workshop:show", "", (hit.slug,)),
        "inventory": ("inventory:show", "", (hit.slug,)),
    }
    name, tail, arguments = addresses[hit.kind]
    url = link_to(name, *arguments)
    return url + tail if url else ""
