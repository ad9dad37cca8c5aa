"""Why statements are alike: the words they share, as they were written."""

from collections import Counter
from collections.abc import Iterable, Sequence

from farled.core.text.sorting import swedish_key
from farled.core.text.vectors import Statement, Vectors

_MOST_WORDS = 5
_PART = 5  # letters in a row that make two compounds kin: busstrafik, kollektivtrafiken


def shared_words(vectors: Vectors, one: int, other: int) -> tuple[str, ...]:
    """The telling words of both, the rarest first; two ways of writing one, or two compounds with a part in common,
    as `kollektivtrafiken/busstrafik`."""
    a, b = vectors.statements[one], vectors.statements[other]
    both = set(a.stems) & set(b.stems)
    ranked = sorted(both, key=lambda stem: (-vectors.rarity[stem], stem))
    words = [_written(_forms(a, stem) + _forms(b, stem)) for stem in ranked]
    return tuple([*words, *_kin(a, b, known=both)][:_MOST_WORDS])


def common_words(vectors: Vectors, members: Sequence[int]) -> tuple[str, ...]:
    """The words that at least half of the members use, the most common first; failing that, those of any two."""
    statements = [vectors.statements[at] for at in members]
    counts = Counter(stem for statement in statements for stem in set(statement.stems))
    for least in (max(2, (len(members) + 1) // 2), 2):
        stems = [stem for stem, count in counts.items() if count >= least]
        if stems:
            ranked = sorted(stems, key=lambda stem: (-counts[stem], -vectors.rarity[stem], stem))
            return tuple(_usual(statements, stem) for stem in ranked[:_MOST_WORDS])
    return _closest_kin(statements)


def _closest_kin(statements: Sequence[Statement]) -> tuple[str, ...]:
    first, *rest = statements
    return next((kin for other in rest if (kin := _kin(first, other, known=set()))), ())


def _kin(a: Statement, b: Statement, *, known: set[str]) -> tuple[str, ...]:
    """Words of different stems with a part in common."""
    found: list[str] = []
    for word, stem in _unknown(a, known):
        for other, other_stem in _unknown(b, known):
            if stem != other_stem and not _pieces(stem).isdisjoint(_pieces(other_stem)):
                found.append(_written([word, other]))
    return tuple(dict.fromkeys(found))


def _unknown(statement: Statement, known: set[str]) -> list[tuple[str, str]]:
    pairs = zip(statement.words, statement.stems, strict=True)
    return [(word, stem) for word, stem in pairs if stem not in known and len(stem) >= _PART]


def _pieces(stem: str) -> frozenset[str]:
    return frozenset(stem[at : at + _PART] for at in range(len(stem) - _PART + 1))


def _forms(statement: Statement, stem: str) -> list[str]:
    return [
        word for word, its in zip(statement.words, statement.stems, strict=True) if its == stem
    ][:1]


def _written(forms: Iterable[str]) -> str:
    """Once and in small letters, if capitals alone differ."""
    distinct = {form.casefold(): form for form in sorted(forms)}
    return "/".join(sorted(distinct.values(), key=swedish_key))


def _usual(statements: Sequence[Statement], stem: str) -> str:
    forms = Counter(form.casefold() for statement in statements for form in _forms(statement, stem))
    return min(forms, key=lambda form: (-forms[form], swedish_key(form)))
