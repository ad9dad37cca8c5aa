"""Ports and addresses of this machine."""

import socket
from gettext import gettext as _

from farled.cli.stop import Stop

# also to the phones in the room
EVERYWHERE = "0.0.0.0"  # noqa: S104  # --lan asks for just this


def check_port(host: str, port: int) -> None:
    """Raises Stop where nothing can listen, before anything slow is done."""
    if not 0 < port < 65536:
        raise Stop(_("porten ska vara ett tal från 1 till 65535."))
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        message = _("det går inte att lyssna på %(host)s:%(port)s (%(why)s). Välj en annan --port.")
        raise Stop(message % {"host": host, "port": port, "why": error.strerror}) from error


def own_names() -> str:
    """What this machine may be called in its own network, as FARLED_HOSTS takes it."""
    computer = socket.gethostname()
    return f"{computer},{computer}.local"


def own_address() -> str:
    """The address phones in the same room reach; 127.0.0.1 when there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # connecting a datagram socket only asks the routing table: nothing is sent
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
