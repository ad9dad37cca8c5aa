"""The sentences that the phone's scripts say, in the language of the page. {n} and {most} are filled in there."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def words() -> dict[str, str | list[str]]:
    return {
        "saved": _("Allt är sparat"),
        "sending": _("Skickar"),
        "waiting": [_("En sak väntar på nätet"), _("{n} saker väntar på nätet")],
        "failed": [_("En sak kom inte fram"), _("{n} saker kom inte fram")],
        "short.saved": _("Sparat"),
        "short.sending": _("Skickar"),
        "short.waiting": [_("1 väntar"), _("{n} väntar")],
        "short.failed": [_("1 kom inte fram"), _("{n} kom inte fram")],
        "mark.saved": _("Sparat"),
        "mark.sending": _("Skickar"),
        "mark.waiting": _("Väntar på nätet"),
        "mark.failed": _("Inte sparat"),
        "mark.hidden": _("Dold för andra"),
        "mark.draft": _("Utkast, inte skickat"),
        "mark.withdrawing": _("Tas tillbaka"),
        "in_group": _("I gruppen ”{name}”"),
        "in_need": _("Blev en del av behovet ”{name}”"),
        "hidden_because": _("Processledaren har dolt den för andra: {why}"),
        "left_alone": _("Fick stå ensam: {why}"),
        "reworded": _("Orden är ändrade efter workshoppen, i inventeringen"),
        "left": [_("{n} tecken kvar"), _("{n} tecken kvar")],
        "over": [_("{n} tecken för mycket"), _("{n} tecken för mycket")],
        "too_long": _("Korta texten till högst {most} tecken. Allt du skrev står kvar."),
        "both_sides": _("Skriv båda sidornas ord, så att var och en skulle skriva under på sina."),
        "empty_choice": _("Välj eller skriv något först."),
        "doing": _("Det görs."),
        "empty": _("Skriv något först."),
        "dots_left": [_("En prick kvar"), _("{n} prickar kvar")],
        "dots_none": _("Alla prickar är lagda"),
        "dots_here": [_("en prick"), _("{n} prickar")],
        "of": _("{n} av {most}"),
        "step_changed": _(
            "Nästa steg började medan du skrev. Ditt utkast ligger kvar under ”Det jag har skickat”."
        ),
        "step_closed": _(
            "Steget stängdes medan du skrev. Ditt utkast ligger kvar under ”Det jag har skickat”."
        ),
        "storage": _(
            "Den här webbläsaren får inte spara något. Håll sidan öppen tills allt står som sparat."
        ),
        "no_name": _("Du har inte angett något namn"),
        "give_name": _("Ange namn"),
        "change_name": pgettext("en person", "Byt namn"),
        "table_is": _("Du sitter vid {name}"),
        "table_none": _("Du har inte valt något bord"),
        "choose_table": _("Välj bord"),
        "change_table": _("Byt"),
    }
