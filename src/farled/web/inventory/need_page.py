"""What a need's own page tells: its words, its voices, the red thread both ways, questions about the wording."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from farled.core.equality.equality import equality_findings
from farled.core.finding import Finding
from farled.core.inventory.needs import wording_hints
from farled.core.inventory.thread import VoiceLine
from farled.store.models import Need
from farled.store.queries.conflicts import conflicts_naming
from farled.store.queries.needs import merged_into
from farled.store.queries.voices import stakes_of_need, voices_of_need
from farled.web.inventory.here import Here
from farled.web.ui.links import link_to
from farled.web.ui.parts import Link
from farled.web.ui.said import said


def need_page(at: Here, need: Need) -> dict[str, Any]:
    areas, goals = list(need.areas.all()), list(need.goals.all())
    voices = voices_of_need(at.inventory, need)
    return {
        "need": need,
        "areas": areas,
        "goals": goals,
        "voices": voices,
        "stakes": stakes_of_need(at.inventory, need),
        "merged": merged_into(need),
        "hints": list(_hints(at, need, [area.name for area in areas])),
        "answered": need.hints_dismissed.values(),
        "came_from": [*_voices(voices), *_strategy(at, areas, goals)],
        "became": list(_became(at, need)),
    }


def _hints(at: Here, need: Need, areas: list[str]) -> Iterator[dict[str, str]]:
    """Questions not answered yet; each by the key of its wording."""
    about = str(need.pk)
    language = at.inventory.language
    found: list[Finding] = [
        *wording_hints(need.what, about=about, language=language, themes=areas),
        *equality_findings(
            about,
            women=need.women,
            men=need.men,
            not_relevant_because=need.not_relevant_because,
        ),
    ]
    for finding in found:
        if finding.why.key not in need.hints_dismissed:
            yield {"key": finding.why.key, "words": said(finding.why)}


def _voices(voices: tuple[VoiceLine, ...]) -> Iterator[Link]:
    for name, n in Counter(voice.workshop_name for voice in voices).items():
        words = ngettext("%(n)s röst", "%(n)s röster", n) % {"n": n}
        yield Link(words, "#voices", "voice", note=name)


def _strategy(at: Here, areas: list[Any], goals: list[Any]) -> Iterator[Link]:
    strategy = at.inventory.strategy
    url = link_to("strategy:page", strategy.slug) if strategy else ""
    for goal in goals:
        yield Link(
            goal.name, f"{url}#goal-{goal.pk}" if url else "", "goal", note=_("mål i strategin")
        )
    for area in areas:
        yield Link(
            area.name,
            f"{url}#area-{area.pk}" if url else "",
            "strategy",
            note=_("område i strategin"),
        )


def _became(at: Here, need: Need) -> Iterator[Link]:
    theme = need.theme
    if theme is not None and theme.removed_at is None:
        url = reverse("inventory:themes", args=[at.inventory.slug]) + f"#theme-{theme.pk}"
        yield Link(theme.name, url, "theme", note=_("temat"))
        if theme.proposal_kind:
            kind = {"expedition": _("expedition"), "cruise": _("insats i linjen")}
            words = theme.proposal or theme.name
            note = ", ".join(part for part in (kind[theme.proposal_kind], theme.carried_by) if part)
            yield Link(words[:160], url, theme.proposal_kind, note=note)
    conflicts = reverse("inventory:conflicts", args=[at.inventory.slug])
    for one in conflicts_naming(need):
        yield Link(one.title, f"{conflicts}#conflict-{one.pk}", "conflict", note=_("drar isär"))
