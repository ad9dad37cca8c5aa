"""`farled convert`: from the format of one tool to that of another."""

import json
import subprocess
import sys

import pytest

from tests.support.command import farled

EDGES = "from,to,sign,strength,delay\na,b,+,0.5,long\nb,c,-,,\nc,a,?,,\nc,c,+,1,\na,c,+,0,\n"


@pytest.fixture
def edges(tmp_path):
    path = tmp_path / "karta.csv"
    path.write_text(EDGES)
    return path


@pytest.mark.parametrize("ending", ["mmp", "mmp.json", "json", "graphml", "csv", "xlsx"])
def test_what_is_written_can_be_analysed(ending, edges, tmp_path):
    out = tmp_path / f"ut.{ending}"
    done = farled("convert", edges, out, "--json", data=tmp_path)
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (told["format"], told["file"], told["factors"], told["links"]) == (
        "edge-list",
        str(out),
        3,
        3,
    )
    answer = json.loads(farled("analyse", "map", out, "--json", data=tmp_path).stdout)
    assert answer["format"] == told["to"]
    assert (answer["factors"], answer["negative"]) == (3, 1)
    assert answer["links"] == 3 - told["lost"].get("unknown_sign", 0)


@pytest.mark.parametrize(
    ("ending", "to"), [("mmp", ""), ("json", ""), ("graphml", ""), ("csv", "matrix")]
)
def test_no_format_of_text_needs_anything_heavy(ending, to, edges, tmp_path):
    out = tmp_path / f"ut.{ending}"
    farled("convert", edges, out, *(("--to", to) if to else ()), data=tmp_path)
    program = (
        "import sys; from farled.site.entry import main; "
        f"sys.argv = ['farled', 'analyse', 'map', {str(out)!r}, '--json']; main(); "
        "print(sorted({'django', 'numpy', 'networkx', 'openpyxl', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_what_has_no_place_is_told(edges, tmp_path):
    done = farled("convert", edges, tmp_path / "ut.mmp", data=tmp_path)
    assert done.returncode == 0
    assert "mental-modeler" in done.stdout
    for told in ("pekade på sig själv", "vikten 0", "okänt tecken", "fördröjning", "styrkan 1"):
        assert told in done.stderr
    assert "obs" in done.stderr


def test_nothing_is_overwritten_unasked(edges, tmp_path):
    out = tmp_path / "ut.json"
    out.write_text("mitt")
    done = farled("convert", edges, out, data=tmp_path)
    assert (done.returncode, out.read_text()) == (2, "mitt")
    assert "--replace" in done.stderr
    assert farled("convert", edges, out, "--replace", data=tmp_path).returncode == 0
    assert "connections" in json.loads(out.read_text())
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "karta.csv",
        "ut.json",
    ]


def test_names_may_stand_for_ids(tmp_path):
    path = tmp_path / "karta.json"
    elements = [{"id": "x1", "label": "Regn"}, {"id": "x2", "label": "=Flod"}]
    path.write_text(
        json.dumps({"elements": elements, "connections": [{"from": "x1", "to": "x2", "type": "+"}]})
    )
    out = tmp_path / "ut.csv"
    done = farled("convert", path, out, "--names", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_text() == "from,to,sign,strength,delay\nRegn,'=Flod,1,,\n"
    path.write_text(json.dumps({"elements": [{"id": 1, "label": "a"}, {"id": 2, "label": "a"}]}))
    done = farled("convert", path, out, "--names", "--replace", data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("out", "more"),
    [("ut.doc", ()), ("ut", ()), ("ut.csv", ("--to", "kumu")), ("borta/ut.csv", ()), ("karta.csv", ())],
)  # fmt: skip
def test_bad_input_is_one_sentence(out, more, edges, tmp_path):
    done = farled("convert", edges, tmp_path / out, *more, data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert edges.read_text() == EDGES


def test_a_file_that_is_no_map(tmp_path):
    path = tmp_path / "brev.txt"
    path.write_text("Hej")
    done = farled("convert", path, tmp_path / "ut.csv", data=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert not (tmp_path / "ut.csv").exists()


def test_the_formats_of_the_command_are_those_of_the_core():
    from farled.cli.convert import FORMATS
    from farled.core.formats import convert

    assert set(FORMATS) == set(convert.FORMATS)
