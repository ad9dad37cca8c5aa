"""Who may do what: the whole policy on one screen. Gates ask `may`; nothing else decides."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """A signed-in person's part in one region."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    MEMBER = "member"
    VIEWER = "viewer"


class Permission(StrEnum):
    """Everything that can be allowed. Outsiders and other regions have none of it."""

    VIEW_REGION = "view_region"
    VIEW_REPORT = "view_report"
    EDIT_STRATEGY = "edit_strategy"
    EDIT_INVENTORY = "edit_inventory"
    EDIT_NEEDS = "edit_needs"
    PLAN_WORKSHOP = "plan_workshop"
    LEAD_WORKSHOP = "lead_workshop"
    TYPE_IN = "type_in"
    EXPORT = "export"
    SHARE = "share"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_REGION = "manage_region"
    PURGE = "purge"
    TAKE_PART = "take_part"
    WRITE = "write"
    GROUP = "group"
    VOTE = "vote"
    READ_OWN = "read_own"
    WATCH_WALL = "watch_wall"


# A participant has come in by a code and is bound to one workshop; a token is an API key of one region;
# a screen is a projector with the wall's address of one workshop.
Standing = Role | Literal["participant", "token", "screen"]

_P = Permission
_VIEWER = frozenset({_P.VIEW_REGION, _P.VIEW_REPORT, _P.WATCH_WALL})
_MEMBER = _VIEWER | {_P.EDIT_INVENTORY, _P.EDIT_NEEDS, _P.TYPE_IN, _P.EXPORT}
_FACILITATOR = _MEMBER | {_P.EDIT_STRATEGY, _P.PLAN_WORKSHOP, _P.LEAD_WORKSHOP, _P.SHARE}
_OWNER = _FACILITATOR | {_P.MANAGE_PEOPLE, _P.MANAGE_REGION, _P.PURGE}

# No role writes or votes: whoever leads joins by the code like everybody else, so that a voice always has a
# participant behind it and typing-in stays marked as such.
GRANTS: Mapping[Standing, frozenset[Permission]] = {
    Role.VIEWER: _VIEWER,
    Role.MEMBER: _MEMBER,
    Role.FACILITATOR: _FACILITATOR,
    Role.OWNER: _OWNER,
    "participant": frozenset(
        {_P.TAKE_PART, _P.WRITE, _P.GROUP, _P.VOTE, _P.READ_OWN, _P.WATCH_WALL}
    ),
    "screen": frozenset({_P.WATCH_WALL}),
    "token": frozenset({_P.VIEW_REGION, _P.VIEW_REPORT, _P.EXPORT}),
}


def may(standing: Standing | None, permission: Permission) -> bool:
    """Whether this role, participant or token has the permission; None (an outsider) never has."""
    return standing is not None and permission in GRANTS[standing]
