"""What an activity is: which acts it allows, what it may be set to, and what it works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line

Anonymity = Literal["open", "group", "anonymous"]


@dataclass(frozen=True)
class Setting:
    """One setting of an activity: a flag, a number, a line, a list of lines or a choice."""

    kind: Literal["flag", "number", "line", "lines", "choice"]
    default: Any = ""
    least: int = 0
    most: int = 300
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prompt:
    """One question of an activity that people answer in words. `about_item` ties the answer to an item."""

    key: str
    most: int = 500
    about_item: bool = False


@dataclass(frozen=True)
class Activity:
    """An activity of the agenda.

    `acts` are the participants' acts it allows while open; `sources` says what its items may come from;
    `reveals` that what people write stays private until the facilitator shows it.
    """

    key: str
    icon: str
    minutes: int
    acts: frozenset[str] = frozenset()
    prompts: tuple[Prompt, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    anonymity: Anonymity = "group"
    reveals: bool = False

    def prompt(self, key: str) -> Prompt:
        """The question with this key. Raises Invalid (`workshop.unknown_prompt`)."""
        for prompt in self.prompts:
            if prompt.key == key:
                return prompt
        raise Invalid("prompt", Say("workshop.unknown_prompt"))


def checked_settings(activity: Activity, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a step, complete and within bounds; unknown names are left out. Raises Invalid."""
    return {
        name: _checked(setting, raw[name], name=name) if name in raw else setting.default
        for name, setting in activity.settings.items()
    }


def _checked(setting: Setting, value: Any, *, name: str) -> Any:
    if setting.kind == "flag":
        return value in (True, "true", "on", "1", 1)
    if setting.kind == "number":
        return clean_integer(value, field=name, least=setting.least, most=setting.most)
    if setting.kind == "choice":
        return _chosen(setting, value, name=name)
    if setting.kind == "lines":
        lines = value.splitlines() if isinstance(value, str) else list(value)
        cleaned = [clean_line(line, field=name, most=setting.most) for line in lines[:50]]
        return [line for line in cleaned if line]
    return clean_line(value, field=name, most=setting.most)


def _chosen(setting: Setting, value: Any, *, name: str) -> Any:
    if value not in setting.choices:
        raise Invalid(name, Say("workshop.unknown_choice"))
    return value
