"""The bench's own environment for what Farled is measured against, in the user's cache; made when first needed."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# what is installed, and what each peer needs that it does not ask for rightly: fcmpy pins five-year-old versions
PLAIN = (
    "numpy==2.4.6", "scipy==1.17.1", "networkx==3.6.1", "scikit-learn==1.9.1", "pandas==3.1.1",
    "red-dwarf==0.4.0", "tqdm==4.70.1", "scikit-fuzzy==0.5.0", "openpyxl==3.1.5", "snowballstemmer==3.1.1", "packaging==26.4",
)  # fmt: skip
WITHOUT_DEPENDENCIES = ("fcmpy==0.0.21",)


def python() -> Path:
    """The interpreter of that environment."""
    key = hashlib.sha256("\n".join((*PLAIN, *WITHOUT_DEPENDENCIES, sys.version)).encode())
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    place = cache / "farled" / f"bench-{key.hexdigest()[:12]}"
    done = place / ".made"
    if not done.exists():
        print(f"making {place} with what is measured against …", flush=True)
        venv.EnvBuilder(with_pip=True, clear=True).create(place)
        # one by one: a peer that cannot be had must not keep the others away
        for package in PLAIN:
            install(place, package)
        for package in WITHOUT_DEPENDENCIES:
            install(place, "--no-deps", package)
        done.touch()
    return place / "bin" / "python"


def install(place: Path, *arguments: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--root-user-action=ignore")
    command = [str(place / "bin" / "python"), "-m", "pip", "install", *quiet, *arguments]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def missing(module: str) -> str:
    """Why a peer cannot be had there: the last line of what its import says; "" when it can."""
    done = subprocess.run(
        [str(python()), "-c", f"import {module}"], capture_output=True, text=True, check=False
    )
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""
