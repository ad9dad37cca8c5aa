"""What on a board might belong together: proposals with their reason, for people to accept one by one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from farled.core.finding import Say
from farled.core.text.similarity import clusters, placements
from farled.core.workshop.boards import Board, Pile
from farled.core.workshop.values import Voice

MOST, MOST_CARDS = 20, 100


@dataclass(frozen=True)
class Card:
    """A voice or a table's group as it lies on the board. `kind`: voices or groups."""

    kind: str
    id: int
    text: str


@dataclass(frozen=True)
class Suggestion:
    """These cards might go into a group, or (`into` None) become a new one."""

    cards: tuple[Card, ...]
    into: Pile | None
    why: Say

    @property
    def name(self) -> str:
        """What a "no" is remembered by: the cards, in their order, and where they would have gone."""
        cards = sorted(f"{card.kind[0]}{card.id}" for card in self.cards)
        return ">".join(("+".join(cards), str(self.into.group.id) if self.into else "new"))


def suggestions(
    board: Board, *, language: str, declined: Collection[str] = ()
) -> tuple[Suggestion, ...]:
    """Cards that resemble a group that is there, then cards that resemble each other.

    `declined` are the names of those the room has said no to: they, and parts of them, do not come again.
    Source: core/text/similarity. Never more than MOST at a time, of MOST_CARDS each: people must read them.
    Raises Invalid (`similar.too_many`) beyond 5,000 cards and placed statements.
    """
    cards = loose_cards(board)
    into_groups = _asked(_into_groups(cards, board.piles, language=language), declined)
    placed = {card for suggestion in into_groups for card in suggestion.cards}
    rest = [card for card in cards if card not in placed]
    found = [*into_groups, *_asked(_new_groups(rest, language=language), declined)]
    return tuple(found[:MOST])


def _asked(found: Sequence[Suggestion], declined: Collection[str]) -> list[Suggestion]:
    refused = [_parted(name) for name in declined]
    return [one for one in found if not _is_refused(one, refused)]


def _parted(name: str) -> tuple[frozenset[str], str]:
    cards, _, into = name.partition(">")
    return frozenset(cards.split("+")), into


def _is_refused(one: Suggestion, refused: Sequence[tuple[frozenset[str], str]]) -> bool:
    cards, into = _parted(one.name)
    return any(cards <= of and into == to for of, to in refused)


def loose_cards(board: Board) -> list[Card]:
    """All that has not been placed."""
    groups = [Card("groups", pile.group.id, said_by(pile)) for pile in board.waiting]
    return groups + [Card("voices", voice.id, voice.text) for voice in board.loose]


def said_by(pile: Pile) -> str:
    """A table's group in words: its name, else what its first voice says."""
    return pile.group.name or (pile.voices[0].text if pile.voices else "")


def _into_groups(
    cards: Sequence[Card], piles: Sequence[Pile], *, language: str
) -> list[Suggestion]:
    homes = [pile for pile in piles if _statements(pile)]
    texts = [_statements(pile) for pile in homes]
    if not cards or not homes:
        return []
    nearest = placements([card.text for card in cards], texts, language=language)
    return [
        Suggestion((card,), homes[near.group], near.why)
        for card, near in zip(cards, nearest, strict=True)
        if near is not None
    ]


def _new_groups(cards: Sequence[Card], *, language: str) -> list[Suggestion]:
    if len(cards) < 2:
        return []
    found = clusters([card.text for card in cards], language=language)
    return [
        Suggestion(tuple(cards[i] for i in one.members[:MOST_CARDS]), None, one.why)
        for one in found
    ]


def _statements(pile: Pile) -> list[str]:
    voices: tuple[Voice, ...] = pile.voices + tuple(v for p in pile.taken_up for v in p.voices)
    names = [pile.group.name] + [below.group.name for below in pile.taken_up]
    return [text for text in (*names, *(voice.text for voice in voices)) if text]
