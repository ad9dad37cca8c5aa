"""The demo: far from real data, everything printed that one needs, and it answers."""

import os
import re
from http.client import HTTPConnection
from pathlib import Path

import pytest

from farled.cli import demo
from farled.cli.doors import Door, Doors, described
from farled.cli.ports import own_address
from farled.cli.stop import Stop
from tests.support.command import farled, free_port, running

DOORS = Doors(
    people=(Door("Astrid", "äger", "/demo/astrid/"), Door("Dag", "annan region", "/demo/dag/")),
    join="/j/ABCD-EFGH/",
    wall="/workshop/halvdag/wall/",
)


def test_all_doors_are_printed_whole():
    printed = described(DOORS, "http://192.0.2.7:8000")
    for door in ("", "/demo/astrid/", "/demo/dag/", "/j/ABCD-EFGH/", "/workshop/halvdag/wall/"):
        assert f"http://192.0.2.7:8000{door}" in printed
    drawing = [line for line in printed.splitlines() if "█" in line]
    assert len(drawing) > 10
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in drawing) <= 80


def test_phones_are_told_how_to_reach_it():
    told = described(DOORS, "http://127.0.0.1:8000").splitlines()
    assert any(line.startswith("Starta med --lan") for line in told)
    assert "--lan" not in described(DOORS, "http://192.0.2.7:8000")


@pytest.mark.parametrize("content", ["farled.sqlite3", "notes.txt"])
def test_it_keeps_off_what_is_not_a_demo(tmp_path, content):
    (tmp_path / content).write_text("mine")
    done = farled(
        "demo", "--fresh", "--no-open", "--port", free_port(), "--data", tmp_path, data=tmp_path
    )
    assert done.returncode == 2
    assert "annat än ett exempel" in done.stderr
    assert (tmp_path / content).read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Stop, match="ingen mapp"):
        demo.demo_data(tmp_path / "file")


def test_fresh_clears_only_the_demo(tmp_path):
    folder = demo.demo_data(tmp_path / "demo")
    (folder / "farled.sqlite3").write_text("old")
    (folder / "static").mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (folder / "link").symlink_to(outside)
    demo.clear(folder)
    assert [path.name for path in folder.iterdir()] == [demo.MARK]
    assert (outside / "kept").exists()


def test_a_real_installations_settings_do_not_reach_it(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "MAIL_URL", "SECRET_KEY", "PROXIES"):
        monkeypatch.setenv(f"FARLED_{name}", "real")
    for name in ("DATA", "DEMO", "HOSTS", "URL"):
        monkeypatch.setenv(f"FARLED_{name}", "")
    demo.keep_to_itself(tmp_path, "http://127.0.0.1:8000")
    left = {name for name in os.environ if name.startswith("FARLED_")}
    assert left == {"FARLED_DATA", "FARLED_DEMO", "FARLED_HOSTS", "FARLED_URL"}


def test_the_rooms_address_is_a_number():
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", own_address())


def printed_doors(log: str) -> dict[str, str]:
    paths = re.findall(r"(http://[^/\s]+)(/\S*)", log)
    return {path: base for base, path in paths}


def sign_in_status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().status


@pytest.mark.timeout(300)
def test_every_printed_door_opens(tmp_path):
    folder = tmp_path / "demo"
    with running("demo", "--no-open", "--data", folder, data=tmp_path / "real") as port:
        log = (tmp_path / f"{port}.log").read_text()
        doors = printed_doors(log)
        assert len(doors) >= 7, log
        assert {sign_in_status(port, path) for path in doors} <= {200, 302}
    assert "█" in log
    assert not (tmp_path / "real").exists()


def test_the_demos_default_folder_is_not_the_installations(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    from farled.cli.places import demo_directory, user_data_directory

    assert demo_directory() == Path(tmp_path) / "farled" / "demo"
    assert demo_directory() != user_data_directory()
