"""A strategy as a whole: made, read in, dated, put away and taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.strategy.strategy import Strategy as Value
from farled.core.strategy.sustainability import MODELS
from farled.core.strategy.toml import LARGEST_FILE, LONGEST_TEXT, format_strategy, parse_strategy
from farled.core.text.clean import clean_line, clean_text
from farled.store.actions.journal import act
from farled.store.actions.strategy_filling import fill_strategy
from farled.store.actions.strategy_journal import strategy_act
from farled.store.actions.strategy_parts import fingerprint
from farled.store.content import content_text
from farled.store.gates import Actor
from farled.store.models import Goal, Region, Strategy, StrategyVersion
from farled.store.slugs import new_slug

TEMPLATES = ("orebro", "agenda-2030", "empty")
LONGEST_NOTE = 2000


def make_from_template(
    *, by: Actor, region: Region, template: Any, language: str, name: Any = ""
) -> Strategy:
    """A strategy as the template has it; the empty one takes the region's name when none is given.

    Raises Invalid.
    """
    text = content_text("strategy", template, language=language) if template in TEMPLATES else None
    if text is None:
        raise Invalid("template", Say("strategy.template_unknown"))
    value = parse_strategy(text)
    words = clean_line(name, field="name", most=200) or value.name or region.name
    with act("make_strategy", by=by, region=region, detail={"template": template}):
        return _made(region, name=words, value=value)


def import_strategy(*, by: Actor, region: Region, text: str, name: Any = "") -> Strategy:
    """A new strategy as the TOML file has it. Raises Invalid, with line and cure for the file's faults."""
    value = parse_strategy(text)
    words = clean_line(name, field="name", most=200) or value.name
    if not words:
        raise Invalid("name", Say("text.required"))
    with act("import_strategy", by=by, region=region):
        return _made(region, name=words, value=value)


def replace_strategy(
    *, by: Actor, strategy: Strategy, value: Value, before: Value, name: str, note: str = ""
) -> StrategyVersion:
    """The strategy becomes `value`; what it was (`before`) stays as a version of that name."""
    with strategy_act("replace_strategy", by=by, strategy=strategy, about=_about(strategy)):
        kept = _version(by, strategy, value=before, name=name, dated=_today(), note=note)
        fill_strategy(strategy, value)
    return kept


def change_strategy(*, by: Actor, strategy: Strategy, **fields: Any) -> None:
    """Name, vision, source and the period it applies.

    Raises Invalid; `strategy.changed_meanwhile` when `seen` is not what stands.
    """
    if fields.get("seen") and fields["seen"] != fingerprint(strategy):
        raise Invalid("seen", Say("strategy.changed_meanwhile"))
    strategy.name = clean_line(fields.get("name"), field="name", most=200, required=True)
    strategy.vision = clean_text(fields.get("vision"), field="vision", most=LONGEST_TEXT)
    strategy.source = clean_text(fields.get("source"), field="source", most=500)
    strategy.valid_from = _day(fields, "valid_from")
    strategy.valid_to = _day(fields, "valid_to")
    if strategy.valid_from and strategy.valid_to and strategy.valid_to < strategy.valid_from:
        raise Invalid("valid_to", Say("strategy.period"))
    with act("change_strategy", by=by, region=strategy.region, about=_about(strategy)):
        strategy.save(update_fields=["name", "vision", "source", "valid_from", "valid_to"])


def choose_model(*, by: Actor, strategy: Strategy, model: Any) -> None:
    """How the dimensions hang together. Raises Invalid when a goal has a dimension the model lacks."""
    if not isinstance(model, str) or model not in MODELS:
        raise Invalid("model", Say("strategy.model_unknown"))
    left_out = Goal.objects.filter(strategy=strategy, removed_at=None).exclude(dimension="")
    homeless = left_out.exclude(dimension__in=MODELS[model].keys).first()
    if homeless is not None:
        raise Invalid("model", Say("strategy.model_lacks_dimension", {"goal": homeless.name}))
    about = _about(strategy)
    with strategy_act(
        "choose_model", by=by, strategy=strategy, about=about, detail={"model": model}
    ):
        strategy.model = model
        strategy.save(update_fields=["model"])


def make_version(
    *, by: Actor, strategy: Strategy, value: Value, name: Any, dated: Any, note: Any = ""
) -> StrategyVersion:
    """A dated copy of the strategy as it is (`value`). Raises Invalid."""
    words = clean_line(name, field="name", most=200, required=True)
    remark = clean_text(note, field="note", most=LONGEST_NOTE)
    if not isinstance(dated, date):
        raise Invalid("dated", Say("strategy.date_wanted"))
    with act("make_version", by=by, region=strategy.region, about=_about(strategy)):
        return _version(by, strategy, value=value, name=words, dated=dated, note=remark)


def archive_strategy(*, by: Actor, strategy: Strategy) -> None:
    with act("archive_strategy", by=by, region=strategy.region, about=_about(strategy)):
        Strategy.objects.filter(pk=strategy.pk).update(archived_at=timezone.now())


def restore_strategy(*, by: Actor, strategy: Strategy) -> None:
    with act("restore_strategy", by=by, region=strategy.region, about=_about(strategy)):
        Strategy.objects.filter(pk=strategy.pk).update(archived_at=None)


def _made(region: Region, *, name: str, value: Value) -> Strategy:
    strategy = Strategy.objects.create(region=region, name=name, slug=new_slug(name))
    fill_strategy(strategy, value)
    if strategy.name != name:
        strategy.name = name
        strategy.save(update_fields=["name"])
    return strategy


def _version(
    by: Actor, strategy: Strategy, *, value: Value, name: str, dated: date, note: str
) -> StrategyVersion:
    content = format_strategy(value)
    if len(content.encode()) > LARGEST_FILE:
        raise Invalid("name", Say("toml.too_big", {"most": LARGEST_FILE // 1_000_000}))
    # the lock gives two who save at once a number each
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    last = StrategyVersion.objects.filter(strategy=strategy).aggregate(n=Max("number"))["n"] or 0
    return StrategyVersion.objects.create(
        strategy=strategy,
        number=last + 1,
        name=name,
        dated=dated,
        note=note,
        content=content,
        created_by=getattr(by, "user", None),
    )


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    day = fields.get(name)
    if day in (None, ""):
        return None
    if not isinstance(day, date):
        raise Invalid(name, Say("strategy.date_wanted"))
    return day


def _today() -> date:
    return timezone.localdate()


def _about(strategy: Strategy) -> str:
    return f"strategy:{strategy.pk}"
