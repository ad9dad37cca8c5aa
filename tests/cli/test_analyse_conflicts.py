"""interactions, micmac and cib from the shell: the contract's keys."""

import json

import pytest

from tests.support.command import farled
from tests.support.shared_data import shared_data

GOAL = {
    "id", "sum_positive", "sum_negative", "direct", "second_order", "total", "received", "rank_direct",
    "rank_total", "rank_interval",
}  # fmt: skip
LONG = "from,to,score,participant,group\na,b,2,1,x\nb,a,-1,1,x\na,b,-3,2,y\nb,a,3,2,y\n"


def answered(*arguments: object, data) -> dict:
    done = farled("analyse", *arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_interactions_of_sweden(tmp_path):
    path = shared_data("sdg-sweden/matrix.csv")
    answer = answered("interactions", path, data=tmp_path)
    assert set(answer) == {
        "goals", "conflicts", "mutual", "asymmetric", "rated", "unrated", "rate_next", "warnings",
    }  # fmt: skip
    assert set(answer["goals"][0]) == GOAL
    assert [goal["id"] for goal in answer["goals"]][:2] == ["1.3", "1.5"]
    assert (answer["rated"], answer["unrated"], len(answer["conflicts"])) == (1122, 0, 40)
    assert answer == answered("interactions", path, data=tmp_path)
    assert set(answer["rate_next"][0]) == {"from", "to", "why"}


def test_interactions_of_several_people(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text(LONG)
    answer = answered("interactions", path, "--draws", "50", data=tmp_path)
    assert answer["cells"][0] == {
        "from": "a", "to": "b", "n": 2, "mean": -0.5, "median": -0.5, "iqr": 2.5, "sign_conflict": True, "entropy": 1.0,
    }  # fmt: skip
    assert set(answer["group_rankings"]) == {"x", "y", "differs"}
    assert answer["group_rankings"]["x"] == ["a", "b"]


def test_several_matrices(tmp_path):
    for name, score in (("astrid", 2), ("birger", -1)):
        (tmp_path / name).write_text(f",a,b\na,,{score}\nb,0,\n")
    answer = answered("interactions", tmp_path / "astrid", tmp_path / "birger", data=tmp_path)
    assert answer["cells"][0]["sign_conflict"]
    assert answer["group_rankings"] == {"differs": []}


def test_micmac(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(",a,b,c\na,,3,0\nb,1,,2\nc,0,1,4\n")
    answer = answered("micmac", path, "--max-power", "5", data=tmp_path)
    assert set(answer) == {"stable_power", "powers", "quadrants", "warnings"}
    assert list(answer["powers"]) == ["1", "2", "3", "4", "5"]
    assert answer["powers"]["1"]["influence"] == [3, 3, 1]
    assert answer["powers"]["2"]["influence"] == [9, 5, 3]
    assert set(answer["quadrants"]) == {"a", "b", "c"}
    assert len(answer["warnings"]) == 1


def test_cib(tmp_path):
    answer = answered("cib", shared_data("reference/cib_global.json"), data=tmp_path)
    assert (len(answer["consistent"]), answer["scenarios"], answer["complete"]) == (4, 36, True)
    assert answer["consistent"][0]["states"] == {"WTRD": "FT", "WSEC": "Mod", "WECO": "ModGr"}


def test_micmac_without_loops_says_that_nothing_is_left(tmp_path):
    """Powers of a matrix without loops end in zeros, whose order is stable and tells nothing."""
    path = tmp_path / "kedja.csv"
    path.write_text(",a,b,c\na,,2,\nb,,,3\nc,,,\n")
    answer = answered("micmac", path, data=tmp_path)
    assert not any(answer["powers"]["3"]["influence"])
    assert len(answer["warnings"]) == 1
    path.write_text(",a,b,c\na,,2,\nb,,,3\nc,1,,\n")
    assert answered("micmac", path, data=tmp_path)["warnings"] == []


@pytest.mark.parametrize("method", ["interactions", "micmac", "cib"])
@pytest.mark.parametrize("content", [b"", b"\x00", b"a,b\nc", b"{", b",a\na,x"])
def test_bad_input_is_one_sentence(method, content, tmp_path):
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    done = farled("analyse", method, path, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "fil.csv" in done.stderr


@pytest.mark.parametrize("options", [["--draws", "0"], ["--seed", "x"], ["--draws", "9" * 30]])
def test_options_out_of_bounds(options, tmp_path):
    assert farled("analyse", "interactions", "x.csv", *options, data=tmp_path).returncode == 2


def test_tables_for_people(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_text(LONG)
    done = farled("analyse", "interactions", path, data=tmp_path)
    assert "Drar isär" in done.stdout
