"""What files of strangers say of factors and links, in whatever words, as factors and links of ours."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from farled.core.causal.causal_map import Drawn, Factor, Link, causal_map
from farled.core.finding import Finding, Say
from farled.core.formats.signs import delay_in, number_in, sign_in, strict_sign_in
from farled.core.text.clean import clean_line

MOST_NAME = 2000
MOST_OF_A_KIND = 20  # findings alike that are told one by one
# what a link's sign, strength and so on are called in files, first found first used
SIGN = ("sign", "polarity", "tecken")
TYPE = ("type", "connection type", "interaction")
STRENGTH = ("strength", "styrka")
WEIGHT = ("weight", "influence", "value", "vikt")
DELAY = ("delay", "delayed")
EVIDENCE = ("evidence", "notes", "description")


def plain(value: object) -> str:
    """An id or a name as one harmless line; "" for what is neither text nor number. Raises Invalid (`text.too_long`)."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if text.isascii() and text.isprintable() and "  " not in text and len(text) <= MOST_NAME:
        return text.strip()
    return clean_line(text, field="id", most=MOST_NAME)


def factor(id_: object, name: object = "") -> Factor:
    one, wording = plain(id_), plain(name)
    return Factor(one, "" if wording == one else wording)


@dataclass
class Reading:
    """Links as they are read, and what their files said that has no meaning here, counted by kind and word."""

    links: list[Link] = field(default_factory=list)
    doubts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def link(self, source: object, target: object, said: Mapping[str, Any]) -> None:
        """One link more; `said` by words in lower case: sign, strength, weight, type, label, delay, and so on."""
        words = {key: word for key, value in said.items() if (word := _word(value))}
        sign, strength = self._sign_and_strength(words)
        confidence = number_in(_first(words, ("confidence",)))
        self.links.append(
            Link(
                plain(source),
                plain(target),
                sign,
                strength,
                self._delay(_first(words, DELAY)),
                confidence,
                _first(words, EVIDENCE),
            )
        )

    def doubt(self, kind: str, word: str = "") -> None:
        self.doubts[kind, word[:60]] += 1

    def drawn(self, factors: Iterable[Factor]) -> Drawn:
        """The map, with a finding for each thing that had no meaning."""
        found = causal_map(factors, self.links)
        doubts = tuple(_finding(kind, word, count) for (kind, word), count in self.doubts.items())
        return Drawn(found.map, found.links_read, found.zero_links, (*doubts, *found.warnings))

    def _sign_and_strength(self, words: Mapping[str, str]) -> tuple[int | None, float | None]:
        weight = self._number("weight", _first(words, WEIGHT))
        strength = self._number("strength", _first(words, STRENGTH))
        if strength is not None and strength < 0:
            self.doubt("strength", str(strength))
            strength = None
        size = abs(weight) if strength is None and weight is not None else strength
        return self._sign(words, weight), size

    def _sign(self, words: Mapping[str, str], weight: float | None) -> int | None:
        """By a word for signs, or a type or a label that says one; by the weight where nothing does."""
        kind, label = _first(words, TYPE), words.get("label", "")
        said = _first(words, SIGN) or (kind if sign_in(kind)[0] else "")
        said = said or (label if strict_sign_in(label) else "")
        if not said and weight is not None:
            return -1 if weight < 0 else 1
        sign = self._worded(said or kind)
        if sign == 1 and weight is not None and weight < 0:
            self.doubt("contradiction", f"{said} {weight}")
            return None
        return sign

    def _worded(self, word: str) -> int | None:
        sign, known = sign_in(word)
        if not known:
            self.doubt("sign", word)
        return sign

    def _number(self, kind: str, word: str) -> float | None:
        found = number_in(word)
        if word and found is None:
            self.doubt(kind, word)
        return found

    def _delay(self, word: str) -> str:
        found = delay_in(word)
        if found is None:
            self.doubt("delay", word)
        return found or ""


def few(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """At most MOST_OF_A_KIND of each kind, and how many more there were."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.kind] += 1
        if counts[finding.kind] <= MOST_OF_A_KIND:
            kept.append(finding)
    for kind, count in counts.items():
        if count > MOST_OF_A_KIND:
            more = Say("map_file.more", {"count": count - MOST_OF_A_KIND})
            last = max(at for at, one in enumerate(kept) if one.kind == kind)
            kept.insert(last + 1, Finding(kind, (), more))
    return tuple(kept)


def _word(value: object) -> str:
    return "true" if value is True else plain(value)


def _first(words: Mapping[str, str], names: Iterable[str]) -> str:
    return next((words[name] for name in names if name in words), "")


def _finding(kind: str, word: str, count: int) -> Finding:
    why = Say(f"map_file.{kind}", {"word": word, "count": count})
    return Finding(f"map_file.{kind}", (word,) if word else (), why)
