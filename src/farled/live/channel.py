"""What one audience sees, as regions with versions: the latest wins, so nobody lags and nothing is queued."""

import asyncio
import json
from collections.abc import Mapping


class Channel:
    """The regions of one (workshop, audience, language), and who waits for the next change."""

    __slots__ = ("_composed", "_regions", "_waiting", "listeners", "version")

    def __init__(self) -> None:
        self.version = 0
        self.listeners = 0
        self._regions: dict[str, tuple[int, str]] = {}
        self._composed: dict[int, bytes] = {}
        self._waiting: list[asyncio.Future[bool]] = []

    def publish(self, regions: Mapping[str, str]) -> bool:
        """New contents; only what differs is sent on. Returns whether anything did. On the loop's thread."""
        changed = {name: html for name, html in regions.items() if self._differs(name, html)}
        if not changed:
            return False
        self.version += 1
        self._regions.update({name: (self.version, html) for name, html in changed.items()})
        self._composed.clear()
        self._wake(news=True)
        return True

    def since(self, version: int, *, boot: str) -> bytes:
        """One message with all that changed after `version`, composed once for all who stand there."""
        message = self._composed.get(version)
        if message is None:
            news = {name: html for name, (at, html) in self._regions.items() if at > version}
            data = json.dumps({"version": self.version, "regions": news}, ensure_ascii=False)
            message = f"id: {boot}-{self.version}\nevent: news\ndata: {data}\n\n".encode()
            self._composed[version] = message
        return message

    def contents(self) -> dict[str, str]:
        """The regions as they stand, for a page that is loaded just now; on any thread."""
        return {name: html for name, (_, html) in list(self._regions.items())}

    def beat(self) -> None:
        """Lets every waiting stream send a sign of life."""
        self._wake(news=False)

    def waiter(self) -> "asyncio.Future[bool]":
        """Comes true with news, false with a heartbeat."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future

    def _differs(self, name: str, html: str) -> bool:
        return self._regions.get(name, (0, None))[1] != html

    def _wake(self, *, news: bool) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(news)
