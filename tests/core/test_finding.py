import pickle

import pytest

from farled.core.finding import Finding, Invalid, Say


def test_values_with_the_same_words_are_equal_and_hashable() -> None:
    one = Finding("similar", ("a", "b"), Say("similar.shared_words", {"words": "buss"}), 0.9)
    two = Finding("similar", ("a", "b"), Say("similar.shared_words", {"words": "buss"}), 0.9)
    assert one == two
    assert len({one, two}) == 1


def test_invalid_carries_field_and_sentence() -> None:
    with pytest.raises(ValueError, match=r"name: text.too_long most=5, is=9") as caught:
        raise Invalid("name", Say("text.too_long", {"most": 5, "is": 9}))
    assert isinstance(caught.value, Invalid)
    assert caught.value.field == "name"
    assert caught.value.why == Say("text.too_long", {"most": 5, "is": 9})


def test_invalid_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(Invalid("name", Say("text.required"))))
    assert (again.field, again.why) == ("name", Say("text.required"))
