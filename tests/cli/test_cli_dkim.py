"""`digest dkim` makes a key that is never overwritten, and prints a record that a zone takes."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_room import Room

from digest.cli.dkim import TXT_STRING_CHARACTERS, _planned_key, _print_record, _write_secret
from digest.config import DkimKey
from digest.deliver import Algorithm, dns_record, new_key, read_signer
from digest.errors import UseError

PLAN = """\
deliver:
  dkim:
    - {domain: news.example.org, selector: first, key_file: first.pem}
    - {domain: mail.example.org, selector: second, key_file: second.pem}
"""


@pytest.fixture(scope="module")
def key() -> bytes:
    """A key to sign with; making an RSA key takes half a second."""
    return new_key(Algorithm.ED25519)


def planned(room: Room, text: str = PLAN) -> Room:
    (room.folder / "digest.yaml").write_text(text, encoding="utf-8")
    return room


def made(room: Room, *words: str) -> list[str]:
    done = room.run("dkim", "new", "--algorithm", "ed25519", *words)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_a_key_that_the_files_name_is_made_where_they_name_it(room: Room) -> None:
    lines = made(planned(room))
    assert lines[0] == f"private key: {room.folder / 'first.pem'}"
    assert lines[1] == "publish this TXT record, then run: digest doctor"
    assert lines[2].startswith("first._domainkey.news.example.org. IN TXT ( ")
    assert (room.folder / "first.pem").read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")


def test_the_folder_that_the_files_name_for_a_key_is_made_for_the_owner_alone(room: Room) -> None:
    plan = PLAN.replace("first.pem", "keys/first.pem")
    made(planned(room, plan))
    folder = room.folder / "keys"
    assert (folder / "first.pem").is_file()
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


def test_the_second_key_is_made_when_the_first_is_there(room: Room) -> None:
    made(planned(room))
    assert made(room)[2].startswith("second._domainkey.mail.example.org. ")
    assert sorted(path.name for path in room.folder.glob("*.pem")) == ["first.pem", "second.pem"]


def test_options_win_over_the_names_in_the_files(room: Room, tmp_path: Path) -> None:
    out = tmp_path / "own.pem"
    words = ("--domain", "other.example", "--selector", "x", "--out", str(out))
    lines = made(planned(room), *words)
    assert lines[0] == f"private key: {out}"
    assert lines[2].startswith("x._domainkey.other.example. ")
    assert not (room.folder / "first.pem").exists()


def test_when_all_keys_are_there_the_domain_is_that_of_the_sender(room: Room) -> None:
    sender = room.config.settings.publication.from_address
    domain = sender.rpartition("@")[2]
    before = datetime.now(UTC)
    lines = made(room)
    # the month may end while the key is made
    months = {f"s{moment:%Y%m}e" for moment in (before, datetime.now(UTC))}
    selector = lines[2].partition(".")[0]
    assert selector in months
    assert lines[2].startswith(f"{selector}._domainkey.{domain}. ")
    assert lines[0] == f"private key: {room.folder / f'dkim-{selector}.pem'}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "deliver: [",
        "deliver: {}",
        "deliver:\n  dkim: yes\n",
        "deliver:\n  dkim: [no-mapping]\n",
        "deliver:\n  dkim: [{domain: a.example}]\n",
        "- deliver\n",
        "- " * 2000,
    ],
)
def test_a_mistake_in_the_file_is_left_to_other_commands(room: Room, text: str) -> None:
    assert _planned_key(planned(room, text).folder) == {}


def test_a_folder_without_a_file_plans_no_key(tmp_path: Path) -> None:
    assert _planned_key(tmp_path / "nowhere") == {}


def test_the_plan_is_in_words_also_where_yaml_reads_a_number(tmp_path: Path) -> None:
    text = "deliver:\n  dkim: [{domain: a.example, selector: 202611, key_file: k.pem}]\n"
    (tmp_path / "digest.yaml").write_text(text)
    assert _planned_key(tmp_path)["selector"] == "202611"


def test_a_key_that_signs_already_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    _write_secret(file, b"first")
    with pytest.raises(UseError, match="there is a key already") as refused:
        _write_secret(file, b"second")
    assert refused.value.hint == "choose another --selector or --out"
    assert file.read_bytes() == b"first"


def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    # O_EXCL: whoever may write into the folder cannot lead the key elsewhere
    (tmp_path / "key.pem").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UseError, match="there is a key already"):
        _write_secret(tmp_path / "key.pem", b"secret")
    assert not (tmp_path / "elsewhere").exists()


def test_only_its_owner_reads_a_key(tmp_path: Path) -> None:
    _write_secret(tmp_path / "key.pem", b"secret")
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("length", "strings"),
    [
        (1, [1]),
        (TXT_STRING_CHARACTERS, [250]),
        (TXT_STRING_CHARACTERS + 1, [250, 1]),
        (600, [250, 250, 100]),
    ],
)
def test_a_record_is_cut_into_strings_that_a_zone_takes(
    capsys: pytest.CaptureFixture[str], length: int, strings: list[int]
) -> None:
    value = "abcdefghij" * 60
    _print_record("s._domainkey.a.example", value[:length])
    line = capsys.readouterr().out
    cut = line.split('"')[1::2]
    assert [len(string) for string in cut] == strings
    assert "".join(cut) == value[:length]
    assert line.startswith("s._domainkey.a.example. IN TXT ( ")
    assert line.endswith(" )\n")


def test_each_configured_key_is_shown_as_its_record(room: Room, key: bytes) -> None:
    file = room.folder / "k.pem"
    file.write_bytes(key)
    keys = (
        DkimKey(domain="a.example", selector="one", key_file=str(file)),
        DkimKey(domain="b.example", selector="two", key_file=str(file)),
    )
    deliver = replace(room.config.settings.deliver, dkim_keys=keys)
    config = replace(room.config, settings=replace(room.config.settings, deliver=deliver))
    lines = replace(room, config=config).run("dkim", "show").output.splitlines()
    name, value = dns_record(read_signer(key, domain="a.example", selector="one"))
    assert lines[0] == f'{name}. IN TXT ( "{value}" )'
    assert lines[1].startswith("two._domainkey.b.example. ")
    assert "PRIVATE" not in "".join(lines)


def test_a_newsroom_without_a_key_shows_no_record(room: Room) -> None:
    done = room.run("dkim", "show")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "digest dkim new" in done.stderr


def test_another_kind_of_key_is_a_wrong_use_that_names_the_kinds(room: Room) -> None:
    done = room.run("dkim", "new", "--algorithm", "dsa")
    assert done.exit_code == 2
    assert "rsa" in done.output
    assert "ed25519" in done.output
    assert list(room.folder.glob("*.pem")) == []
