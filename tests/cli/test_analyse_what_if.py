"""`farled analyse what-if`: matrices, signs alone, maps that are too large."""

import json

import pytest

from tests.support.command import farled


@pytest.fixture
def edges(tmp_path):
    path = tmp_path / "karta.csv"
    path.write_text("from,to,sign,strength\na,b,+,0.5\nb,c,-,1\nc,d,?,\n")
    return path


def test_a_matrix_of_weights_is_a_map(tmp_path):
    path = tmp_path / "vikter.csv"
    path.write_text(";a;b\na;;0,5\nb;0;\n")
    done = farled("analyse", "what-if", path, "--set", "a=1", "--lam", "1", "--json", data=tmp_path)
    answer = json.loads(done.stdout)
    # the row influences the column: b moves, and would not if a stood the other way
    assert answer["effect"]["b"] > 0
    assert answer["warnings"] == []
    back = farled("analyse", "what-if", path, "--set", "b=1", "--lam", "1", "--json", data=tmp_path)
    assert json.loads(back.stdout)["effect"]["a"] == 0


def test_a_factor_is_held_by_id_or_by_a_name_that_only_it_has(tmp_path):
    path = tmp_path / "karta.json"
    elements = [
        {"id": one, "label": name} for one, name in (("1", "Regn"), ("2", "Flod"), ("3", "Flod"))
    ]
    path.write_text(
        json.dumps({"elements": elements, "connections": [{"from": "1", "to": "2", "type": "+"}]})
    )
    by_id, by_name, by_two = (
        farled("analyse", "what-if", path, "--set", f"{one}=1", "--json", data=tmp_path)
        for one in ("1", "Regn", "Flod")
    )
    assert json.loads(by_name.stdout) == json.loads(by_id.stdout)
    assert (by_two.returncode, "Flod=1" in by_two.stderr) == (2, True)


def test_an_unknown_sign_is_told(edges, tmp_path):
    answer = json.loads(farled("analyse", "what-if", edges, "--json", data=tmp_path).stdout)
    assert len(answer["warnings"]) == 1
    assert "--signs-only" in answer["warnings"][0]


@pytest.mark.parametrize(
    "unfit", [("--lam", "1"), ("--steps", "9"), ("--tolerance", "0"), ("--trajectory",)]
)
def test_signs_alone_refuse_what_they_cannot_honour(unfit, edges, tmp_path):
    done = farled("analyse", "what-if", edges, "--signs-only", *unfit, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert unfit[0] in done.stderr


def test_signs_alone_honour_rule_curve_and_start(edges, tmp_path):
    asked = (
        "analyse",
        "what-if",
        edges,
        "--set",
        "a=0.5",
        "--signs-only",
        "--draws",
        "40",
        "--json",
    )
    rest = ("--rule", "kosko", "--squash", "tanh")
    below = farled(*asked, *rest, "--start", "0", data=tmp_path)
    above = farled(*asked, *rest, "--start", "0.9", data=tmp_path)
    assert json.loads(below.stdout)["shares"]["c"] == {"up": 0, "down": 1, "unclear": 0}
    assert json.loads(above.stdout)["shares"]["c"] == {"up": 1, "down": 0, "unclear": 0}
    shares = json.loads(below.stdout)["shares"]["d"]
    assert 0.2 < shares["up"] < 0.8


@pytest.mark.parametrize("how", [(), ("--signs-only",)])
def test_a_hundred_thousand_factors_are_one_sentence(how, tmp_path):
    path = tmp_path / "stor.csv"
    path.write_text("from,to,sign\n" + "".join(f"f{at},f{at + 1},+\n" for at in range(100_000)))
    done = farled("analyse", "what-if", path, "--set", "f0=1", *how, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "100001" in done.stderr
