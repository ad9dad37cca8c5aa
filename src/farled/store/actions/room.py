"""Who is in the room: joining, seats, tables, people without a device."""

import secrets
from collections import Counter
from typing import Any

from django.db.models import Max, Sum

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line
from farled.store.actions import seats
from farled.store.actions.journal import Journal, act
from farled.store.gates import Actor, Guest
from farled.store.models import Authorship, Participant, Table, Voice, Workshop

MOST_TABLES = 400


def join(
    *,
    workshop: Workshop,
    name: Any = "",
    organisation: Any = "",
    role: Any = "",
    language: str = "sv",
    kind: str = "phone",
    stands_for: Any = 1,
    by: Actor | None = None,
    key: str = "",
) -> Participant:
    """A new participant; `kind` is phone, table (one phone for several people) or paper. Raises Invalid.

    Raises IntegrityError when somebody has joined with this key.
    """
    home = clean_line(organisation, field="organisation", most=120)
    fields = {
        "name": clean_line(name, field="name", most=80),
        "organisation": home,
        "role": clean_line(role, field="role", most=120),
        "stands_for": clean_integer(stands_for, field="stands_for", least=1, most=50),
    }
    with act("join", by=by or Guest(Participant()), workshop=workshop) as journal:
        participant = Participant.objects.create(
            workshop=workshop,
            key=key or secrets.token_urlsafe(24),
            language=language,
            kind=kind,
            table=_spread_to(workshop, home),
            **fields,
        )
        journal.touch("attendance")
    return participant


def check_in(
    *, by: Guest, workshop: Workshop, organisation: Any = None, role: Any = None, name: Any = None
) -> Participant:
    """Organisation, role and name as the participant puts them; what is None stays."""
    participant = by.participant
    given = {"organisation": (organisation, 120), "role": (role, 120), "name": (name, 80)}
    with act("check_in", by=by, workshop=workshop) as journal:
        for field, (value, most) in given.items():
            if value is not None:
                setattr(participant, field, clean_line(value, field=field, most=most))
        if participant.table_id is None:
            participant.table = _spread_to(workshop, participant.organisation)
        participant.save(update_fields=["organisation", "role", "name", "table"])
        _show_anew(participant, journal)
    return participant


def change_name(*, by: Guest, workshop: Workshop, name: Any) -> Participant:
    """What the participant wants to be called; "" for no name. Raises Invalid (`workshop.over`)."""
    if workshop.state == "finished":
        raise Invalid("name", Say("workshop.over"))
    participant = by.participant
    with act("change_name", by=by, workshop=workshop) as journal:
        participant.name = clean_line(name, field="name", most=80)
        participant.save(update_fields=["name"])
        _show_anew(participant, journal)
    return participant


def _show_anew(participant: Participant, journal: Journal) -> None:
    """Only what stands with its author's name: of all else, no event may tell whose it is."""
    named = Authorship.objects.filter(participant=participant, step__anonymity="open")
    voices = Voice.objects.filter(ballot__in=named.values("ballot")).exclude(state="withdrawn")
    journal.touch("attendance")
    journal.touched.extend(("voice", number) for number in voices.values_list("pk", flat=True))


def take_seat(
    *, by: Actor, workshop: Workshop, participant: Participant, table: Table | None
) -> None:
    """At this table, or at none. Raises Invalid for a participant who may not choose, or no longer."""
    if isinstance(by, Guest):
        _require_choice(workshop)
    with act("take_seat", by=by, workshop=workshop) as journal:
        if isinstance(by, Guest):
            Participant.objects.filter(pk=participant.pk).update(table=table)
            journal.touch("attendance")
        else:
            seats.move(journal, [participant], to={participant.pk: table.pk if table else None})
        participant.table = table


def _require_choice(workshop: Workshop) -> None:
    if workshop.seating != "choice":
        raise Invalid("table", Say("workshop.seats_are_given"))
    if workshop.state == "finished":
        # the report tells what was said at which table by how many sat there
        raise Invalid("table", Say("workshop.over_seats"))


def spread_seats(*, by: Actor, workshop: Workshop) -> None:
    """Everybody seated anew so that each table mixes the organisations."""
    tables = list(Table.objects.filter(workshop=workshop, removed=False))
    if not tables:
        raise Invalid("tables", Say("workshop.no_tables"))
    everybody = Participant.objects.filter(workshop=workshop, removed=False)
    with act("spread_seats", by=by, workshop=workshop) as journal:
        people = list(everybody.order_by("organisation", "pk"))
        to = {one.pk: tables[place % len(tables)].pk for place, one in enumerate(people)}
        seats.move(journal, people, to=to)


def set_tables(*, by: Actor, workshop: Workshop, count: Any, word: str = "Bord") -> list[Table]:
    """This many tables, named by number; those too many go, with their people left without a seat."""
    wanted = clean_integer(count, field="count", least=0, most=MOST_TABLES)
    with act("set_tables", by=by, workshop=workshop) as journal:
        tables = list(Table.objects.filter(workshop=workshop, removed=False))
        for number in range(len(tables) + 1, wanted + 1):
            table = Table.objects.create(
                workshop=workshop, name=f"{word} {number}", position=number
            )
            tables.append(table)
            journal.add("table", table.pk)
        surplus = [t.pk for t in tables[wanted:]]
        journal.change("table", *surplus)
        Table.objects.filter(pk__in=surplus).update(removed=True)
        standing = list(Participant.objects.filter(table__in=surplus))
        seats.move(journal, standing, to={one.pk: None for one in standing})
    return tables[:wanted]


def add_table(*, by: Actor, workshop: Workshop, name: Any) -> Table:
    words = clean_line(name, field="name", most=80, required=True)
    last = Table.objects.filter(workshop=workshop).aggregate(n=Max("position"))["n"] or 0
    with act("add_table", by=by, workshop=workshop) as journal:
        table = Table.objects.create(workshop=workshop, name=words, position=last + 1)
        journal.add("table", table.pk)
    return table


def rename_table(*, by: Actor, workshop: Workshop, table: Table, name: Any) -> None:
    words = clean_line(name, field="name", most=80, required=True)
    with act("rename_table", by=by, workshop=workshop, about=f"table:{table.pk}") as journal:
        journal.change("table", table.pk)
        Table.objects.filter(pk=table.pk).update(name=words)


def set_joining(*, by: Actor, workshop: Workshop, is_open: bool) -> None:
    with act("open_joining" if is_open else "close_joining", by=by, workshop=workshop) as journal:
        journal.change("workshop", workshop.pk)
        Workshop.objects.filter(pk=workshop.pk).update(joining_open=is_open)


def remove_participant(*, by: Actor, workshop: Workshop, participant: Participant) -> None:
    """A phone that should not be here: it can send nothing more; what it sent stays."""
    with act("remove_participant", by=by, workshop=workshop) as journal:
        Participant.objects.filter(pk=participant.pk).update(removed=True)
        journal.touch("attendance")


def _spread_to(workshop: Workshop, organisation: str) -> Table | None:
    """Where fewest of the same organisation sit, then fewest of all."""
    if workshop.seating != "spread":
        return None
    tables = list(Table.objects.filter(workshop=workshop, removed=False))
    seated = Participant.objects.filter(workshop=workshop, removed=False, table__isnull=False)
    alike, everyone = Counter[int](), Counter[int]()
    for table, home, people in (
        seated.values_list("table", "organisation").annotate(n=Sum("stands_for")).order_by()
    ):
        everyone[table or 0] += people
        alike[table or 0] += people if home == organisation else 0
    return min(tables, key=lambda t: (alike[t.pk], everyone[t.pk], t.position), default=None)


def restore_participant(*, by: Actor, workshop: Workshop, participant: Participant) -> None:
    """Back in the room, as the same participant."""
    with act("restore_participant", by=by, workshop=workshop) as journal:
        Participant.objects.filter(pk=participant.pk).update(removed=False)
        journal.touch("attendance")
