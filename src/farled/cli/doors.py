"""The demo's ways in, as text for the terminal."""

import io
import sys
from dataclasses import dataclass
from gettext import gettext as _


@dataclass(frozen=True)
class Door:
    """One person of the example: who she is, and the path that signs her in."""

    person: str
    role: str
    path: str


@dataclass(frozen=True)
class Doors:
    """What `farled.cli.example.doors()` answers: all paths begin with a slash."""

    people: tuple[Door, ...]
    join: str
    wall: str


def described(doors: Doors, base: str) -> str:
    joining = base + doors.join
    people = "\n".join(
        f"  {door.person:<9} {door.role:<38} {base}{door.path}" for door in doors.people
    )
    return "\n".join(
        (
            "",
            f"{_('Farled, exemplet Örebro')}: {base}/",
            "",
            _("Logga in som"),
            people,
            "",
            f"{_('Delta med telefonen')}: {joining}",
            terminal_qr(joining) + reach(base),
            f"{_('Väggen (projektorn)')}: {base}{doors.wall}",
            "",
            _("Avsluta med Ctrl+C."),
        )
    )


def reach(base: str) -> str:
    """An address that only this machine understands is of no use to the phones in the room."""
    if "//127.0.0.1:" not in base:
        return ""
    return "\n" + _("Starta med --lan, så når telefonerna i rummet hit.") + "\n"


def terminal_qr(address: str) -> str:
    import segno

    drawing = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out=drawing, border=2, compact=True)
    lines = drawing.getvalue().splitlines()
    # on a light terminal the drawing would be a negative, which not every phone reads
    return "\n".join(in_white_on_black(line) for line in lines)


def in_white_on_black(line: str) -> str:
    return f"\x1b[97;40m{line}\x1b[0m" if sys.stdout.isatty() else line
