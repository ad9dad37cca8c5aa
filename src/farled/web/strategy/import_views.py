"""Strategies from TOML files: a new one, or new contents for one. A fault names its line and its cure."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from farled.core.finding import Invalid, Say
from farled.core.strategy.toml import LARGEST_FILE, parse_strategy
from farled.store.actions import strategy as actions
from farled.store.models import Strategy
from farled.store.queries import strategy as queries
from farled.web.strategy.forms import ImportForm
from farled.web.strategy.gate import edited
from farled.web.strategy.views import editable_region
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import worded
from farled.web.ui.signed_in import login_required

AROUND = 2


@dataclass(frozen=True)
class FileLine:
    number: int
    text: str
    wrong: bool


@login_required
def import_new(request: HttpRequest) -> HttpResponse:
    region = editable_region(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    lines: list[FileLine] = []
    if request.method == "POST" and form.is_valid():
        text = ""
        try:
            text = given_text(form)
            made = actions.import_strategy(
                by=actor_of(request), region=region, text=text, name=form.cleaned_data["name"]
            )
        except Invalid as error:
            form, lines = with_fault(form, error, text=text)
        else:
            messages.success(request, _("Strategin är inläst."))
            return redirect("strategy:page", made.slug)
    return render(request, "strategy/import.html", {"form": form, "lines": lines, "region": region})


@login_required
def import_into(request: HttpRequest, slug: str) -> HttpResponse:
    """Replaces what the strategy says; what it said is kept as a version."""
    by, strategy = edited(request, slug)
    form = ImportForm(request.POST or None, request.FILES or None)
    lines: list[FileLine] = []
    if request.method == "POST" and form.is_valid():
        text = ""
        try:
            text = given_text(form)
            kept = actions.replace_strategy(
                by=by,
                strategy=strategy,
                value=parse_strategy(text),
                before=queries.strategy_value(strategy),
                name=_("Före inläsning av fil"),
            )
        except Invalid as error:
            form, lines = with_fault(form, error, text=text)
        else:
            messages.success(request, said_kept(kept.number))
            return redirect("strategy:page", slug)
    context = {"form": form, "lines": lines, "strategy": queried(strategy)}
    return render(request, "strategy/import.html", context)


def said_kept(number: int) -> str:
    text = _("Filen är inläst. Det som gällde innan är sparat som version %(number)s.")
    return text % {"number": number}


def queried(strategy: Strategy) -> Strategy:
    strategy.refresh_from_db(fields=["name"])
    return strategy


def given_text(form: ImportForm) -> str:
    """The file's text, else what was pasted. Raises Invalid."""
    file = form.cleaned_data["file"]
    text = text_of(file) if file else form.cleaned_data["text"]
    if not text.strip():
        raise Invalid("text", Say("strategy.nothing_given"))
    return str(text)


def text_of(file: UploadedFile) -> str:
    if (file.size or 0) > LARGEST_FILE:
        raise Invalid("file", Say("toml.too_big", {"most": LARGEST_FILE // 1_000_000}))
    try:
        return bytes(file.read()).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Invalid("file", Say("strategy.not_utf8")) from None


def with_fault(form: ImportForm, error: Invalid, *, text: str) -> tuple[ImportForm, list[FileLine]]:
    """The form with the file's text in it, ready to be mended, and the lines around the fault."""
    shown = ImportForm(
        {"name": form.data.get("name", ""), "text": text or form.data.get("text", "")}
    )
    shown.full_clean()
    field = error.field if error.field in shown.fields else "text"
    shown.add_error(field, worded(error))
    line = error.why.params.get("line")
    return shown, around(text, int(line)) if isinstance(line, int) else []


def around(text: str, line: int) -> list[FileLine]:
    lines = text.split("\n")
    first, last = max(1, line - AROUND), min(len(lines), line + AROUND)
    return [FileLine(at, lines[at - 1][:200], at == line) for at in range(first, last + 1)]
