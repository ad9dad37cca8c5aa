"""What one audience sees, as regions with versions: the latest wins, so nobody lags and nothing is queued."""

import json
from collections.abc import Mapping, MutableMapping
from typing import Any, Protocol

Message = MutableMapping[str, Any]


class Listening(Protocol):
    """Whoever is told; neither call may wait or raise."""

    def news(self) -> None: ...
    def beat(self) -> None: ...


class Channel:
    """The regions of one (workshop, audience, language), and who is told of the next change."""

    __slots__ = ("_composed", "_regions", "_told", "listeners", "mark", "version")

    def __init__(self, mark: str) -> None:
        self.version = 0
        self.listeners = 0
        # its own: the next one of this audience counts its versions from the beginning
        self.mark = mark
        self._regions: dict[str, tuple[int, str]] = {}
        self._composed: dict[int, Message] = {}
        self._told: dict[Listening, None] = {}  # in the order they came

    def publish(self, regions: Mapping[str, str]) -> bool:
        """New contents; only what differs is sent on. Returns whether anything did. On the loop's thread."""
        changed = {name: html for name, html in regions.items() if self._differs(name, html)}
        if not changed:
            return False
        self.version += 1
        self._regions.update({name: (self.version, html) for name, html in changed.items()})
        self._composed.clear()
        for listening in tuple(self._told):
            listening.news()
        return True

    def since(self, version: int) -> Message:
        """One message with all that changed after `version`, composed once for all who stand there."""
        message = self._composed.get(version)
        if message is None:
            message = self._composed[version] = body(self._composed_since(version))
        return message

    def contents(self) -> dict[str, str]:
        """The regions as they stand, for a page that is loaded just now; on any thread."""
        return {name: html for name, (_, html) in list(self._regions.items())}

    def beat(self) -> None:
        """Lets every stream send a sign of life."""
        for listening in tuple(self._told):
            listening.beat()

    def tell(self, listening: Listening) -> None:
        self._told[listening] = None

    def tell_no_more(self, listening: Listening) -> None:
        self._told.pop(listening, None)

    def _composed_since(self, version: int) -> bytes:
        news = {name: html for name, (at, html) in self._regions.items() if at > version}
        data = json.dumps({"version": self.version, "regions": news}, ensure_ascii=False)
        return f"id: {self.mark}-{self.version}\nevent: news\ndata: {data}\n\n".encode()

    def _differs(self, name: str, html: str) -> bool:
        return self._regions.get(name, (0, None))[1] != html


def body(content: bytes) -> Message:
    """A part of an answer that goes on."""
    return {"type": "http.response.body", "body": content, "more_body": True}
