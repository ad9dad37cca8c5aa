"""The policy as a table: changing a grant means changing a row here."""

import pytest

from farled.core.access import GRANTS, Permission, Role, Standing, may

VIEWER, MEMBER, FACILITATOR, OWNER = Role.VIEWER, Role.MEMBER, Role.FACILITATOR, Role.OWNER
PARTICIPANT: Standing = "participant"
TOKEN: Standing = "token"
SCREEN: Standing = "screen"

WHO_MAY: dict[str, list[Standing]] = {
    "view_region": [VIEWER, MEMBER, FACILITATOR, OWNER, TOKEN],
    "view_report": [VIEWER, MEMBER, FACILITATOR, OWNER, TOKEN],
    "watch_wall": [VIEWER, MEMBER, FACILITATOR, OWNER, PARTICIPANT, SCREEN],
    "edit_inventory": [MEMBER, FACILITATOR, OWNER],
    "edit_needs": [MEMBER, FACILITATOR, OWNER],
    "type_in": [MEMBER, FACILITATOR, OWNER],
    "export": [MEMBER, FACILITATOR, OWNER, TOKEN],
    "edit_strategy": [FACILITATOR, OWNER],
    "plan_workshop": [FACILITATOR, OWNER],
    "lead_workshop": [FACILITATOR, OWNER],
    "share": [FACILITATOR, OWNER],
    "manage_people": [OWNER],
    "manage_region": [OWNER],
    "purge": [OWNER],
    "take_part": [PARTICIPANT],
    "write": [PARTICIPANT],
    "group": [PARTICIPANT],
    "vote": [PARTICIPANT],
    "read_own": [PARTICIPANT],
}


def test_every_permission_stands_in_the_table() -> None:
    assert set(WHO_MAY) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_exactly_these_may(permission: Permission) -> None:
    assert {standing for standing in GRANTS if may(standing, permission)} == set(
        WHO_MAY[permission]
    )


@pytest.mark.parametrize("permission", Permission)
def test_an_outsider_may_nothing(permission: Permission) -> None:
    assert not may(None, permission)


def test_each_role_may_all_that_the_one_below_may() -> None:
    assert GRANTS[VIEWER] < GRANTS[MEMBER] < GRANTS[FACILITATOR] < GRANTS[OWNER]
