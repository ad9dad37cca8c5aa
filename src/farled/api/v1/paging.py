"""Long lists come in parts."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from ninja import Field, Query, Schema

BOUNDS = {"limit": (1, 200), "offset": (0, 1_000_000_000)}
Item = TypeVar("Item")


class Part(Schema):
    """How many at most, and how many to pass over first."""

    limit: int = Field(50, ge=BOUNDS["limit"][0], le=BOUNDS["limit"][1])
    offset: int = Field(0, ge=BOUNDS["offset"][0], le=BOUNDS["offset"][1])

    def of(self, things: Sequence[Item]) -> Sequence[Item]:
        return things[self.offset : self.offset + self.limit]


Paging = Annotated[Part, Query()]


class Page(Schema, Generic[Item]):
    """`count` is how many there are in all."""

    count: int
    items: list[Item]
