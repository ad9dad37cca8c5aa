"""Runs what `tests.support.server.Server.do` asks, in a process that has the server's database open."""

import json
import sys
import traceback
from typing import Any


def scope() -> dict[str, Any]:
    import django

    django.setup()
    from farled.store import models
    from farled.store.actions import room, steps
    from farled.store.gates import System
    from tests.support import make

    return {"make": make, "models": models, "room": room, "steps": steps, "System": System}


def answer(code: str, names: dict[str, Any]) -> dict[str, Any]:
    names["result"] = None
    try:
        exec(code, names)  # our own tests' code
    except Exception:
        return {"error": traceback.format_exc()}
    return {"result": names["result"]}


def main() -> None:
    names = scope()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line), names)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
