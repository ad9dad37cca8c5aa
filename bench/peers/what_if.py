"""What-if to its steady state, against fcmpy."""

import contextlib
import io
import warnings

import numpy as np
import pandas as pd
from fcmpy import FcmSimulator

from bench.peers.timing import Took, best, tell
from farled.core.causal.what_if import WhatIf, squash_slope, what_if

START = np.random.default_rng(4).random(120)
RULES = {"kosko": "kosko", "modified": "mKosko", "rescaled": "rescaled"}


def weights(size: int) -> "np.ndarray":
    """2.4 links a factor, -1 to 1, nobody to itself."""
    dice = np.random.default_rng(size)
    found = np.where(dice.random((size, size)) < 2.4 / size, dice.uniform(-1, 1, (size, size)), 0)
    np.fill_diagonal(found, 0)
    return found


def ours(matrix: "np.ndarray", *, rule: str, slope: float) -> WhatIf:
    return what_if(matrix, start=START[: len(matrix)], rule=rule, lam=slope)


def theirs(matrix: "np.ndarray", *, rule: str, slope: float) -> "np.ndarray":
    names = [f"f{n}" for n in range(len(matrix))]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        steps = FcmSimulator.simulate(
            initial_state=dict(zip(names, START[: len(matrix)].tolist(), strict=True)),
            weight_matrix=pd.DataFrame(matrix, index=names, columns=names),
            transfer="sigmoid", inference=RULES[rule], thresh=1e-5, iterations=1000, l=slope,
        )  # fmt: skip
    return steps.to_numpy()


def compare(size: int, rule: str) -> tuple[Took, Took, float]:
    matrix = weights(size)
    slope = squash_slope(matrix, "koutsellis", rule=rule)
    mine_took, peer = best(
        lambda: ours(matrix, rule=rule, slope=slope),
        lambda: theirs(matrix, rule=rule, slope=slope),
    )
    mine = ours(matrix, rule=rule, slope=slope).baseline
    other = theirs(matrix, rule=rule, slope=slope)
    steps = min(len(mine.trajectory), len(other))
    apart = np.abs(np.array(mine.trajectory[:steps]) - other[:steps]).max()
    assert len(other) == len(mine.trajectory), (len(other), len(mine.trajectory))
    return mine_took, peer, float(apart)


def main() -> None:
    ratios, apart, seconds = {}, 0.0, {}
    for size in (30, 60, 120):
        for rule in RULES:
            mine, peer, gap = compare(size, rule)
            ratios[f"{size} {rule}"] = peer.cpu / mine.cpu
            seconds[f"{size} {rule}"] = [mine.cpu, peer.cpu]
            apart = max(apart, gap)
    tell(ratios=ratios, apart=apart, seconds=seconds)


if __name__ == "__main__":
    main()
