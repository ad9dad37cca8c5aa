"""`farled analyse logframe` and `farled logframe` from the shell."""

import json
import os
import subprocess

import pytest

from farled.core.formats.logframe_write import logframe_json, logframe_xlsx
from farled.core.lfa.logframe import template
from tests.support.command import FARLED, environment, farled
from tests.support.logframes import sound, with_row


def in_folder(folder, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [FARLED, "logframe", *arguments]
    return subprocess.run(command, env=environment(folder / "data"), cwd=folder, capture_output=True, text=True)  # fmt: skip


def test_templates_in_all_forms_and_languages_are_empty_and_nothing_else(tmp_path):
    done = in_folder(tmp_path, "template", "--json")
    names = [f"logframe-{language}.{form}" for language in ("sv", "en") for form in ("xlsx", "json", "docx")]  # fmt: skip
    assert json.loads(done.stdout)["files"] == names
    for name in names:
        if not name.endswith("docx"):
            read = farled("analyse", "logframe", tmp_path / name, "--json", data=tmp_path)
            answer = json.loads(read.stdout)
            assert [one["check"] for one in answer["findings"]] == ["empty"]
            assert answer["warnings"] == []


def test_a_named_template_in_a_language_never_over_something(tmp_path):
    assert in_folder(tmp_path, "template", "min.json", "--language", "en").returncode == 0
    assert json.loads((tmp_path / "min.json").read_text())["columns"]["level"] == "Level"
    shown = farled("analyse", "logframe", tmp_path / "min.json", data=tmp_path)
    assert "empty" not in shown.stdout  # what programs call it
    again = in_folder(tmp_path, "template", "min.json")
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    assert in_folder(tmp_path, "template", "min.json", "--replace").returncode == 0
    assert in_folder(tmp_path, "template", "min.pdf").returncode == 2


@pytest.mark.parametrize("write", [logframe_xlsx, logframe_json])
def test_findings_as_json(write, tmp_path):
    path = tmp_path / "ram"
    path.write_bytes(write(with_row(5, number="9.1"), language="sv"))
    asked = ("analyse", "logframe", path, "--today", "2026-11-25")
    done = farled(*asked, "--json", data=tmp_path)
    (found,) = json.loads(done.stdout)["findings"]
    assert set(found) == {"check", "row", "why", "weight"}
    assert (found["check"], found["row"]) == ("Q1", 5)
    assert "9.1 Ordna praktik" in found["why"]
    assert "Q1" in farled(*asked, data=tmp_path, LANG="en_GB.UTF-8").stdout


def test_the_day_decides_whether_it_was_gone_through(tmp_path):
    path = tmp_path / "ram.xlsx"
    path.write_bytes(logframe_xlsx(sound(), language="en"))
    for day, checks in (("2026-11-25", []), ("2028-01-01", ["Q10"])):
        done = farled("analyse", "logframe", path, "--today", day, "--json", data=tmp_path)
        assert [one["check"] for one in json.loads(done.stdout)["findings"]] == checks


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04x", b"a,b\n1,2", os.urandom(64)])
def test_bad_input_is_one_sentence_that_names_the_file(content, tmp_path):
    path = tmp_path / "trasig.xlsx"
    path.write_bytes(content)
    done = farled("analyse", "logframe", path, data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "trasig.xlsx" in done.stderr


def test_a_wrong_day_is_refused(tmp_path):
    assert farled("analyse", "logframe", "x", "--today", "i dag", data=tmp_path).returncode == 2


def test_a_frame_in_another_form(tmp_path):
    (tmp_path / "ram.json").write_bytes(logframe_json(sound(), language="sv"))
    for to in ("ram.xlsx", "ram.docx"):
        assert in_folder(tmp_path, "convert", "ram.json", to).returncode == 0
        assert (tmp_path / to).stat().st_size > 5_000
    (tmp_path / "mer.json").write_text('[{"level": "outcome", "result": "x", "budget": 7}]')
    told = in_folder(tmp_path, "convert", "mer.json", "mer.xlsx")
    assert (told.returncode, "mer.xlsx" in told.stdout, "budget" in told.stderr) == (0, True, True)
    (tmp_path / "tom.json").write_bytes(logframe_json(template(), language="sv"))
    assert in_folder(tmp_path, "convert", "tom.json", "ram.xlsx").returncode == 2
