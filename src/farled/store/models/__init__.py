from farled.store.models.account import ApiToken, Invitation, Membership, Region, User
from farled.store.models.agendas import OwnAgenda
from farled.store.models.conflicts import GoalConflict
from farled.store.models.dialogue import ReceivedSummary, SharedSummary, SummaryDraft
from farled.store.models.inventory import Inventory, LfaStep, Need, SharingEntry, Stakeholder, Theme
from farled.store.models.journal import AnsweredRequest, Audit, Event, InventoryUndo, Undo
from farled.store.models.strategy import (
    Area,
    Direction,
    Goal,
    Indicator,
    Perspective,
    Strategy,
    StrategyVersion,
)
from farled.store.models.workshop import (
    AnonymousBallot,
    Authorship,
    Group,
    Item,
    Participant,
    Step,
    Table,
    Voice,
    Vote,
    Workshop,
)

__all__ = [
    "AnonymousBallot",
    "AnsweredRequest",
    "ApiToken",
    "Area",
    "Audit",
    "Authorship",
    "Direction",
    "Event",
    "Goal",
    "GoalConflict",
    "Group",
    "Indicator",
    "Inventory",
    "InventoryUndo",
    "Invitation",
    "Item",
    "LfaStep",
    "Membership",
    "Need",
    "OwnAgenda",
    "Participant",
    "Perspective",
    "ReceivedSummary",
    "Region",
    "SharedSummary",
    "SharingEntry",
    "Stakeholder",
    "Step",
    "Strategy",
    "StrategyVersion",
    "SummaryDraft",
    "Table",
    "Theme",
    "Undo",
    "User",
    "Voice",
    "Vote",
    "Workshop",
]
