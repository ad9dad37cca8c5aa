"""`farled analyse text` from the shell: the contract's keys, sentences on bad input."""

import json

import pytest

from tests.support.command import farled

TABLE = """id;tycker
1;Bussarna går för sällan på kvällen, så folk måste ha bil
2;"Bussarna går sällan om
kvällen"
3;
4;Skogen ska räcka till allt
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tycker.csv"
    path.write_text(TABLE)
    return path


def test_duplicates_and_clusters_as_json(table, tmp_path):
    done = farled("analyse", "text", table, "--column", "tycker", "--json", data=tmp_path)
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    (found,) = answer["duplicates"]
    assert (set(found), found["rows"]) == ({"rows", "similarity", "shared"}, [1, 2])
    assert answer["clusters"] == [{"rows": [1, 2], "shared": ["bussarna", "kvällen"]}]
    assert answer["language"] == "sv"
    assert len(answer["warnings"]) == 1


def test_as_a_table_in_the_terminals_language(table, tmp_path):
    asked = ("analyse", "text", table, "--column", "TYCKER", "--language", "sv")
    assert "Säger samma sak: 1" in farled(*asked, data=tmp_path).stdout
    assert "Say the same: 1" in farled(*asked, data=tmp_path, LANG="en_GB.UTF-8").stdout


def test_a_column_that_is_not_there(table, tmp_path):
    done = farled("analyse", "text", table, "--column", "text", data=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"farled: {table}: Kolumnen ”text” finns inte. Det finns: id, tycker."
    ]


def test_a_million_rows_are_refused_in_one_sentence(tmp_path):
    path = tmp_path / "många.csv"
    path.write_text("text\n" + "".join(f"rad {at}\n" for at in range(1_000_000)))
    done = farled("analyse", "text", path, "--column", "text", data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
