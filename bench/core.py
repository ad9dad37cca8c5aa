"""`./run bench core`: the analysis core against what people use today, ratios of processor time within one run."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.load.table import keep, show
from bench.peers.environment import ROOT, missing, python

Row = tuple[str, object, str]


def part(name: str, *arguments: str, peers: bool) -> dict[str, Any]:
    """The figures of one part, run with the peers' interpreter or with ours; {"failed": why} when it broke."""
    interpreter = str(python()) if peers else sys.executable
    settings = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [interpreter, "-m", f"bench.peers.{name}", *arguments]
    done = subprocess.run(
        command, env=settings, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return {"failed": lines[-1]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def loops() -> tuple[dict[str, Any], list[Row]]:
    found = part("loops", peers=True)
    rows: list[Row] = []
    for name, maps in found["seconds"].items():
        whole = sum(theirs for _, theirs in maps) / sum(ours for ours, _ in maps)
        worst = min(theirs / ours for ours, theirs in maps)
        rows.append((f"loops, {name}: times as fast as networkx, {len(maps)} maps", whole, "≥ 3"))
        rows.append((f"loops, {name}: the map with the least gain", worst, "≥ 3"))
    return found, [
        *rows,
        ("loops: the same, with polarity", int(found["same"]), "≥ 1"),
        ("loops: chain of 20 diamonds, ms", found["diamonds_ms"], "≤ 10"),
        ("loops: over a budget of half a second, ms", found["over_budget_ms"], "≤ 10"),
    ]


def what_if() -> tuple[dict[str, Any], list[Row]]:
    found = part("what_if", peers=True)
    sizes = ("30", "60", "120")
    worst = {
        size: min(ratio for name, ratio in found["ratios"].items() if name.split()[0] == size)
        for size in sizes
    }
    rows: list[Row] = [
        (f"what-if, {n} factors: times as fast as fcmpy", worst[n], "≥ 20") for n in sizes
    ]
    return found, [*rows, ("what-if: largest difference, 1e-9", found["apart"] / 1e-9, "≤ 1")]


def influence() -> tuple[dict[str, Any], list[Row]]:
    found = part("influence", peers=True)
    limits = {"34": "≤ 5", "169": "≤ 3"}
    return found, [
        (f"influence, 1,000 draws, {n} goals: products", found[n]["ratio"], limits[n])
        for n in limits
    ]


def groups(people: int) -> Callable[[], tuple[dict[str, Any], list[Row]]]:
    def measured() -> tuple[dict[str, Any], list[Row]]:
        size = (str(people), "300")
        ours = part("groups", "ours", *size, peers=False)
        peer = part("groups", "red-dwarf", *size, peers=True)
        what = f"groups, {people:,} × 300"
        rows: list[Row] = [
            (f"{what}: s, MB", f"{ours['cpu']:.1f}, {ours['memory_MB']:.0f}", ""),
            (f"{what}: likeness to the groups put in", ours["likeness"], "≥ 0.9"),
        ]
        if "failed" in peer:
            return {"ours": ours}, [*rows, (f"{what}: red-dwarf", peer["failed"], "")]
        return {"ours": ours, "red-dwarf": peer}, [
            *rows,
            (f"{what}: red-dwarf, s, MB", f"{peer['cpu']:.1f}, {peer['memory_MB']:.0f}", ""),
            (f"{what}: times as fast as red-dwarf", peer["cpu"] / ours["cpu"], "≥ 4"),
            (f"{what}: share of its memory", ours["memory_MB"] / peer["memory_MB"], "≤ 0.333"),
        ]

    return measured


def large() -> tuple[dict[str, Any], list[Row]]:
    found = part("groups", "ours", "100000", "1000", peers=False)
    return found, [
        ("groups, 100,000 × 1,000: minutes", found["wall"] / 60, "≤ 5"),
        ("groups, 100,000 × 1,000: GB", found["memory_MB"] / 1024, "≤ 6"),
        ("groups, 100,000 × 1,000: likeness to the groups put in", found["likeness"], "≥ 0.9"),
    ]


def text() -> tuple[dict[str, Any], list[Row]]:
    found = part("text", peers=True)
    return found, [("text, 2,000 statements: times scikit-learn's floor", found["ratio"], "≤ 2")]


PARTS: dict[str, tuple[str, Callable[[], tuple[dict[str, Any], list[Row]]]]] = {
    "loops": ("networkx", loops),
    "what-if": ("fcmpy", what_if),
    "influence": ("numpy", influence),
    "groups-10000": ("", groups(10_000)),
    "groups-30000": ("", groups(30_000)),
    "groups-large": ("", large),
    "text": ("sklearn", text),
}


def measured(name: str) -> tuple[dict[str, Any], list[Row]]:
    peer, work = PARTS[name]
    why = missing(peer) if peer else ""
    if why:
        return {"missing": {peer: why}}, [(f"{name}: {peer} is missing", why, "")]
    try:
        return work()
    except KeyError as lacking:
        # a part that broke tells why instead of its figures
        return {"failed": name}, [(f"{name}: broke ({lacking} is not there)", 1, "≤ 0")]


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench core")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, default=Path("bench/results/core.json"))
    options = parser.parse_args()
    chosen = options.parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    figures: dict[str, Any] = {
        "date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count(), "python": platform.python_version()
    }  # fmt: skip
    rows: list[Row] = []
    for name in chosen:
        print(f"{name} …", flush=True)
        figures[name], told = measured(name)
        rows += told
    keep(options.json, figures)
    title = f"core, {figures['date']}, {figures['cores']} cores, Python {figures['python']}, processor time"
    return 0 if show(title, rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
