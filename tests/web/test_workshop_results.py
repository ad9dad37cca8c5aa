"""What each activity shows on bridge, phone and wall."""

import re
from typing import Any

import pytest

from farled.core.workshop.activities import ACTIVITIES
from farled.store.actions import conflicts, grouping, items, room, steps, votes
from farled.store.actions import voices as voice_actions
from farled.store.gates import Guest, System
from farled.store.models import Goal, Item, Participant, Step, Voice, Workshop
from farled.store.queries.workshop import caught_up, workshop_state
from farled.web.workshop.regions import REGIONS, regions
from tests.support import make

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-one-phone-{:04d}"


class Stage:
    """A workshop with people in it."""

    def __init__(self, people: int = 6) -> None:
        self.workshop: Workshop = make.workshop(make.inventory(make.region()))
        homes = ["Regionen"] * 5 + ["Kumla", "Hällefors"]
        self.guests: list[Guest] = [
            make.guest(self.workshop, organisation=homes[n % 7], role="strateg")
            for n in range(people)
        ]

    def say(self, step: Step, text: str, guest: int = 0, **details: Any) -> None:
        voice_actions.write_voice(
            by=self.guests[guest], workshop=self.workshop, step=step, text=text,
            token=TOKEN.format(guest), **details,
        )  # fmt: skip

    def vote(self, step: Step, item: Item, *values: int) -> None:
        for guest, value in enumerate(values):
            votes.vote(
                by=self.guests[guest], workshop=self.workshop, step=step, item=item.pk, value=value,
                token=TOKEN.format(guest),
            )  # fmt: skip

    def reveal(self, step: Step, *, wall: bool = False) -> None:
        steps.reveal(by=System(), workshop=self.workshop, step=step)
        if wall:
            steps.show_on_wall(by=System(), workshop=self.workshop, step=step, shown=True)

    def result(self, audience: str, language: str = "sv") -> str:
        drawn = regions(workshop_state(self.workshop), audience, language)["result"]
        return " ".join(re.sub(r"<[^>]+>", " ", drawn).split())


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("audience", list(REGIONS))
@pytest.mark.parametrize("activity", list(ACTIVITIES))
def test_every_activity_is_drawn_empty_for_everybody(
    stage: Stage, activity: str, audience: str, language: str
) -> None:
    make.open_step(stage.workshop, activity)
    drawn = regions(workshop_state(stage.workshop), audience, language)
    assert set(drawn) == set(REGIONS[audience])
    assert not any("csrf" in html for html in drawn.values())


@pytest.mark.parametrize("audience", list(REGIONS))
def test_before_the_first_step_and_after_the_last(stage: Stage, audience: str) -> None:
    assert set(regions(workshop_state(stage.workshop), audience, "sv")) == set(REGIONS[audience])
    make.open_step(stage.workshop, "pause")
    steps.finish_workshop(by=System(), workshop=stage.workshop)
    assert set(regions(workshop_state(stage.workshop), audience, "sv")) == set(REGIONS[audience])


def test_the_same_state_is_drawn_to_the_same_bytes(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "write")
    stage.say(step, "En röst")
    state = workshop_state(stage.workshop)
    for audience in REGIONS:
        assert regions(state, audience, "sv") == regions(state, audience, "sv")


@pytest.mark.parametrize(
    ("activity", "settings", "values"),
    [
        ("prioritise", {"mode": "statements", "show_running": True}, (1, 0, -1, 1, 1, -1)),
        ("prioritise", {"mode": "dots", "dots": 5, "show_running": True}, (1, 3, 2, 2, 1, 1)),
        ("no_voice", {}, (0, 3, 10, 8, 8, 1)),
    ],
)
@pytest.mark.parametrize("anonymity", ["group", "anonymous"])
@pytest.mark.parametrize("revealed", [False, True])
def test_what_votes_leave_alone_is_not_drawn_again_and_nothing_else_is_left_out(
    stage: Stage, activity: str, settings: dict[str, Any], values: tuple[int, ...], anonymity: str, revealed: bool
) -> None:  # fmt: skip
    step = make.open_step(stage.workshop, activity, settings=settings, anonymity=anonymity)
    thing = votes.add_item(by=System(), workshop=stage.workshop, step=step, text="Fler turer")
    if revealed:
        stage.reveal(step, wall=True)
    for guest, value in enumerate(values):
        before = workshop_state(stage.workshop)
        votes.vote(by=stage.guests[guest], workshop=stage.workshop, step=step, item=thing.pk, value=value, token=TOKEN.format(guest))  # fmt: skip
        after = caught_up(stage.workshop, before)
        assert after.kinds_changed(before) == {"tally"}
        for audience in REGIONS:
            news = regions(after, audience, "sv", before)
            assert regions(before, audience, "sv") | news == regions(after, audience, "sv")
        assert set(regions(after, "phone", "sv", before)) == {"result"}
    steps.close_step(by=System(), workshop=stage.workshop, step=step)
    closed = caught_up(stage.workshop, after)
    assert set(regions(closed, "phone", "sv", after)) == set(REGIONS["phone"])


def test_check_in_tells_the_facilitator_all_and_the_room_nothing_small(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "check_in", anonymity="open")
    make.stakeholder(stage.workshop.inventory, "Ungdomsrådet", planned_part="Deltar")
    stage.say(step, "Jag ser busskuren", prompt="perspective")
    bridge = stage.result("bridge")
    assert "Kumla" in bridge
    assert "Ungdomsrådet skulle vara med" in bridge
    assert "strateg, Regionen" in bridge
    for audience in ("phone", "wall"):
        shown = stage.result(audience)
        assert "Kumla" not in shown, "one person is nobody's statistics"
        assert "Ungdomsrådet" not in shown


def test_written_voices_are_counted_and_then_read(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "write", settings={"prompt": "Vad behövs?"})
    stage.say(step, "Bussen går för sällan")
    assert "1 röst är skriven" in stage.result("bridge")
    assert "Bussen" not in stage.result("bridge")
    stage.reveal(step)
    assert "Bussen går för sällan" in stage.result("bridge")
    assert "Bussen" not in stage.result("wall")
    stage.reveal(step, wall=True)
    assert "Bussen går för sällan" in stage.result("wall")


def test_markup_in_a_voice_is_words(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "write")
    stage.say(step, "<script>alert(1)</script>", for_whom='"><b>')
    stage.reveal(step, wall=True)
    for audience in ("bridge", "wall"):
        drawn = regions(workshop_state(stage.workshop), audience, "sv")["result"]
        assert "<script>" not in drawn
        assert "&lt;script&gt;" in drawn


def test_a_wall_shows_so_many_and_counts_the_rest(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "write")
    for n in range(15):
        stage.say(step, f"Röst {n:02d}")
    stage.reveal(step, wall=True)
    assert "och 3 till" in stage.result("wall")
    assert "Röst 00" not in stage.result("wall")
    assert "Röst 00" in stage.result("bridge")


def test_a_board_lays_out_so_many_cards_and_counts_the_rest(stage: Stage) -> None:
    write = make.open_step(stage.workshop, "write")
    said = [Voice(step=write, ballot="b", text=f"Röst {n}", position=n) for n in range(368)]
    Voice.objects.bulk_create(said)
    tables = make.open_step(stage.workshop, "group", source=write)
    first = list(Voice.objects.filter(step=write)[:66])
    grouping.new_group(
        by=System(), workshop=stage.workshop, step=tables, name="Bussen", voices=first
    )
    drawn = regions(workshop_state(stage.workshop), "bridge", "sv")["result"]
    assert drawn.count('data-kind="voices"') == 300 + 60
    assert re.findall(r'data-left-out="(\d+)"', drawn) == ["2", "6"]
    assert "66 röster" in stage.result("bridge")


def test_plenary_shows_from_which_table_each_group_came(stage: Stage) -> None:
    table = room.add_table(by=System(), workshop=stage.workshop, name="Fönsterbordet")
    for guest in stage.guests:
        room.take_seat(
            by=System(), workshop=stage.workshop, participant=guest.participant, table=table
        )
    write = make.open_step(stage.workshop, "write")
    stage.say(write, "Bussen går för sällan")
    tables = make.open_step(stage.workshop, "group", source=write, settings={"where": "tables"})
    voice = write.voices.get()
    below = grouping.new_group(
        by=System(),
        workshop=stage.workshop,
        step=tables,
        name="Bussen",
        table=table,
        voices=[voice],
    )
    plenary = make.open_step(stage.workshop, "group", source=write, settings={"where": "plenary"})
    assert "Från borden" in stage.result("bridge")
    assert "Fönsterbordet" in stage.result("bridge")
    grouping.place_in_new(
        by=System(), workshop=stage.workshop, step=plenary, groups=[below], name="Resor"
    )
    assert "1 röst · Fönsterbordet" in stage.result("bridge")
    assert "Resor" not in stage.result("wall")
    stage.reveal(plenary, wall=True)
    assert "Resor 1 röst · Fönsterbordet" in stage.result("wall")


def test_dots_are_sorted_by_result_and_not_told_before(stage: Stage) -> None:
    step = make.open_step(
        stage.workshop, "prioritise", anonymity="anonymous",
        settings={"mode": "dots", "dots": 5, "most_on_one": 5, "show_running": False},
    )  # fmt: skip
    first, second = (
        votes.add_item(by=System(), workshop=stage.workshop, step=step, text=text)
        for text in ("Fler turer", "Vård nära")
    )
    stage.vote(step, first, 1, 1)
    stage.vote(step, second, 3, 3, 2)
    covered = stage.result("bridge")
    assert "3 eller fler har svarat" in covered
    assert covered.index("Fler turer") < covered.index("Vård nära")
    stage.reveal(step)
    shown = stage.result("bridge")
    assert shown.index("Vård nära") < shown.index("Fler turer")
    assert "8 prickar från 3" in shown
    assert "10 prickar" in shown


def test_statements_are_split_only_among_five(stage: Stage) -> None:
    step = make.open_step(
        stage.workshop, "prioritise", anonymity="anonymous",
        settings={"mode": "statements", "show_running": True},
    )  # fmt: skip
    item = votes.add_item(
        by=System(), workshop=stage.workshop, step=step, text="Bussen ska gå oftare"
    )
    stage.vote(step, item, 1, 1, -1, 0)
    assert "4 svar, för få" in stage.result("bridge")
    assert "håller inte med" not in stage.result("phone")
    stage.vote(step, item, 1, 1, -1, 0, 1)
    assert "3 håller med 1 hoppar över 1 håller inte med" in stage.result("bridge")


def test_a_statement_drawn_before_is_told_anew_in_other_numbers_words_and_languages(
    stage: Stage,
) -> None:
    step = make.open_step(
        stage.workshop, "prioritise", settings={"mode": "statements", "show_running": True}
    )
    item = votes.add_item(by=System(), workshop=stage.workshop, step=step, text="Fler turer <b>")
    stage.vote(step, item, 1, 1, 1, 1, -1)
    stage.reveal(step)
    assert "Fler turer &lt;b&gt; 4 håller med 0 hoppar över 1 håller inte med" in stage.result(
        "phone"
    )
    assert "4 agree 0 pass 1 disagree" in stage.result("phone", "en")
    stage.vote(step, item, -1)
    assert "3 håller med 0 hoppar över 2 håller inte med" in stage.result("phone")


def test_resistance_is_a_distribution_strongest_first(stage: Stage) -> None:
    step = make.open_step(
        stage.workshop, "no_voice", anonymity="anonymous",
        settings={"proposals": ["Fler turer", "Färre turer"], "do_nothing": "Vi gör ingenting nu"},
    )  # fmt: skip
    mild, strong, nothing = Item.objects.filter(step=step)
    stage.vote(step, mild, 0, 1, 2, 3, 4)
    stage.vote(step, strong, 10, 9, 8, 7, 5)
    stage.vote(step, nothing, 10, 0, 0, 0)
    assert "snitt" not in stage.result("bridge")
    stage.reveal(step)
    shown = stage.result("bridge")
    assert shown.index("Färre turer") < shown.index("Fler turer")
    assert "5 svar, i snitt 7,8: 0 lågt (0–3), 1 mellan (4–6), 4 högt (7–10)" in shown
    assert "att inte göra något" in shown
    assert "4 svar, för få för att visas" in shown, "in a group of four a lone 10 is somebody"


def test_who_did_not_answer_a_proposal_counts_five(stage: Stage) -> None:
    step = make.open_step(
        stage.workshop, "no_voice", anonymity="anonymous",
        settings={"proposals": ["Fler turer", "Färre turer"]},
    )  # fmt: skip
    for item, answers in zip(Item.objects.filter(step=step), ([2] * 6, [1] * 5), strict=True):
        stage.vote(step, item, *answers)
    stage.reveal(step)
    assert "5 svar, i snitt 1,7 om 1 som inte svarat räknas som 5" in stage.result("bridge")
    assert "Störst motstånd först: det får ordet först." in stage.result("wall")


def test_conditions_stand_under_their_proposal(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "no_voice", settings={"proposals": ["Fler turer"]})
    item = Item.objects.get(step=step)
    stage.say(step, "Att någon räknar efter ett år", prompt="condition", item=item.pk)
    stage.reveal(step)
    assert "Att någon räknar efter ett år" in stage.result("bridge")
    assert "1 villkor för att följa med" in stage.result("wall")


def test_the_need_in_focus_is_taken_through_every_dimension(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "larger", settings={"source": "needs"})
    first, second = (
        votes.add_item(by=System(), workshop=stage.workshop, step=step, text=text)
        for text in ("Fler turer", "Vård nära")
    )
    goal = Goal.objects.filter(strategy=stage.workshop.inventory.strategy).first()
    assert goal is not None
    stage.say(
        step, "Den utan bil blir hemma", prompt="stake", item=first.pk, dimensions=["social"],
        for_whom="unga", goals=[goal.pk],
    )  # fmt: skip
    shown = stage.result("bridge")
    assert "Den utan bil blir hemma" in shown
    assert goal.name in shown
    assert "Ekonomisk Inget än." in shown
    items.focus_on(by=System(), workshop=stage.workshop, step=step, item=second)
    assert "Den utan bil blir hemma" not in stage.result("bridge")


def test_two_that_pull_apart_stand_side_by_side(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "pulling_apart")
    written = conflicts.write_conflict(
        by=stage.guests[0], workshop=stage.workshop, step=step, title="Turer mot vård",
        words_a="Fler turer", words_b="Pengar till vården", loses="Unga", types=["resurs"],
    )  # fmt: skip
    shown = stage.result("bridge")
    assert "Fler turer" in shown
    assert "Pengar till vården" in shown
    assert "Vem förlorar Unga" in shown
    assert "Resurskonflikt" in shown
    assert "Fler turer" not in stage.result("wall")
    conflicts.hide_conflict(
        by=System(), workshop=stage.workshop, conflict=written, reason="Nämner någon"
    )
    assert "Fler turer" not in stage.result("phone")
    assert "Nämner någon" not in stage.result("phone") + stage.result("wall")
    assert "Dold: Nämner någon" in stage.result("bridge")


def test_one_conflict_fills_the_wall_until_all_are_shown_again(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "pulling_apart")
    first, second = (
        conflicts.write_conflict(
            by=stage.guests[0], workshop=stage.workshop, step=step, title=title,
            words_a=f"Ja: {title}", words_b=f"Nej: {title}", where="Hällefors", gains="De som bor kvar",
        )
        for title in ("Turer mot vård", "Åker mot bostäder")
    )  # fmt: skip
    stage.reveal(step)
    common: dict[str, Any] = {"by": System(), "workshop": stage.workshop}
    before = workshop_state(stage.workshop)
    conflicts.put_on_wall(**common, conflict=second)
    wall = stage.result("wall")
    assert "Nej: Åker mot bostäder" in wall
    assert "Var det märks Hällefors Vem vinner De som bor kvar" in wall
    assert "Turer mot vård" not in wall
    assert "Turer mot vård" in stage.result("bridge") + stage.result("phone")
    assert "På väggen Visa alla på väggen igen" in stage.result("bridge")
    assert "On the wall Show all on the wall again" in stage.result("bridge", "en")
    after = workshop_state(stage.workshop)
    assert regions(after, "phone", "sv") == regions(before, "phone", "sv"), "a form in use stays"
    conflicts.hide_conflict(**common, conflict=second, reason="Nämner någon")
    assert "Turer mot vård" in stage.result("wall"), "what is hidden hides no other"
    conflicts.show_conflict(**common, conflict=second)
    conflicts.put_all_on_wall(**common, step=step)
    wall = stage.result("wall")
    assert wall.index("Turer mot vård") < wall.index("Åker mot bostäder")
    conflicts.put_on_wall(**common, conflict=first)
    steps.show_on_wall(**common, step=step, shown=False)
    assert "Visa alla på väggen igen" not in stage.result("bridge"), "none is there"


def test_reflections_come_in_three_columns(stage: Stage) -> None:
    step = make.open_step(stage.workshop, "reflect", anonymity="anonymous")
    for prompt, text in (
        ("insight", "Vi bär samma"),
        ("trust", "Ni lyssnade"),
        ("take_with_me", "Jag ringer"),
    ):
        stage.say(step, text, prompt=prompt)
    assert "3 svar är skrivna" in stage.result("bridge")
    stage.reveal(step)
    shown = stage.result("bridge")
    assert re.search(
        r"Insikter Vi bär samma.*Tillit Ni lyssnade.*Det tar jag med mig Jag ringer", shown
    )


def test_english_readers_get_english(stage: Stage) -> None:
    make.open_step(stage.workshop, "pause")
    assert "Nothing to send in" in stage.result("bridge", "en")


@pytest.mark.parametrize("activity", ["group", "prioritise", "no_voice", "reflect"])
def test_the_wall_tells_what_to_do_until_there_is_something_to_read(stage, activity):
    (table,) = room.set_tables(by=System(), workshop=stage.workshop, count=1)
    Participant.objects.update(table=table)
    write = make.step(stage.workshop)
    stage.say(write, "Sista bussen")
    settings = {"where": "tables"} if activity == "group" else {}
    words = {"source": write, "settings": settings, "instruction": "Läs högt först."}
    step = make.open_step(stage.workshop, activity, **words)
    Item.objects.create(step=step, text="Nattbuss")
    assert "Läs högt först." in stage.result("wall")
