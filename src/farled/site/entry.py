"""The `farled` command's entry point: hands the server to the command line as a callable."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")
    from farled.cli.main import main as command

    return command(sys.argv[1:], serve=serve)


def serve(*, host: str, port: int) -> None:
    """Serves until stopped: pages on kept threads, streams beside them, in one process."""
    from django.db import connections

    from farled.site import serving

    # what starting up has used; the server's own threads have their own
    connections.close_all()
    serving.run(host=host, port=port)
