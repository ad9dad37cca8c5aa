"""The voices of the Örebro example: really different, each in a group or knowingly left alone."""

from collections import Counter

from tests.support.content import BOTH, seats, steps, story, voices


def test_every_voice_is_translated() -> None:
    pairs = zip(voices("sv"), voices("en"), strict=True)
    assert [sv["id"] for sv, en in pairs if sv["text"] == en["text"]] == []


@BOTH
def test_voices_are_many_and_none_is_like_another(language: str) -> None:
    texts = [one["text"] for one in voices(language)]
    assert Counter(one["workshop"] for one in voices(language)) == {"a": 98, "b": 25}
    assert len({text.casefold() for text in texts}) == len(texts)
    openings = Counter(" ".join(text.casefold().split()[:3]) for text in texts)
    assert [opening for opening, count in openings.items() if count > 2] == []
    lengths = [len(text.split()) for text in texts]
    assert min(lengths) >= 5
    assert max(lengths) <= 30
    assert max(lengths) - min(lengths) >= 15


@BOTH
def test_every_participant_has_a_voice(language: str) -> None:
    wrote = {(one["workshop"], one["participant"]) for one in voices(language)}
    assert wrote == seats(language).keys()
    assert all(
        one["table"] == seats(language)[one["workshop"], one["participant"]]
        for one in voices(language)
    )


@BOTH
def test_every_voice_is_in_a_group_or_knowingly_left_alone(language: str) -> None:
    groups = {one["id"]: one for one in story(language)["groups"]}
    for one in voices(language):
        assert ("group" in one) != ("left_alone" in one), one["id"]
        write = steps(language, one["workshop"])[one["step"]]
        assert write["activity"] == "write"
        assert len(one["text"]) <= write["max_length"]
        if "left_alone" in one:
            assert one["left_alone"]
            continue
        group = groups[one["group"]]
        assert group["workshop"] == one["workshop"]
        assert steps(language, one["workshop"])[group["step"]]["source"] == one["step"]
        assert group["table"] in (0, one["table"]), one["id"]


@BOTH
def test_every_group_has_voices_and_every_table_group_a_plenary(language: str) -> None:
    groups = {one["id"]: one for one in story(language)["groups"]}
    below = Counter(one.get("group") for one in voices(language))
    merged = Counter(child for one in groups.values() for child in one.get("merged_from", []))
    for number, group in groups.items():
        assert bool(below[number]) != bool(group.get("merged_from")), number
        assert merged[number] == (1 if group["table"] else 0), number
    for group in groups.values():
        where = steps(language, group["workshop"])[group["step"]]["where"]
        assert where == ("tables" if group["table"] else "plenary")
        for child in group.get("merged_from", []):
            source = steps(language, group["workshop"])
            assert source[groups[child]["step"]]["source"] == source[group["step"]]["source"]
    per_table = Counter(one["table"] for one in groups.values() if one["workshop"] == "a")
    assert 12 <= per_table.pop(0) <= 16
    assert set(per_table.values()) <= {4, 5, 6}
