"""`farled analyse` from the shell: JSON, tables, sentences."""

import json
import random
import subprocess
import sys

import pytest

from tests.support.command import farled

EDGES = "from,to,sign,strength\na,b,+,0.5\nb,c,-,\nc,a,?,\nc,c,+,1\na,c,+,0\n"


@pytest.fixture
def edges(tmp_path):
    path = tmp_path / "karta.txt"
    path.write_text(EDGES)
    return path


def test_a_map_as_json(edges, tmp_path):
    done = farled("analyse", "map", edges, "--json", data=tmp_path)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["format"] == "edge-list"
    assert (answer["factors"], answer["links"], answer["zero_links"]) == (3, 5, 1)
    assert (answer["negative"], answer["unknown_sign"]) == (1, 1)
    assert len(answer["warnings"]) == 1


def test_a_map_as_a_table_in_the_terminals_language(edges, tmp_path):
    assert "Faktorer" in farled("analyse", "map", edges, data=tmp_path).stdout
    assert "Factors" in farled("analyse", "map", edges, data=tmp_path, LANG="en_GB.UTF-8").stdout


@pytest.mark.parametrize("content", [b"", b"x\x00y", b"hej", b"from,to\na,\n"])
def test_bad_input_is_one_sentence_that_names_the_file(content, tmp_path):
    path = tmp_path / "trasig.csv"
    path.write_bytes(content)
    done = farled("analyse", "map", path, data=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "trasig.csv" in done.stderr


def test_a_file_that_is_not_there(tmp_path):
    done = farled("analyse", "map", tmp_path / "borta.csv", data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


def test_nothing_heavy_is_imported(edges):
    program = (
        "import sys; from farled.site.entry import main; "
        f"sys.argv = ['farled', 'analyse', 'map', {str(edges)!r}, '--json']; main(); "
        "print(sorted({'django', 'numpy', 'scipy', 'networkx', 'babel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_loops_levers_communities_and_levels_of_a_map(edges, tmp_path):
    answer = json.loads(farled("analyse", "map", edges, "--json", data=tmp_path).stdout)
    loops = answer["loops"]
    assert (loops["complete"], loops["stopped_by"], loops["count"]) == (True, None, 1)
    assert loops["list"] == [{"factors": ["a", "b", "c"], "polarity": "unknown", "delay": "none"}]
    assert answer["leverage"][1] == {"id": "b", "reach": 1.0, "loops": 1, "signed_effect": -1.0}
    assert sorted(one for group in answer["communities"] for one in group) == ["a", "b", "c"]
    assert min(answer["levels"].values()) == 0
    table = farled("analyse", "map", edges, data=tmp_path).stdout
    assert "a → b → c" in table


def test_bounds_of_the_search_for_loops(edges, tmp_path):
    short = farled("analyse", "map", edges, "--json", "--longest", "2", data=tmp_path)
    assert json.loads(short.stdout)["loops"]["count"] == 0
    wrong = farled("analyse", "map", edges, "--longest", "1", data=tmp_path)
    assert (wrong.returncode, len(wrong.stderr.strip().splitlines())) == (2, 1)


def test_what_if_in_words_and_numbers(edges, tmp_path):
    asked = ("analyse", "what-if", edges, "--set", "a=1", "--lam", "1", "--trajectory")
    answer = json.loads(farled(*asked, "--json", data=tmp_path).stdout)
    assert answer["converged"] is True
    assert answer["effect"]["b"] > 0 > answer["effect"]["c"]
    assert answer["words"]["b"].startswith("ökar")
    assert len(answer["trajectory"]) == answer["steps"] + 1
    assert "minskar" in farled(*asked, data=tmp_path).stdout
    signs = json.loads(farled(*asked[:5], "--signs-only", "--json", data=tmp_path).stdout)
    assert signs["shares"]["b"]["up"] > 0.9
    assert signs["shares"]["b"]["down"] == 0


@pytest.mark.parametrize(
    "wrong", [("--set", "x=1"), ("--set", "a=hej"), ("--lam", "0"), ("--start", "borta")]
)
def test_what_if_refuses_in_one_sentence(wrong, edges, tmp_path):
    done = farled("analyse", "what-if", edges, *wrong, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("file", "warned"), [('{"a": 0.2, "b": 0.5, "c": 0.5}', 0), ('{"a": 0.2}', 1), ("[0.2, 0.5, 0.5]", 0)]
)  # fmt: skip
def test_a_file_of_starts_tells_what_it_leaves_out(file, warned, edges, tmp_path):
    path = tmp_path / "start.json"
    path.write_text(file)
    asked = ("analyse", "what-if", edges, "--start", path, "--trajectory", "--json")
    answer = json.loads(farled(*asked, data=tmp_path).stdout)
    assert answer["trajectory"][0] == {"a": 0.2, "b": 0.5, "c": 0.5}
    assert sum("startfilen" in one.casefold() for one in answer["warnings"]) == warned


@pytest.mark.parametrize("file", ["[" * 100_000, '{"a": true}', '{"x": 1}', "[1, 2]", "", "5"])
def test_a_file_of_starts_that_says_none_is_one_sentence(file, edges, tmp_path):
    path = tmp_path / "start.json"
    path.write_text(file)
    done = farled("analyse", "what-if", edges, "--start", path, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


def test_a_seed_below_zero_is_no_traceback(edges, tmp_path):
    done = farled("analyse", "what-if", edges, "--signs-only", "--seed", "-1", data=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_map_far_too_large_to_draw_is_answered(tmp_path):
    chance = random.Random(3)
    pairs = {(chance.randrange(20_000), chance.randrange(20_000)) for _ in range(40_000)}
    path = tmp_path / "stor.csv"
    links = (f"f{a},f{b},+\n" for a, b in sorted(pairs) if a != b)
    path.write_text("from,to,sign\n" + "".join(links))
    done = farled("analyse", "map", path, "--json", "--budget", "0.5", data=tmp_path)
    answer = json.loads(done.stdout)
    assert answer["factors"] == len(answer["levels"]) == len(answer["leverage"])
    assert answer["factors"] > 15_000
    assert answer["loops"]["complete"] is (answer["loops"]["stopped_by"] is None)
    assert answer["warnings"] == []


def test_the_unknown_sign_in_most_loops_is_asked_for(edges, tmp_path):
    table = farled("analyse", "map", edges, data=tmp_path).stdout
    assert table.partition("Tecken att reda ut först")[2].split()[1:4] == ["c", "→", "a"]
