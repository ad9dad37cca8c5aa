"""What core has to say: a key and its parameters, worded by `farled.text` in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Say:
    """A sentence by key; the wordings stand in locale/sv and locale/en."""

    key: str
    params: Mapping[str, str | int | float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Finding:
    """Something worth a look: it informs or asks, never refuses.

    `kind` groups findings (`stakeholder.absent`), `about` holds the ids of the things concerned,
    `weight` runs from 0 (in passing) to 1 (look here first).
    """

    kind: str
    about: tuple[str, ...]
    why: Say
    weight: float = 0.5


class Invalid(ValueError):
    """Input that cannot be used. `field` names where, `why` says what is wrong and how to cure it."""

    def __init__(self, field: str, why: Say) -> None:
        super().__init__(field, why)
        self.field = field
        self.why = why

    def __str__(self) -> str:
        params = ", ".join(f"{name}={value}" for name, value in self.why.params.items())
        return f"{self.field}: {self.why.key} {params}".rstrip()
