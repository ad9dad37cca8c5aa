"""Packs text as PRSM does (lz-string for UTF-16), to have packed maps to read."""


def packed(text: str) -> str:
    data = text.encode("utf-16-le", "surrogatepass")
    units = [low + 256 * high for low, high in zip(data[::2], data[1::2], strict=True)]
    bits = "".join(_codes(units))
    return _in_units(bits)


def _in_units(bits):
    # the original pads with at least one bit and ends with a space
    bits += "0" * (15 - len(bits) % 15)
    return "".join(chr(int(bits[at : at + 15], 2) + 32) for at in range(0, len(bits), 15)) + " "


def _codes(units):
    """The written bits: lowest bit of each number first, numbers widening as words are learnt."""
    known, new = {}, set()
    word, room, width, size = (), 2, 2, 3
    for unit in units:
        if (unit,) not in known:
            known[unit,] = size
            size += 1
            new.add((unit,))
        if (*word, unit) in known:
            word += (unit,)
            continue
        text, room, width = _written(word, known, new, room, width)
        yield text
        known[*word, unit] = size
        size += 1
        word = (unit,)
    if word:
        text, room, width = _written(word, known, new, room, width)
        yield text
    yield _low_first(2, width)


def _written(word, known, new, room, width):
    if word in new:
        new.discard(word)
        narrow = word[0] < 256
        text = _low_first(0 if narrow else 1, width) + _low_first(word[0], 8 if narrow else 16)
        room, width = _less(room, width)
    else:
        text = _low_first(known[word], width)
    return text, *_less(room, width)


def _less(room, width):
    return (2**width, width + 1) if room == 1 else (room - 1, width)


def _low_first(value, width):
    return format(value, f"0{width}b")[::-1]


def bomb(codes: int) -> str:
    """Every code names the word being learnt, one longer than the last: a few bits say more and more."""
    bits, room, width = _low_first(0, 2) + _low_first(ord("{"), 8), 4, 3
    for code in range(4, codes):
        bits += _low_first(code, width)
        room, width = _less(room, width)
    return _in_units(bits)
