"""Maps of PRSM: signs by the names of styles, and files it has packed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.lz_string import unpacked
from farled.core.formats.map_file import read_map
from tests.support.lz_packed import bomb, packed
from tests.support.map_files import found_in, published_map


def test_prsm_signs_come_from_the_names_of_link_styles():
    names = {"e0": "+ve", "e1": "Negative influence", "e2": "Sample", "e3": "Väg", "e4": "Positiv"}
    file = {
        "version": "2.2.1",
        "nodes": [{"id": at, "label": f"Faktor\n{at}", "created": {"user": "Astrid"}} for at in range(7)],
        "edges": [{"from": at, "to": at + 1, "grp": f"e{at}"} for at in range(6)] + [{"from": 0, "to": 99}],
        "styles": {"edges": {key: {"groupLabel": name} for key, name in names.items()}},
        "history": [{"user": "Birger"}],
    }  # fmt: skip
    plain = json.dumps(file)
    read = read_map(plain.encode())
    assert [link.sign for link in read.map.links] == [1, -1, None, None, 1, None]
    assert read.map.factors[3].wording == "Faktor 3"
    assert found_in(read) == ["map_file.sign", "causal.nowhere"]
    assert "Astrid" not in repr(read)
    assert "Birger" not in repr(read)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        data = packed(plain).encode(encoding)
        assert read_map(data) == read


def test_what_prsm_itself_packed_is_unpacked():
    file = json.loads(published_map("npctheoryofchange191.prsm"))
    states = [one["state"] for one in file["history"] if one.get("state")]
    assert states
    for state in states:
        assert isinstance(json.loads(unpacked(state.encode())), dict)


@given(st.text(max_size=300))
def test_packing_is_undone(text):
    assert unpacked(packed(text).encode()) == text


@given(st.integers(0, 400), st.binary(max_size=3))
def test_a_packed_file_cut_off_is_one_sentence(cut, tail):
    whole = packed(json.dumps({"nodes": [], "edges": [], "note": "å" * 40 + "hej" * 30})).encode()
    part = whole[: min(cut, len(whole) - 12)] + tail
    with pytest.raises(Invalid):
        read_map(part)


def test_a_small_packed_file_that_says_very_much_is_refused():
    data = bomb(13_000).encode()
    assert len(data) < 40_000
    with pytest.raises(Invalid) as refused:
        read_map(data)
    assert refused.value.why.key == "packed.too_large"
