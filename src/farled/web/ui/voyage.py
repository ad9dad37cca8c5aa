"""The voyage of an inventory in words and links: on the chart table and on its own page."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from farled.core.inventory.voyage import Counts, marks, next_step
from farled.web.ui.links import link_to
from farled.web.ui.parts import Stage
from farled.web.ui.said import said

# stage: words, icon
STAGES = {
    "strategy": (gettext_noop("Strategi"), "strategy"),
    "workshops": (gettext_noop("Workshoppar"), "workshop"),
    "needs": (gettext_noop("Behov"), "need"),
    "map": (gettext_noop("Karta"), "map"),
    "conflicts": (gettext_noop("Mål och konflikter"), "conflict"),
    "expeditions": (gettext_noop("Expeditioner"), "expedition"),
    "lessons": (gettext_noop("Lärdomar"), "lesson"),
}

LEADERS_PLACES = frozenset({"bridge", "workshop", "plan_workshop"})


@dataclass(frozen=True)
class Next:
    """The next sensible step: why, and where to take it."""

    why: str
    url: str
    label: str


def stages(slug: str, counts: Counts, *, strategy: str = "") -> list[Stage]:
    """The marks of one inventory; `strategy` is the slug of its strategy."""
    places = {
        "strategy": link_to("strategy:page", strategy) if strategy else "",
        "workshops": link_to("inventory:show", slug) + "#workshops",
        "needs": link_to("inventory:needs", slug),
        "conflicts": link_to("inventory:conflicts", slug),
        "expeditions": link_to("inventory:themes", slug),
    }
    return [
        Stage(
            label=gettext(STAGES[mark.key][0]),
            state=mark.state,
            count=str(mark.count) if mark.count and mark.key != "strategy" else "",
            url=places.get(mark.key, ""),
            icon=STAGES[mark.key][1],
        )
        for mark in marks(counts)
    ]


def following(
    slug: str, counts: Counts, *, live: str = "", planned: str = "", leads: bool = True
) -> Next | None:
    """`live` and `planned` are slugs of a workshop that is open now and of one that is to come.

    Who does not lead workshops is sent to what she can do herself.
    """
    step = next_step(counts, without=() if leads else LEADERS_PLACES)
    if step is None:
        return None
    url, label = _place(step.place, slug, live=live, planned=planned)
    return Next(said(step.why), url, label)


def _place(place: str, slug: str, *, live: str, planned: str) -> tuple[str, str]:
    own = {
        "edit": ("inventory:edit", "", gettext("Välj strategi")),
        "stakeholders": ("inventory:stakeholders", "", gettext("Till intressenterna")),
        "groups": ("inventory:groups", "", gettext("Gör behov av grupperna")),
        "voices": ("inventory:voices", "?placed=loose", gettext("Till rösterna")),
        "new_need": ("inventory:new-need", "", gettext("Skriv ett behov")),
        "gender": ("inventory:needs", "?view=list&without_gender=1", gettext("Visa behoven")),
        "themes": ("inventory:themes", "", gettext("Till temana")),
    }
    if place in own:
        name, query, label = own[place]
        return link_to(name, slug) + query, label
    rooms = {
        "bridge": (link_to("workshop:bridge", live) if live else "", gettext("Till bryggan")),
        "workshop": (
            link_to("workshop:plan", planned) if planned else "",
            gettext("Förbered workshoppen"),
        ),
        "plan_workshop": (link_to("workshop:new", slug), gettext("Planera en workshop")),
    }
    url, label = rooms[place]
    return url or link_to("inventory:show", slug) + "#workshops", label
