"""digest init, check, schema and templates, as an operator runs them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.cli import main
from digest.config import shipped_config
from digest.config.schema_files import FILE_SECTIONS


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run one command; return its exit code, standard output and standard error."""

    def command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["digest", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return command


def test_init_makes_a_newsroom_that_check_passes(run, tmp_path: Path):
    code, out, _ = run("init", tmp_path / "mine")
    assert code == 0
    assert f"digest -c {tmp_path / 'mine'} check" in out
    names = {
        path.relative_to(shipped_config()).as_posix() for path in shipped_config().rglob("*.yaml")
    }
    assert {
        path.relative_to(tmp_path / "mine").as_posix()
        for path in (tmp_path / "mine").rglob("*.yaml")
    } == names
    code, out, err = run("--config", tmp_path / "mine", "check")
    assert (code, err) == (0, "")
    assert "is in order" in out
    assert "before the first real send, make yours:\n  digest.yaml: public_url, from_address" in out
    assert "no DKIM key" in out
    assert "newsletters, where their blocks lead: arabic-briefing" in out


def test_init_never_overwrites(run, tmp_path: Path):
    (tmp_path / "digest.yaml").write_text("mine")
    code, _, err = run("init", tmp_path)
    assert code == 1
    assert err.splitlines()[-2:] == [
        f"error: there is something here already: {tmp_path}",
        "hint: name a new folder; nothing was changed",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["digest.yaml"]


def test_check_prints_every_problem_on_its_own_line_and_exits_with_2(run, tmp_path: Path):
    write_newsroom(
        tmp_path,
        {"digest.yaml": "+timezone: Mars\n", "topics/ports.yaml": "name: Ports\nany: [oi*]\n"},
    )
    code, out, err = run("-c", tmp_path, "check")
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert lines[0].startswith(f"{tmp_path}/digest.yaml:5:11: there is no time zone")
    assert lines[1].startswith(f"{tmp_path}/topics/ports.yaml:2:7: the prefix")
    assert lines[2] == f"error: the configuration in {tmp_path} needs mending: 2 problems"


def test_check_runs_the_tests_of_topics_and_reads_themes_and_lowered_rules(run, tmp_path: Path):
    topic = "name: Ports\nany: [harbour]\ntests: {should_match: [Film festival opens]}\n"
    letter = (
        "name: N\ntagline: T\ntopics: [ports]\ntheme: loud\nlowered:\n  - {rule: links.traking, "
    )
    letter += "severity: note, reason: r}\n"
    write_newsroom(tmp_path, {"topics/ports.yaml": topic, "newsletters/harbour.yaml": letter})
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "loud.yaml").write_text("accnt: red\n")
    (tmp_path / "themes" / "not-used-yet.yaml").write_text("width: wide\n")
    code, _, err = run("-c", tmp_path, "check")
    assert code == 2
    assert f"{tmp_path}/topics/ports.yaml:3:24: " in err
    assert f"{tmp_path}/themes/loud.yaml:1:" in err
    assert f"{tmp_path}/themes/not-used-yet.yaml:1:" in err
    there = f'{tmp_path}/newsletters/harbour.yaml:6:12: there is no preflight rule "links.traking"'
    assert f'{there} — did you mean "links.tracking"?' in err


def test_a_file_in_place_of_the_folder_is_told_which_folder_to_name(run, tmp_path: Path):
    write_newsroom(tmp_path, {})
    code, _, err = run("-c", tmp_path / "digest.yaml", "check")
    assert code == 2
    assert err.splitlines()[1] == f"hint: name the newsroom's folder: {tmp_path}"


def test_check_names_a_broken_template(run, tmp_path: Path):
    write_newsroom(tmp_path, {"digest.yaml": "+templates: parts\n"})
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "footer.mjml.j2").write_text("<mj-section>\n{{ nothing\n</mj-section>\n")
    code, _, err = run("-c", tmp_path, "check")
    assert code == 2
    assert "footer.mjml.j2:" in err


def test_schema_writes_one_file_a_kind(run, tmp_path: Path):
    write_newsroom(tmp_path, {})
    assert run("-c", tmp_path, "schema")[0] == 0
    assert {path.name for path in (tmp_path / "schemas").iterdir()} == set(FILE_SECTIONS)
    assert run("-c", tmp_path, "schema", "--out", tmp_path / "elsewhere")[0] == 0
    assert (tmp_path / "elsewhere" / "topic.json").is_file()


def test_templates_says_which_parts_are_your_own(run, tmp_path: Path):
    write_newsroom(tmp_path, {"digest.yaml": "+templates: parts\n"})
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "footer.mjml.j2").write_text("")
    code, out, _ = run("-c", tmp_path, "templates")
    assert code == 0
    assert "yours" in next(line for line in out.splitlines() if "footer.mjml.j2" in line)
    assert "shipped" in next(line for line in out.splitlines() if "lead.mjml.j2" in line)
