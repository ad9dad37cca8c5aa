"""Which needs seem to belong together: suggestions with their reason, for people to take or leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.finding import Say
from farled.core.inventory.board import Picture
from farled.core.inventory.needs import Need
from farled.core.text.similarity import clusters, placements

MOST_COMPARED = 1000


@dataclass(frozen=True)
class Belonging:
    """Needs that could stand in a theme of their own, or, with `theme`, in one that is there."""

    needs: tuple[int, ...]
    why: Say
    theme: int | None = None


def belonging(picture: Picture, *, language: str) -> tuple[Belonging, ...]:
    """For the needs without a theme: the theme each resembles most, then those that resemble each other."""
    loose = [need for need in picture.needs if need.theme is None][:MOST_COMPARED]
    placed = _in_themes(picture, loose, language=language)
    taken = {number for one in placed for number in one.needs}
    rest = [need for need in loose if need.id not in taken]
    together = clusters([_words(need) for need in rest], language=language) if rest else ()
    return (
        *placed,
        *(Belonging(tuple(rest[i].id for i in one.members), one.why) for one in together),
    )


def _in_themes(picture: Picture, loose: Sequence[Need], *, language: str) -> tuple[Belonging, ...]:
    members = {
        theme.id: [need for need in picture.needs if need.theme == theme.id]
        for theme in picture.themes
    }
    filled = [(theme, needs) for theme, needs in members.items() if needs]
    if not (filled and loose):
        return ()
    texts = [[_words(need) for need in needs[:MOST_COMPARED]] for _, needs in filled]
    found = placements([_words(need) for need in loose], texts, language=language)
    return tuple(
        Belonging((need.id,), near.why, filled[near.group][0])
        for need, near in zip(loose, found, strict=True)
        if near is not None
    )


def _words(need: Need) -> str:
    return f"{need.what} {need.description}".strip()
