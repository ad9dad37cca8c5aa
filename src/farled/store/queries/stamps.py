"""What a page's content depends on, as one short value: the same stamp, the same content.

Plain SQL, since a page that is served from memory should cost little more than asking this.
"""

from typing import Any

from django.db import connection

from farled.store.models import Area, Goal, Inventory, Membership, Region, User, Workshop

Stamp = tuple[tuple[Any, ...], ...]


def chart_stamp(user: User) -> Stamp:
    """The person's regions, role in each, and every inventory and workshop there with its seq."""
    membership, region = Membership._meta.db_table, Region._meta.db_table
    inventory, workshop = Inventory._meta.db_table, Workshop._meta.db_table
    return _rows(
        f"SELECT r.id, r.name, m.role, i.id, i.seq, w.id, w.seq FROM {membership} m"  # noqa: S608
        f" JOIN {region} r ON r.id = m.region_id"
        f" LEFT JOIN {inventory} i ON i.region_id = r.id"
        f" LEFT JOIN {workshop} w ON w.inventory_id = i.id"
        " WHERE m.user_id = %s ORDER BY r.id, i.id, w.id",
        user.pk,
    )


def needs_stamp(inventory: Inventory) -> Stamp:
    """The inventory's seq, its workshops' seqs, and the names of the region and the strategy's areas and goals."""
    workshop, area, goal = (model._meta.db_table for model in (Workshop, Area, Goal))
    named = (
        "SELECT '{0}', id, position, name FROM {1} WHERE strategy_id = %s AND removed_at IS NULL"
    )
    rows = _rows(
        f"SELECT 'w', id, seq, name FROM {workshop} WHERE inventory_id = %s UNION ALL "  # noqa: S608
        f"{named.format('a', area)} UNION ALL {named.format('g', goal)} ORDER BY 1, 2",
        inventory.pk,
        inventory.strategy_id,
        inventory.strategy_id,
    )
    model = inventory.strategy.model if inventory.strategy else ""
    about = (inventory.slug, inventory.seq, inventory.name, inventory.region.name, model)
    return (about, *rows)


def _rows(sql: str, *values: int | None) -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(tuple(row) for row in cursor.fetchall())
