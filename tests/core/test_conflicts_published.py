"""MICMAC and total influence beside numbers that others have published."""

import pytest

from farled.core.conflicts.micmac import micmac
from farled.core.conflicts.total_influence import total_influence


def rows(text: str) -> list[list[int]]:
    return [[int(cell) for cell in line.split()] for line in text.strip().splitlines()]


def test_micmac_of_the_ten_factors_in_networkx() -> None:
    """MICMAC with p = 4, ten factors and fifteen links, shares of all influence and of all dependence.

    Source: Catumba (2013) after Díaz (2013), Indirect influences, and Godet (1992); numbers read in networkx/networkx,
    algorithms/link_analysis/tests/test_micmac.py (commit 026750ec). They are given as shares of the sum, 16 ways.
    """
    links = [(0, 5), (1, 0), (3, 0), (1, 2), (1, 9), (3, 1), (2, 9), (2, 3), (3, 5), (4, 3), (6, 3), (6, 5), (6, 7), (6, 8), (7, 9)]  # fmt: skip
    power = micmac([[int((i, j) in links) for j in range(10)] for i in range(10)]).powers[3]
    influence = [0.0, 0.25, 0.1875, 0.1875, 0.1875, 0.0, 0.1875, 0.0, 0.0, 0.0]
    dependence = [0.125, 0.0625, 0.0625, 0.1875, 0.0, 0.3125, 0.0, 0.0, 0.0, 0.25]
    assert sum(power.influence) == sum(power.dependence) == 16
    assert [ways / 16 for ways in power.influence] == influence
    assert [ways / 16 for ways in power.dependence] == dependence


def test_total_influence_of_ten_criteria() -> None:
    """Row and column sums of T in ten criteria of a hospital, to seven decimals.

    Source: Çelikbilek (2018), Çok Kriterli Karar Verme Yöntemleri; numbers read in jbytecode/JMcDM,
    test/mcdm/testdematel.jl (commit 9bd395a4), which has the same s: the largest row or column sum.
    """
    found = total_influence(
        rows("""
        0 3 0 2 0 0 0 0 3 0
        3 0 0 0 0 0 0 0 0 2
        4 1 0 2 1 3 1 2 3 2
        4 1 4 0 1 2 0 1 0 0
        3 2 3 1 0 3 0 2 0 0
        4 1 4 4 0 0 0 1 1 3
        3 0 0 0 0 2 0 0 0 0
        3 0 4 3 2 3 1 0 0 0
        4 3 2 0 0 1 0 0 0 2
        2 1 0 0 0 0 0 0 3 0
        """)
    )
    given = [0.3991458, 0.2261648, 1.0204318, 0.7538625, 0.8096760, 0.9780926, 0.2717874, 0.9455390, 0.5960514, 0.2937537]  # fmt: skip
    received = [1.5527024, 0.7251791, 0.8551461, 0.6895615, 0.2059141, 0.6790404, 0.1057168, 0.3163574, 0.6484014, 0.5164858]  # fmt: skip
    pairs = list(zip(given, received, strict=True))
    assert [sum(row) for row in found.total] == pytest.approx(given, abs=1e-6)
    assert found.prominence == pytest.approx([r + c for r, c in pairs], abs=1e-6)
    assert found.relation == pytest.approx([r - c for r, c in pairs], abs=1e-6)
    assert sum(map(sum, found.total)) / 100 == pytest.approx(0.062945, abs=1e-6)


def test_total_influence_of_a_medical_device() -> None:
    """Every cell of T, and r + c and r - c, of five criteria.

    Source: Çelikbilek & Özdemir (2020), Multi-Criteria Decision Making Methods with Annotated and Comparative Health
    Sciences Practices; numbers read in the vignette of the R package dematel 0.1.0 (cran/dematel, inst/doc/dematel.html).
    The package rounds N to five decimals before it goes on, so its numbers hold to about 1e-4.
    """
    found = total_influence(
        rows("""
        0 2 4 3 4
        3 0 2 0 0
        3 3 0 0 0
        3 0 4 0 2
        4 0 2 0 0
        """)
    )
    published = [
        [0.4889668, 0.3912337, 0.7026745, 0.34360886, 0.5110044],
        [0.4110676, 0.1448210, 0.3535048, 0.09486207, 0.1410759],
        [0.4384709, 0.3544754, 0.2437345, 0.10118594, 0.1504806],
        [0.5593854, 0.2262642, 0.6075431, 0.12908936, 0.3458277],
        [0.5255989, 0.1749147, 0.4075545, 0.12129247, 0.1803824],
    ]
    for row, expected in zip(found.total, published, strict=True):
        assert row == pytest.approx(expected, abs=1e-4)
    assert found.prominence == pytest.approx([4.860978, 2.437040, 3.603359, 2.658148, 2.738514], abs=3e-4)  # fmt: skip
    assert found.relation == pytest.approx([0.01399868, -0.14637765, -1.02666409, 1.07807102, 0.08097203], abs=3e-4)  # fmt: skip
