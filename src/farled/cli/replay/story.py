"""What examples/orebro tells, in one language, moved to the days around today."""

import random
import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from farled.cli.checkout import checkout

Told = dict[str, Any]
LANGUAGES = ("sv", "en")
LIVE = "b"  # the workshop that is held today


@dataclass(frozen=True)
class Story:
    """`story.toml` and `voices.toml` of a language; `days` is how far its dates are moved."""

    told: Told
    days: timedelta

    def __getitem__(self, part: str) -> Any:
        return self.told[part]

    @property
    def language(self) -> str:
        language: str = self.told["language"]
        return language

    def of(self, part: str, workshop: str) -> list[Told]:
        return [one for one in self.told[part] if one["workshop"] == workshop]

    def held_on(self, workshop: Told) -> date:
        """Nobody is invited to a workshop on a Sunday, unless it is today's."""
        day: date = workshop["held_on"] + self.days
        late = max(0, day.weekday() - 4)
        return day if workshop["key"] == LIVE else day - timedelta(days=late)

    def period(self) -> tuple[date, date]:
        """Whole months."""
        first = self.told["inventory"]["period_from"] + self.days
        last = self.told["inventory"]["period_to"] + self.days
        return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def story(language: str, *, today: date) -> Story:
    folder = example_folder() / language
    told = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
    told |= tomllib.loads((folder / "voices.toml").read_text(encoding="utf-8"))
    [live] = [one for one in told["workshops"] if one["key"] == LIVE]
    return Story(told, today - live["held_on"])


def example_folder() -> Path:
    """Packed into an installed Farled, beside the source in a checkout (hatch_build.py)."""
    packed = Path(str(files("farled"))) / "examples" / "orebro"
    return packed if packed.is_dir() else checkout() / "examples" / "orebro"


def mixed(told: Sequence[Told]) -> list[Told]:
    """As it comes in from a room where all write at once; the same order every time."""
    return random.Random(7).sample(told, len(told))  # noqa: S311  # no secret
