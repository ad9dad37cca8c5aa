"""What sharing means for the papers."""

import pytest

from farled.core.dialogue.sharing import WAYS, is_disposed, status_after_sharing
from farled.core.finding import Invalid
from farled.core.inventory.records import STATUSES


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("now", [status for status in STATUSES if not is_disposed(status)])
def test_what_is_public_never_turns_back(now: str, way: str) -> None:
    after = status_after_sharing(now=now, way=way)
    assert after in (now, way)
    assert STATUSES[after].public >= STATUSES[now].public


@pytest.mark.parametrize(
    ("now", "way", "key"),
    [
        ("gallrat", "delat", "sharing.disposed"),
        ("arbetsmaterial", "fardigstallt", "sharing.unknown_way"),
        ("x", "delat", "records.unknown"),
    ],
)
def test_what_cannot_be_shared(now: str, way: str, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        status_after_sharing(now=now, way=way)
    assert caught.value.why.key == key
