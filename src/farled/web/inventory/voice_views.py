"""All voices of an inventory: which need each is in, what is knowingly left alone, what is not placed yet."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid, Say
from farled.core.inventory.thread import VoiceLine
from farled.core.text.search import holds, sought
from farled.store.actions import placing
from farled.store.queries.needs import needs_in, picture
from farled.store.queries.voices import unshown, voices_in
from farled.store.queries.voices import voices as voices_of
from farled.web.inventory.filters import LONGEST_WORDS, number, numbers
from farled.web.inventory.here import Here, back, done, here, page
from farled.web.ui.forms import worded
from farled.web.ui.parts import DIMENSIONS
from farled.web.ui.signed_in import login_required

A_PAGE = 50
PLACED = ("loose", "alone", "need")


@dataclass(frozen=True)
class Wanted:
    """Which voices to show."""

    placed: str
    workshop: int | None
    area: int | None
    dimension: str
    words: str
    voice: int | None

    def passes(self, line: VoiceLine, words: tuple[str, ...]) -> bool:
        state = "need" if line.need else "alone" if line.left_alone else "loose"
        return (
            (not self.placed or self.placed == state)
            and self.workshop in (None, line.workshop)
            and (self.area is None or self.area in line.areas)
            and (not self.dimension or self.dimension in line.dimensions)
            and (not words or holds(words, line.text, line.for_whom, line.where))
        )


@login_required
@require_GET
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, here(request, slug))


@login_required
@require_POST
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """The ticked voices: into a need, knowingly left alone, or out again. What is refused stays ticked and typed."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    ticked = numbers(request.POST.getlist("voice"))
    try:
        sentence = _placed(request, at, voices_in(at.inventory, ticked))
    except Invalid as error:
        typed = {"reason": request.POST.get("reason", ""), "chosen": request.POST.get("need", "")}
        return _page(request, at, ticked=ticked, wrong=worded(error), **typed)
    done(request, at, sentence)
    return back("inventory:voices", slug, query=f"?{request.GET.urlencode()}")


def _page(request: HttpRequest, at: Here, **typed: Any) -> HttpResponse:
    wanted = _wanted(request.GET)
    lines = voices_of(at.inventory)
    words = sought(wanted.words)
    found = [line for line in lines if wanted.passes(line, words)]
    whole = picture(at.inventory)
    needs = {need.id: need for need in whole.needs}
    shown = Paginator(found, A_PAGE).get_page(_page_of(found, request.GET, wanted))
    context = page(
        at,
        "voices",
        wanted=wanted,
        shown=shown,
        lines=[(line, needs.get(line.need or 0)) for line in shown],
        needs=sorted(whole.needs, key=lambda need: need.number),
        total=len(lines),
        tally=_tally(lines),
        unshown=unshown(at.inventory),
        picture=whole,
        dimensions=[(key, _(DIMENSIONS[key])) for key in whole.dimensions],
        query=request.GET.urlencode(),
        **typed,
    )
    return render(request, "inventory/voices.html", context)


def _placed(request: HttpRequest, at: Here, rows: list[Any]) -> str:
    n, act = len(rows), request.POST.get("act")
    if act == "alone":
        reason = request.POST.get("reason", "")
        placing.leave_voices_alone(**at.common, voices=rows, reason=reason)
        return ngettext("%s röst lämnas därhän.", "%s röster lämnas därhän.", n) % n
    if act == "out":
        placing.take_out_voices(**at.common, voices=rows)
        return ngettext("%s röst är inte placerad.", "%s röster är inte placerade.", n) % n
    key = number(request.POST.get("need"))
    found = needs_in(at.inventory, [key] if key else [])
    if not found:
        raise Invalid("need", Say("voice.choose_need"))
    placing.place_voices(**at.common, voices=rows, need=found[0])
    words = ngettext("%(n)s röst hör nu till %(need)s.", "%(n)s röster hör nu till %(need)s.", n)
    return words % {"n": n, "need": f"#{found[0].number} {found[0].what}"}


def _wanted(query: QueryDict) -> Wanted:
    placed = query.get("placed", "")
    return Wanted(
        placed=placed if placed in PLACED else "",
        workshop=number(query.get("workshop")),
        area=number(query.get("area")),
        dimension=query.get("dimension", "")[:20],
        words=query.get("q", "").replace("\x00", "")[:LONGEST_WORDS],
        voice=number(query.get("voice")),
    )


def _page_of(found: list[VoiceLine], query: QueryDict, wanted: Wanted) -> Any:
    """The page asked for; with `voice`, the page where that voice stands."""
    places = [place for place, line in enumerate(found) if line.id == wanted.voice]
    return places[0] // A_PAGE + 1 if places else query.get("page")


def _tally(lines: tuple[VoiceLine, ...]) -> dict[str, int]:
    return {
        "need": sum(line.need is not None for line in lines),
        "alone": sum(line.need is None and bool(line.left_alone) for line in lines),
        "loose": sum(line.is_loose for line in lines),
    }
