import pytest

from farled.core.finding import Invalid
from farled.core.inventory.records import FIRST_STATUS, STATUSES, records_status, require_move

A, S, D, F, ARK, G = STATUSES
ALLOWED = {
    A: {A, S, D, F, ARK, G},
    S: {A, S, D, F, ARK, G},
    D: {D, F, ARK, G},
    F: {F, ARK, G},
    ARK: {ARK, G},
    G: {G},
}


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("then", STATUSES)
def test_the_moves_as_a_table(now: str, then: str) -> None:
    if then in ALLOWED[now]:
        require_move(now=now, then=then)
        return
    with pytest.raises(Invalid) as caught:
        require_move(now=now, then=then)
    assert caught.value.why.key == f"records.stays.{now}"


def test_what_is_public_never_becomes_working_material_again() -> None:
    for status in STATUSES.values():
        if status.public:
            assert all(STATUSES[move].public for move in status.moves)


def test_sharing_asks_why_and_purging_asks_for_a_decision() -> None:
    assert [s.id for s in STATUSES.values() if s.asks_purpose] == ["delat_for_synpunkter", "delat"]
    assert [s.id for s in STATUSES.values() if s.asks_decision] == ["gallrat"]
    assert records_status(FIRST_STATUS).public is False


@pytest.mark.parametrize("status", ["", "public", "\x00", "arbetsmaterial "])
def test_an_unknown_status(status: str) -> None:
    for now, then in ((status, A), (A, status)):
        with pytest.raises(Invalid) as caught:
            require_move(now=now, then=then)
        assert caught.value.why.key == "records.unknown"
