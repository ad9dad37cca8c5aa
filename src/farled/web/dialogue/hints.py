"""What to look at before a summary leaves the house: in words, beside the thing, with the way to mend it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from farled.store.models import Inventory
from farled.store.queries.dialogue import Prepared
from farled.text import say
from farled.web.ui.links import link_to

Way = tuple[str, str]


@dataclass(frozen=True)
class Hint:
    """`place` is the thing it stands beside, `url` where it is mended; in the sharer's language."""

    place: str
    lang: str
    title: str
    words: str
    url: str
    label: str


def hints(inventory: Inventory, found: Prepared) -> Mapping[str, list[Hint]]:
    """By place: "needs.2" for the second need, "asks" for a text of the summary itself."""
    lang = (get_language() or "sv").split("-")[0]
    by_place: dict[str, list[Hint]] = defaultdict(list)
    for finding in found.findings:
        part, *rest = finding.about[0].split(".")
        place = f"{part}.{rest[0]}" if rest else part
        ways = _of_entry(inventory, found, place=place) if rest else _of_text(inventory, part)
        url, label = next(way for way in ways if way[0])
        words = say(finding.why, lang)
        by_place[place].append(Hint(place, lang, _("Bara du ser det här"), words, url, label))
    return dict(by_place)


def _of_text(inventory: Inventory, name: str) -> Iterator[Way]:
    """A text of the summary itself."""
    if name in ("learned", "asks"):
        yield f"#id_{name}", _("Ändra texten")
    if name == "strategy" and inventory.strategy:
        yield link_to("strategy:page", inventory.strategy.slug), _("Till strategin")
    yield link_to("inventory:edit", inventory.slug), _("Ändra i inventeringen")
    yield "#stays", _("Se vad som följer med")


def _of_entry(inventory: Inventory, found: Prepared, *, place: str) -> Iterator[Way]:
    """The page that mends it where there is one; else it can stay at home."""
    part, number = place.split(".")
    source = getattr(found.sources, part)[int(number) - 1]
    if part == "needs":
        yield link_to("inventory:edit-need", inventory.slug, source.number), _("Ändra behovet")
    if part == "themes":
        yield link_to("inventory:theme", inventory.slug, source.id), _("Ändra temat")
    if part == "workshops":
        yield link_to("workshop:edit", source.slug), _("Ändra workshoppen")
    yield "#stays", _("Låt det stanna hemma")
