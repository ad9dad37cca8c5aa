"""The web server, and how it stops: streams end by themselves, and whoever waits for an answer gets it."""

import asyncio
import socket
import sys
from contextlib import suppress

import uvicorn

from farled.live.hub import Hub
from farled.site.asgi import application, hub

READ_WITHIN = 1.0
COULD_NOT_START = 3


class Server(uvicorn.Server):
    """Streams never end by themselves, and uvicorn would wait for them, cut them off and call it an error."""

    def __init__(self, config: uvicorn.Config, *, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        letting_go = asyncio.create_task(self._let_go_of_who_does_not_read())
        await super().shutdown(sockets=sockets)
        letting_go.cancel()

    async def _let_go_of_who_does_not_read(self) -> None:
        """What has been said lies with a reader that does not take it, and would keep us."""
        await asyncio.sleep(READ_WITHIN)
        for connection in list(self.server_state.connections):
            if connection.transport.get_write_buffer_size():
                connection.transport.abort()


def run(*, host: str, port: int) -> None:
    server = Server(config(host=host, port=port), hub=hub)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(COULD_NOT_START)


def config(*, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=host,
        port=port,
        http="httptools",
        lifespan="off",
        backlog=8192,
        access_log=False,
        log_level="warning",
        # people act every few seconds: their connection may as well stay
        timeout_keep_alive=20,
        # for an answer that is being made
        timeout_graceful_shutdown=3,
        # FARLED_PROXIES decides whose X-Forwarded-For counts
        proxy_headers=False,
        server_header=False,
    )
