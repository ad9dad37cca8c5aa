"""Words for what core only has keys for: activities, anonymity, what undo takes back."""

from django.utils.translation import gettext, gettext_noop

ANONYMITY = {
    "open": gettext_noop("Öppet"),
    "group": gettext_noop("Bara gruppen"),
    "anonymous": gettext_noop("Anonymt"),
}

# what participants are told, in one sentence
PROMISES = {
    "open": gettext_noop(
        "Det du skriver visas med din roll, din organisation och ditt namn, om du angett dem."
    ),
    "group": gettext_noop("Det du skriver visas med ditt bord men inte med dig."),
    "anonymous": gettext_noop("Vi sparar inte vem som svarar."),
}

SETTINGS = {
    "prompt": gettext_noop("Frågan som deltagarna svarar på"),
    "areas": gettext_noop("Fråga efter område"),
    "dimensions": gettext_noop("Fråga efter dimension"),
    "for_whom": gettext_noop("Fråga för vem det gäller"),
    "where": gettext_noop("Fråga var det gäller"),
    "max_length": gettext_noop("Längsta röst, i tecken"),
    "examples": gettext_noop("Exempel på svar, ett per rad"),
    "mode": gettext_noop("Sätt att prioritera"),
    "dots": gettext_noop("Prickar per person"),
    "most_on_one": gettext_noop("Högst så många på ett och samma"),
    "show_running": gettext_noop("Visa resultatet medan man röstar"),
    "ask_conditions": gettext_noop("Fråga genast vad som behövs för att följa med"),
    "proposals": gettext_noop("Förslag att ta ställning till, ett per rad"),
    "do_nothing": gettext_noop("Så heter alternativet att inte göra något"),
}

CHOICES = {
    "where": (
        ("tables", gettext_noop("Vid borden: varje bord samlar sina röster")),
        ("plenary", gettext_noop("I hela rummet: borden läggs ihop")),
    ),
    "mode": (
        ("dots", gettext_noop("Prickar")),
        ("statements", gettext_noop("Ett påstående i taget: håller med eller inte")),
    ),
}

SOURCES = {
    "needs": gettext_noop("Behoven i inventeringen"),
    "goals": gettext_noop("Målen i strategin"),
    "proposals": gettext_noop("Egna förslag"),
}

SEATING = {
    "choice": gettext_noop("Deltagarna väljer bord själva"),
    "spread": gettext_noop("Farled blandar organisationerna vid borden"),
    "none": gettext_noop("Inga bord"),
}

# what stands after "Ångra:"
ACTS = {
    "go_to_step": gettext_noop("gå till steget"),
    "open_step": gettext_noop("öppna steget"),
    "close_step": gettext_noop("stänga steget"),
    "reveal": gettext_noop("visa för rummet"),
    "conceal": gettext_noop("ta bort från rummet"),
    "show_on_wall": gettext_noop("visa på väggen"),
    "take_off_wall": gettext_noop("ta ner från väggen"),
    "finish_workshop": gettext_noop("avsluta workshoppen"),
    "reopen_workshop": gettext_noop("öppna workshoppen igen"),
    "add_step": gettext_noop("lägga till steget"),
    "remove_step": gettext_noop("ta bort steget"),
    "order_steps": gettext_noop("ändra ordningen"),
    "open_joining": gettext_noop("öppna för deltagare"),
    "close_joining": gettext_noop("stänga för deltagare"),
    "take_seat": gettext_noop("flytta till ett annat bord"),
    "spread_seats": gettext_noop("blanda borden"),
    "set_tables": gettext_noop("ändra antalet bord"),
    "add_table": gettext_noop("lägga till bordet"),
    "rename_table": gettext_noop("byta namn på bordet"),
    "hide_voice": gettext_noop("dölja rösten"),
    "show_voice": gettext_noop("visa rösten igen"),
    "leave_alone": gettext_noop("låta rösten stå ensam"),
    "new_group": gettext_noop("göra en ny grupp"),
    "move_voice": gettext_noop("flytta rösten"),
    "place": gettext_noop("flytta"),
    "rename_group": gettext_noop("byta namn på gruppen"),
    "merge_groups": gettext_noop("lägga ihop grupperna"),
    "take_up_groups": gettext_noop("lägga in bordets grupp"),
    "split_group": gettext_noop("dela gruppen"),
    "remove_group": gettext_noop("ta bort gruppen"),
    "add_item": gettext_noop("lägga till förslaget"),
    "gather_items": gettext_noop("hämta in fler"),
    "remove_item": gettext_noop("ta bort förslaget"),
    "write_conflict": gettext_noop("skriva målkonflikten"),
    "hide_conflict": gettext_noop("dölja målkonflikten"),
    "show_conflict": gettext_noop("visa målkonflikten igen"),
    "put_on_wall": gettext_noop("visa en målkonflikt på väggen"),
    "put_all_on_wall": gettext_noop("visa alla på väggen igen"),
    "focus_on": gettext_noop("ta upp behovet"),
    "ask_conditions": gettext_noop("fråga efter villkor"),
    "stop_asking": gettext_noop("sluta fråga efter villkor"),
    "need_from_group": gettext_noop("göra ett behov av gruppen"),
}


def promise(anonymity: str, *, tables: bool) -> str:
    """What happens with a participant's name, in one sentence: the same on phone, bridge and wall."""
    if anonymity == "group" and not tables:
        return gettext("Det du skriver visas utan ditt namn.")
    return gettext(PROMISES[anonymity])


def act_name(act: str) -> str:
    """What undo would take back, as it stands after a colon; "" for nothing."""
    return gettext(ACTS[act]) if act in ACTS else gettext("det senaste") if act else ""
