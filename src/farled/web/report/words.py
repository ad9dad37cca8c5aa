"""A report in the order a reader wants it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from farled.core.inventory.board import Picture, Theme
from farled.core.inventory.needs import Need
from farled.core.inventory.thread import VoiceLine
from farled.core.report.results import Ranked, WorkshopReport
from farled.store.models import Workshop
from farled.store.queries.report import InventoryReport

QUOTED = 3  # voices shown beside a need; the rest stand in the appendix

PROMPTS: Mapping[str, str] = {
    "insight": gettext_noop("Insikter"),
    "trust": gettext_noop("Tillit"),
    "take_with_me": gettext_noop("Vad vi tar med oss"),
    "perspective": gettext_noop("Perspektiv i rummet"),
}


@dataclass(frozen=True)
class NeedPart:
    need: Need
    areas: tuple[str, ...]
    goals: tuple[str, ...]
    quoted: tuple[VoiceLine, ...]
    rest: tuple[VoiceLine, ...]

    @property
    def voices(self) -> tuple[VoiceLine, ...]:
        return (*self.quoted, *self.rest)


@dataclass(frozen=True)
class Chapter:
    """A theme with its needs; the last one holds the needs without a theme."""

    theme: Theme | None
    needs: tuple[NeedPart, ...]


def chapters(report: InventoryReport) -> dict[str, Any]:
    """The themes with their needs, the voices left alone, and each workshop's part."""
    picture = report.picture
    lines: dict[int | None, list[VoiceLine]] = defaultdict(list)
    for line in report.voices:
        lines[line.need].append(line)
    parts = [_need_part(need, picture, lines=lines[need.id]) for need in picture.needs]
    themed = [Chapter(t, tuple(p for p in parts if p.need.theme == t.id)) for t in picture.themes]
    loose = tuple(part for part in parts if part.need.theme is None)
    return {
        "themes": [chapter for chapter in themed if chapter.needs or chapter.theme],
        "loose": Chapter(None, loose) if loose else None,
        "parts": parts,
        "left_alone": [line for line in lines[None] if line.left_alone],
        "unplaced": [line for line in lines[None] if not line.left_alone],
        "workshops": [workshop_part(row, found) for row, found in report.workshops],
    }


def _need_part(need: Need, picture: Picture, *, lines: Sequence[VoiceLine]) -> NeedPart:
    areas, goals = dict(picture.areas), dict(picture.goals)
    return NeedPart(
        need=need,
        areas=tuple(areas[number] for number in need.areas if number in areas),
        goals=tuple(goals[number] for number in need.goals if number in goals),
        quoted=tuple(lines[:QUOTED]),
        rest=tuple(lines[QUOTED:]),
    )


def workshop_part(row: Workshop, report: WorkshopReport) -> dict[str, Any]:
    """One workshop: who was there, the agenda, and its results by kind."""
    return {
        "row": row,
        "report": report,
        "grouped": report.of("group"),
        "priorities": [
            (r, [_bar(x, r.ranked) for x in r.ranked]) for r in report.of("prioritise") if r.answers
        ],
        "larger": [r for r in report.of("larger") if r.stakes],
        "apart": [r for r in report.of("pulling_apart") if r.conflicts],
        "resistance": [
            (r, [_histogram(x) for x in r.ranked]) for r in report.of("no_voice") if r.answers
        ],
        "reflections": [_spoken(r.voices) for r in report.of("reflect") if r.voices],
        "perspectives": [_spoken(r.voices) for r in report.of("check_in") if r.voices],
        "unrevealed": [r for r in report.results if r.unrevealed],
    }


def _spoken(voices: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(words, voices[prompt]) for prompt, words in PROMPTS.items() if voices.get(prompt)]


def _bar(ranked: Ranked, among: tuple[Ranked, ...]) -> dict[str, Any]:
    largest = max((abs(other.total) for other in among), default=0)
    counts = ranked.grades or {}
    return {
        "ranked": ranked,
        "largest": largest,
        "agree": counts.get(1, 0),
        "skip": counts.get(0, 0),
        "disagree": counts.get(-1, 0),
    }


def _histogram(ranked: Ranked) -> dict[str, Any]:
    """Columns of an SVG 110 × 44, one a grade 0–10."""
    counts = ranked.grades or {}
    tallest = max(counts.values(), default=1)
    graded = sorted(counts.items())
    return {
        "ranked": ranked,
        "columns": [_column(grade, n, tallest=tallest) for grade, n in graded],
        "spoken": ", ".join(f"{grade}: {n}" for grade, n in graded),
        "high": sum(n for g, n in counts.items() if g >= 7),
    }


def _column(grade: int, n: int, *, tallest: int) -> dict[str, str]:
    # words already: a template would set each number in the reader's language, which is slow and wrong in a drawing
    height = n / tallest * 40
    return {"x": str(grade * 10 + 1), "y": f"{42 - height:.1f}", "height": f"{height:.1f}"}
