"""Text packed with lz-string for UTF-16, as the tool PRSM saves maps from version 2: 15 bits a character."""

from dataclasses import dataclass

from farled.core.finding import Invalid, Say

SHIFT = 32  # added to every 15 bits, so that no control character comes out
BITS = 15
MOST_UNPACKED = 64 * 1024 * 1024  # characters; a few kilobytes can be packed to say billions
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
NARROW, WIDE, END = 0, 1, 2  # codes: an 8-bit character follows, a 16-bit one, nothing more


def looks_packed(opening: str) -> bool:
    """Whether text begins as packed JSON does: the first 15 bits hold its "{"."""
    return "\u1be0" <= opening[:1] <= "\u1bff"


def packed_encoding(data: bytes) -> str:
    """In which UTF these bytes begin as packed JSON does, mark or not; "" where they do in none."""
    begun = data.removeprefix(b"\xef\xbb\xbf")[:4]
    known = (one for one in ENCODINGS if looks_packed(begun.decode(one, "ignore").lstrip("\ufeff")))
    return next(known, "")


def unpacked(data: bytes) -> str:
    """The text in a packed file, in UTF-8 or UTF-16. Linear in what comes out.

    Raises Invalid (`packed.broken` where it ends too early or says nonsense, `packed.too_large`).
    Source: Welch (1984), Computer 17(6):8-19; format of lz-string 1.4 (`compressToUTF16`).
    """
    chars = data.decode(packed_encoding(data) or "utf-8-sig", "ignore").strip("\ufeff\r\n")
    if not all(SHIFT <= ord(char) < SHIFT + 2**BITS for char in chars):
        raise _broken()
    units = _words(_Codes("".join(f"{ord(char) - SHIFT:015b}" for char in chars)))
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass
class _Codes:
    """Numbers of any width from units of 15 bits: units are read from their highest bit, numbers from their lowest."""

    bits: str
    place: int = 0  # of the next bit

    def take(self, width: int) -> int:
        taken = self.bits[self.place : self.place + width]
        if len(taken) < width:
            raise _broken()
        self.place += width
        return int(taken[::-1], 2)

    def character(self, code: int) -> str:
        return chr(self.take(8 if code == NARROW else 16))


def _words(codes: _Codes) -> str:
    """Each code names an earlier word, or says that a new character follows; codes widen as words are learnt."""
    first = codes.take(2)
    if first == END:
        return ""
    known = ["", "", "", codes.character(first)]
    said, size, width, room = [known[-1]], 1, 3, 4
    while (code := codes.take(width)) != END:
        if code in (NARROW, WIDE):
            known.append(codes.character(code))
            code, room = len(known) - 1, room - 1
            width, room = _widened(width, room)
        word = _word(known, code, before=said[-1])
        said.append(word)
        known.append(said[-2] + word[0])
        width, room = _widened(width, room - 1)
        size += len(word)
        if size > MOST_UNPACKED:
            raise Invalid("file", Say("packed.too_large", {"most": MOST_UNPACKED // 2**20}))
    return "".join(said)


def _widened(width: int, room: int) -> tuple[int, int]:
    return (width + 1, 2**width) if room == 0 else (width, room)


def _word(known: list[str], code: int, *, before: str) -> str:
    if code == len(known):
        return before + before[0]  # the word that is being learnt right now
    if code > len(known):
        raise _broken()
    return known[code]


def _broken() -> Invalid:
    return Invalid("file", Say("packed.broken"))
