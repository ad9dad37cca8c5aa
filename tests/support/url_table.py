"""Every address of the site × everybody who might come to it × what they meet there.

A row's signs stand for VISITORS in their order:
    o  let in (a page, or on to another page of ours)
    s  sent to the sign-in
    1  401: a program that has shown no key
    3  403: one of the region, without the right to it
    4  404: as if it were not there
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from farled.store.actions.standing import RECORDS, mark_of
from farled.store.gates import shared_key
from farled.store.resetting import reset_parts
from tests.support.scene import Place

VISITORS = (
    "outsider", "participant", "elsewhere", "screen",
    "viewer", "member", "facilitator", "owner",
    "neighbour", "token", "other token",
)  # fmt: skip

EVERYBODY = "oooo oooo o oo"
SIGNED_IN = "ssss oooo o ss"
VIEWERS = "ssss oooo 4 ss"
MEMBERS = "ssss 3ooo 4 ss"
LEADERS = "ssss 33oo 4 ss"
OWNERS = "ssss 333o 4 ss"
# somebody who owns another region may do there what is refused here
OWN_MEMBERS = "ssss 3ooo o ss"
OWN_LEADERS = "ssss 33oo o ss"
OWN_OWNERS = "ssss 333o o ss"
PARTICIPANT = "4o44 4444 4 44"
WATCHERS = "4o4o oooo 4 44"
NOBODY = "4444 4444 4 44"
API = "1111 oooo 4 o4"
API_EXPORT = "1111 3ooo 4 o4"
API_LIST = "1111 oooo o oo"


@dataclass(frozen=True)
class Row:
    """One address. `post` rows carry data that does something for the owner unless `silent`."""

    name: str
    get: str = ""
    post: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    silent: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


# addresses without a name, by their route
ROUTES = ("j", "j/<str:code>")
JSON = {"X-Farled": "1"}
WORDS = "Ord som går att spara"
SUMMARY = '{{"format": "farled-summary/1", "title": "Från Dalarna"}}'

ROWS = (
    # --- what everybody may see -----------------------------------------------------------------
    Row("healthz", EVERYBODY),
    Row("home:chart-table", EVERYBODY),
    Row("home:search", EVERYBODY, query="?q=resa"),
    Row("home:about", EVERYBODY),
    Row("ui:language", post=EVERYBODY, data={"language": "sv"}, silent=True),
    Row("ui:theme", post=EVERYBODY, data={"theme": "night"}, silent=True),
    Row("ui:accessibility", EVERYBODY),
    Row("ui:privacy", EVERYBODY),
    Row("ui:gallery", "4444 oooo o 44"),
    Row("ui:gallery-frame", "4444 oooo o 44"),
    Row("account:sign-in", EVERYBODY, EVERYBODY, {"email": "x", "password": "y"}, silent=True),
    Row("account:sign-out", post=EVERYBODY, silent=True),
    Row("account:start", EVERYBODY, EVERYBODY, silent=True),
    Row("account:demo", NOBODY),
    Row("account:forgotten", EVERYBODY, EVERYBODY, {"email": "x"}, silent=True),
    Row("account:forgotten-sent", EVERYBODY),
    Row("account:reset", EVERYBODY, EVERYBODY, {"password": "kort"}, silent=True),
    Row("account:invitation", EVERYBODY, EVERYBODY, {"name": ""}, silent=True),
    # --- one's own -------------------------------------------------------------------------------
    Row("account:me", SIGNED_IN, SIGNED_IN, {"name": "Astrid", "language": "sv"}),
    Row("account:password", SIGNED_IN, SIGNED_IN, {"password": "kort"}, silent=True),
    Row("account:regions", SIGNED_IN),
    Row("account:new-region", OWN_OWNERS, OWN_OWNERS, {"name": "Region Ny", "language": "sv"}),
    Row("account:members", SIGNED_IN),
    # --- a region's people -----------------------------------------------------------------------
    Row("account:choose", post=VIEWERS, silent=True),
    Row("account:region", OWNERS, OWNERS, {"name": "Region Ny", "language": "sv"}),
    Row("account:log", OWNERS),
    Row("account:tokens", OWNERS, OWNERS, {"name": "BI"}),
    Row("account:revoke", post=OWNERS),
    Row("account:region-members", OWNERS),
    Row("account:invite", post=OWNERS, data={"role": "viewer", "email": "ny@example.org"}),
    Row("account:withdraw", post=OWNERS),
    Row("account:role", post=OWNERS, data={"role": "facilitator"}),
    Row("account:remove", post=OWNERS),
    Row("account:restore", post=OWNERS, silent=True),
    Row("account:reset-link", post=OWNERS),
    # --- strategy --------------------------------------------------------------------------------
    Row("strategy:index", SIGNED_IN),
    Row("strategy:new", OWN_LEADERS, OWN_LEADERS, {"template": "empty", "name": "Ny"}),
    Row("strategy:import", OWN_LEADERS, OWN_LEADERS, {"text": "", "name": ""}, silent=True),
    Row("strategy:page", VIEWERS),
    Row("strategy:change", LEADERS, LEADERS, {"name": "Ny"}),
    Row("strategy:model", LEADERS, LEADERS, {"model": "cake"}),
    Row("strategy:archive", post=LEADERS),
    Row("strategy:restore", post=LEADERS),
    Row("strategy:export", MEMBERS),
    Row("strategy:xlsx", MEMBERS),
    Row("strategy:csv", MEMBERS),
    Row("strategy:import-into", LEADERS, LEADERS, {"text": ""}, silent=True),
    Row("strategy:compare", VIEWERS),
    Row("strategy:versions", VIEWERS, LEADERS, {"name": "Version 9", "dated": "2026-01-01"}),
    Row("strategy:version", VIEWERS),
    Row("strategy:export-version", MEMBERS),
    Row("strategy:restore-version", post=LEADERS),
    Row("strategy:add", LEADERS, LEADERS, {"name": "Mål", "level": "outcome"}),
    Row("strategy:part", VIEWERS),
    Row("strategy:change-part", LEADERS, LEADERS, {"name": "Mål", "level": "outcome"}),
    Row("strategy:move", post=LEADERS, data={"way": "down"}, silent=True),
    Row("strategy:remove", post=LEADERS),
    Row("strategy:restore-part", post=LEADERS),
    # --- inventory -------------------------------------------------------------------------------
    Row("inventory:index", SIGNED_IN),
    Row("inventory:new", OWN_MEMBERS, OWN_MEMBERS, {"name": "Ny", "language": "sv"}),
    Row("inventory:show", VIEWERS),
    Row("inventory:edit", MEMBERS, MEMBERS, {"name": "Ny", "language": "sv", "version": "{inventory_mark}"}),
    Row("inventory:archive", post=MEMBERS),
    Row("inventory:undo", post=MEMBERS),
    Row("inventory:records", VIEWERS, MEMBERS, {"records_status": "delat", "version": "{records_mark}"}),
    Row("inventory:log", post=MEMBERS, data={"what": WORDS, "recipient": WORDS, "purpose": WORDS}),
    Row("inventory:lfa", VIEWERS),
    Row("inventory:lfa-step", post=MEMBERS, data={"1-state": "done", "1-note": WORDS}),
    Row("inventory:stakeholders", VIEWERS),
    Row("inventory:new-stakeholder", MEMBERS, MEMBERS, {"name": WORDS}),
    Row("inventory:stakeholder", VIEWERS, MEMBERS, {"name": WORDS, "version": "{stakeholder_mark}"}),
    Row("inventory:remove-stakeholder", post=MEMBERS),
    Row("inventory:needs", VIEWERS),
    Row("inventory:new-need", MEMBERS, MEMBERS, {"what": WORDS}),
    Row("inventory:move-needs", post=MEMBERS, data={"need": "{need_pk}", "to": "0"}, silent=True),
    Row("inventory:merge-needs", post=MEMBERS, data={"need": ["{need_pk}", "{other_need_pk}"], "into": "{need_pk}"}),
    Row("inventory:groups", VIEWERS),
    Row("inventory:from-group", post=MEMBERS),
    Row("inventory:need", VIEWERS),
    Row("inventory:edit-need", MEMBERS, MEMBERS, {"what": WORDS, "version": "{need_version}"}),
    Row("inventory:remove-need", post=MEMBERS),
    Row("inventory:dismiss-hint", post=MEMBERS, data={"hint": "x", "reason": ""}, silent=True),
    Row("inventory:themes", VIEWERS),
    Row("inventory:new-theme", MEMBERS, MEMBERS, {"name": WORDS}),
    Row("inventory:theme", MEMBERS, MEMBERS, {"name": WORDS, "version": "1"}),
    Row("inventory:remove-theme", post=MEMBERS),
    Row("inventory:conflicts", VIEWERS),
    Row("inventory:correct-conflict", MEMBERS, MEMBERS, {"title": WORDS, "words_a": WORDS, "words_b": WORDS, "version": "1"}),
    Row("inventory:voices", VIEWERS),
    Row("inventory:place-voices", post=MEMBERS, data={"voice": "{voice_pk}", "act": "out"}),
    # --- workshop --------------------------------------------------------------------------------
    Row("workshop:new", LEADERS, LEADERS, {"name": WORDS, "language": "sv", "seating": "choice", "tables": "2", "template": "", "records_status": "arbetsmaterial"}),
    Row("workshop:show", VIEWERS),
    Row("workshop:bridge", LEADERS),
    Row("workshop:do", post=LEADERS, data={"step": "{step_pk}"}),
    Row("workshop:wall", WATCHERS),
    Row("workshop:voice", LEADERS),
    Row("workshop:group", LEADERS, query="?step={group_step_pk}"),
    Row("workshop:similar", LEADERS, query="?table={table_pk}"),
    Row("workshop:people", LEADERS),
    Row("workshop:change-people", post=LEADERS, data={"name": WORDS}),
    Row("workshop:typing", MEMBERS),
    Row("workshop:type-in", post=MEMBERS, data={"step": "{write_pk}", "person": "new", "text": WORDS}),
    Row("workshop:edit", LEADERS, LEADERS, {"name": WORDS, "language": "sv", "seating": "choice", "records_status": "arbetsmaterial", "version": "{workshop_mark}"}),
    Row("workshop:copy", post=LEADERS),
    Row("workshop:archive", post=LEADERS),
    Row("workshop:purge", OWNERS, OWNERS, {"decision": WORDS, "sure": "on"}),
    Row("workshop:plan", LEADERS),
    Row("workshop:add-step", LEADERS, LEADERS, {"activity": "pause", "title": WORDS, "minutes": "5", "anonymity": "group"}, query="?activity=pause"),
    Row("workshop:order-steps", post=LEADERS, data={"step": "{write_pk}"}),
    Row("workshop:undo-plan", post=LEADERS),
    Row("workshop:edit-step", LEADERS, LEADERS, {"title": WORDS, "minutes": "5", "anonymity": "group", "set_max_length": "500", "set_prompt": WORDS, "version": "{write_mark}"}),
    Row("workshop:move-step", post=LEADERS, data={"way": "up"}),
    Row("workshop:remove-step", post=LEADERS),
    Row("workshop:save-agenda", LEADERS, LEADERS, {"name": WORDS, "fits": WORDS}),
    Row("workshop:own-agendas", LEADERS),
    Row("workshop:own-agenda", LEADERS, LEADERS, {"name": WORDS, "fits": WORDS, "version": "1"}),
    Row("workshop:remove-own-agenda", post=LEADERS),
    Row("workshop:restore-own-agenda", post=LEADERS),
    Row("workshop:print-agenda", MEMBERS),
    Row("workshop:cards", MEMBERS),
    Row("workshop:table-signs", MEMBERS),
    Row("workshop:link-sheet", MEMBERS),
    # --- a participant's phone -------------------------------------------------------------------
    Row("join:enter", EVERYBODY),
    Row("join:join", EVERYBODY, EVERYBODY, {"name": "Cecilia", "once": "0123456789abcdef0123456789abcdef"}, silent=True),
    Row("join:phone", PARTICIPANT),
    Row("join:mine", post=PARTICIPANT, body='{"tokens": {}}', headers=JSON, silent=True),
    Row("join:table", PARTICIPANT),
    Row("j", EVERYBODY),
    Row("j/<str:code>", EVERYBODY, EVERYBODY, {"name": "Cecilia", "once": "0123456789abcdef0123456789abcdef"}, silent=True),
    # --- dialogue with other regions --------------------------------------------------------------
    Row("dialogue:index", SIGNED_IN),
    Row("dialogue:summary", LEADERS, LEADERS, {"version": "1", "asks": WORDS, "parts": ["needs"]}),
    Row("dialogue:share", post=LEADERS, data={"way": "delat", "recipient": ""}, silent=True),
    Row("dialogue:shared", VIEWERS),
    Row("dialogue:shared-json", MEMBERS),
    Row("dialogue:shared-html", MEMBERS),
    Row("dialogue:withdraw", post=LEADERS),
    Row("dialogue:reopen", post=LEADERS),
    Row("dialogue:public", EVERYBODY),
    Row("dialogue:public-json", EVERYBODY),
    Row("dialogue:public-html", EVERYBODY),
    Row("dialogue:read", SIGNED_IN, SIGNED_IN, silent=True),
    Row("dialogue:keep", post=OWN_MEMBERS, data={"text": SUMMARY, "note": WORDS}),
    Row("dialogue:received", VIEWERS),
    Row("dialogue:received-json", MEMBERS),
    Row("dialogue:remove", post=MEMBERS),
    Row("dialogue:restore", post=MEMBERS),
    # --- report ----------------------------------------------------------------------------------
    Row("report:inventory", VIEWERS),
    Row("report:inventory-xlsx", MEMBERS),
    Row("report:inventory-csv", MEMBERS),
    Row("report:workshop", VIEWERS),
    Row("report:workshop-xlsx", MEMBERS),
    Row("report:workshop-csv", MEMBERS),
    # --- api -------------------------------------------------------------------------------------
    Row("api:start", EVERYBODY),
    Row("api:api-root", EVERYBODY),
    Row("api:openapi-json", EVERYBODY),
    Row("api:nothing", NOBODY),
    Row("api:inventories", API_LIST),
    Row("api:inventory", API),
    Row("api:needs", API),
    Row("api:themes", API),
    Row("api:workshops", API),
    Row("api:sheets", API_EXPORT),
    Row("api:sheet", API_EXPORT),
    Row("api:summary", API_EXPORT),
    Row("api:strategies", API_LIST),
    Row("api:strategy", API),
    Row("api:strategy_toml", API_EXPORT),
)  # fmt: skip
TABLE = {row.name: row for row in ROWS}


def named_patterns() -> Iterator[str]:
    """What every pattern of the site is called here: its name, or its route where it has none."""
    yield from _patterns(get_resolver(), "", "")


def _patterns(resolver: URLResolver, space: str, route: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else path
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _patterns(pattern, inner, path)


MARKED = ("inventory", "stakeholder", "workshop", "write")


def things(place: Place) -> dict[str, object]:
    """What a row may name in braces."""
    rows = ("need", "other_need", "step", "group_step", "table", "write", "voice", "item")
    own = {name: getattr(place, name) for name in rows if hasattr(place, name)}
    own |= {"voice": place.voices[0], "step": place.dots}
    place.need.refresh_from_db()
    numbers = {f"{name}_pk": row.pk for name, row in own.items()}
    marks = {f"{name}_mark": _mark(getattr(place, name)) for name in MARKED}
    marks["records_mark"] = mark_of(
        type(place.inventory).objects.get(pk=place.inventory.pk), RECORDS
    )
    return {**numbers, **marks, "need_version": place.need.version}


def _mark(row: Any) -> str:
    return mark_of(type(row).objects.get(pk=row.pk))


# what the addresses' parts stand for, by name or by kind of address
def parts(place: Place, name: str) -> dict[str, object]:
    """The parts of this address, all of which exist in this place."""
    space, _, page = name.rpartition(":")
    slug = {
        "account": place.region.slug,
        "strategy": place.strategy.slug,
        "inventory": place.inventory.slug,
        "workshop": place.workshop.slug,
        "join": place.workshop.slug,
        "report": place.workshop.slug if page.startswith("workshop") else place.inventory.slug,
        "dialogue": place.inventory.slug,
        "api": place.strategy.slug if page.startswith("strateg") else place.inventory.slug,
    }.get(space, "")
    return {"slug": slug, **_own_parts(place).get(name, {})}


def _own_parts(place: Place) -> dict[str, dict[str, object]]:
    member = place.people["member"].pk
    goal = {"kind": "goal", "number": place.goal.pk}
    who, key = reset_parts(place.people["member"])
    return {
        "ui:gallery-frame": {"frame": "phone"},
        "account:demo": {"who": "astrid"},
        "account:reset": {"who": who, "key": key},
        "account:invitation": {"key": place.key},
        "account:revoke": {"number": place.token.pk},
        "account:withdraw": {"number": place.invitation.pk},
        **{f"account:{name}": {"number": member} for name in ("role", "remove", "restore", "reset-link")},
        **{f"strategy:{name}": {"number": place.version.number} for name in ("version", "export-version", "restore-version")},
        **{f"strategy:{name}": goal for name in ("part", "change-part", "move", "remove")},
        "strategy:add": {"kind": "goal"},
        "strategy:restore-part": {"kind": "goal", "number": place.gone_goal.pk},
        "inventory:undo": {"number": place.undo.pk},
        "inventory:lfa-step": {"key": "1"},
        **{f"inventory:{name}": {"number": place.stakeholder.pk} for name in ("stakeholder", "remove-stakeholder")},
        "inventory:correct-conflict": {"number": place.conflict.pk},
        "inventory:from-group": {"number": place.other_group.pk},
        **{f"inventory:{name}": {"number": place.need.number} for name in ("need", "edit-need", "remove-need", "dismiss-hint")},
        **{f"inventory:{name}": {"number": place.theme.pk} for name in ("theme", "remove-theme")},
        "workshop:new": {"inventory": place.inventory.slug},
        "workshop:do": {"act": "close_step"},
        "workshop:voice": {"number": place.voices[0].pk},
        "workshop:group": {"number": place.group.pk},
        "workshop:similar": {"number": place.group_step.pk},
        "workshop:change-people": {"act": "add-table"},
        "workshop:type-in": {"act": "voice"},
        **{f"workshop:{name}": {"number": place.write.pk} for name in ("edit-step", "move-step", "remove-step")},
        "workshop:own-agendas": {"slug": place.region.slug},
        **{f"workshop:{name}": {"slug": place.agenda.slug} for name in ("own-agenda", "remove-own-agenda")},
        "workshop:restore-own-agenda": {"slug": place.gone_agenda.slug},
        **{f"dialogue:{name}": {"number": place.shared.pk} for name in ("shared", "shared-json", "shared-html", "withdraw", "reopen")},
        **{f"dialogue:public{ending}": {"slug": place.shared.slug, "key": shared_key(place.shared.slug)} for ending in ("", "-json", "-html")},
        **{f"dialogue:{name}": {"slug": place.received.slug} for name in ("received", "received-json", "remove", "restore")},
        "join:join": {"code": place.workshop.code},
        "j/<str:code>": {"code": place.workshop.code},
        "api:sheet": {"key": "voices"},
        "api:nothing": {"rest": "nothing/here"},
        "strategy:csv": {"sheet": "goals"},
        "report:inventory-csv": {"sheet": "needs"},
        "report:workshop-csv": {"sheet": "voices"},
    }  # fmt: skip


def address(row: Row, place: Place) -> str:
    """The row's address for the things of this place."""
    if row.name in ROUTES:
        return "/" + row.name.replace("<str:code>", place.workshop.code)
    known = {name: str(value) for name, value in parts(place, row.name).items()}
    wanted = parameters(row.name)
    path = reverse(row.name, kwargs={name: known[name] for name in wanted})
    return path + row.query.format_map(things(place))


def parameters(name: str) -> list[str]:
    """What an address's name asks for."""
    found = get_resolver()
    space, _, page = name.rpartition(":")
    resolver = found.namespace_dict[space][1] if space else found
    possibility = resolver.reverse_dict.getlist(page)[0][0]
    return list(possibility[0][1])


def data(row: Row, place: Place) -> dict[str, Any]:
    known = things(place)
    return {
        name: [one.format_map(known) for one in value]
        if isinstance(value, list)
        else str(value).format_map(known)
        for name, value in row.data.items()
    }
