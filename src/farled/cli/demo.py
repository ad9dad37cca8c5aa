"""`farled demo`: the Örebro example on this machine, far from any real installation's data."""

import argparse
import os
import shutil
import socket
import threading
import time
import webbrowser
from gettext import gettext as _
from pathlib import Path

from farled.cli.doors import described
from farled.cli.inuse import only_one
from farled.cli.places import demo_directory
from farled.cli.ports import EVERYWHERE, check_port, own_address, own_names
from farled.cli.start import is_empty, migrate, open_installation
from farled.cli.stop import Stop

# tells a demo's directory from a real installation's
MARK = ".farled-demo"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("demo", help=_("prova Farled med exemplet Örebro"))
    parser.add_argument("--port", type=int, default=8000, help=_("port att lyssna på"))
    parser.add_argument("--lan", action="store_true", help=_("släpp in telefoner i rummet"))
    parser.add_argument("--data", type=Path, metavar=_("MAPP"), help=_("mapp för exemplets data"))
    parser.add_argument("--no-open", action="store_true", help=_("öppna ingen webbläsare"))
    parser.add_argument("--fresh", action="store_true", help=_("börja om med ett nytt exempel"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    host = EVERYWHERE if options.lan else "127.0.0.1"
    name = own_address() if options.lan else "127.0.0.1"
    base = f"http://{name}:{options.port}"
    check_port(host, options.port)
    directory = demo_data(options.data or demo_directory())
    with only_one(directory):
        if options.fresh:
            clear(directory)
        keep_to_itself(directory, base)
        greet(base)
        if not options.no_open:
            open_when_ready(base, options.port)
        options.serve(host=host, port=options.port)
    return 0


def demo_data(directory: Path) -> Path:
    """The directory, made or known to be a demo's; raises Stop at anything else."""
    directory = directory.expanduser().absolute()
    mark = directory / MARK
    if directory.exists() and not directory.is_dir():
        raise Stop(_("%(folder)s är ingen mapp.") % {"folder": directory})
    if directory.is_dir() and any(directory.iterdir()) and not mark.exists():
        message = _("%(folder)s innehåller annat än ett exempel. Välj en annan mapp med --data.")
        raise Stop(message % {"folder": directory})
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:
        message = _("mappen %(folder)s går inte att skriva i (%(why)s).")
        raise Stop(message % {"folder": directory, "why": error.strerror}) from error
    return directory


def clear(directory: Path) -> None:
    for path in directory.iterdir():
        if path.name in (MARK, ".in-use"):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def keep_to_itself(directory: Path, base: str) -> None:
    """Forgets a real installation's settings, so that the demo cannot touch it or send mail."""
    for setting in [key for key in os.environ if key.startswith("FARLED_")]:
        del os.environ[setting]
    os.environ["FARLED_DATA"] = str(directory)
    os.environ["FARLED_DEMO"] = "1"
    os.environ["FARLED_HOSTS"] = own_names()
    os.environ["FARLED_URL"] = base


def greet(base: str) -> None:
    open_installation()
    migrate()
    from farled.cli.example import doors, load_example

    if is_empty():
        load_example()
    print(described(doors(), base), flush=True)


def open_when_ready(base: str, port: int) -> None:
    threading.Thread(target=open_browser, args=(base, port), daemon=True).start()


def open_browser(base: str, port: int) -> None:
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                webbrowser.open(base)
                return
        time.sleep(0.1)
