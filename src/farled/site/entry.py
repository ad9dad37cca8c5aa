"""The `farled` command's entry point: hands the server to the command line as a callable."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")
    from farled.cli.main import main as command

    return command(sys.argv[1:], serve=serve)


def serve(*, host: str, port: int) -> None:
    """Serves until stopped: pages on kept threads, streams beside them, in one process."""
    import uvicorn
    from django.db import connections

    # what starting up has used; the server's own threads have their own
    connections.close_all()
    uvicorn.run(
        "farled.site.asgi:application",
        host=host,
        port=port,
        http="httptools",
        lifespan="off",
        backlog=8192,
        access_log=False,
        log_level="warning",
        # people act every few seconds: their connection may as well stay
        timeout_keep_alive=20,
        # streams never end by themselves
        timeout_graceful_shutdown=3,
        # FARLED_PROXIES decides whose X-Forwarded-For counts
        proxy_headers=False,
        server_header=False,
    )
