"""A template is compiled once for all environments of a kind, and anew after an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from digest.render import TemplateCode
from digest.render.template_code import MOST_TEMPLATES


class Counting(Environment):
    """An environment that counts the templates that it compiles."""

    compiled = 0

    def _generate(self, *arguments: object, **options: object) -> str:
        type(self).compiled += 1
        return super()._generate(*arguments, **options)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def from_zero() -> None:
    Counting.compiled = 0


def rendered(folder: Path, code: TemplateCode, name: str = "page.j2") -> str:
    """Render a template in an environment that was just made."""
    environment = Counting(loader=FileSystemLoader(folder), bytecode_cache=code)
    return environment.get_template(name).render(word="harbour")


def test_two_environments_compile_a_template_once(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("<p>{{ word }}</p>")
    code = TemplateCode()
    assert rendered(tmp_path, code) == rendered(tmp_path, code) == "<p>harbour</p>"
    assert Counting.compiled == 1


def test_an_edited_template_is_compiled_anew(tmp_path: Path) -> None:
    code = TemplateCode()
    for text in ("<p>{{ word }}</p>", "<b>{{ word }}</b>"):
        (tmp_path / "page.j2").write_text(text)
        assert rendered(tmp_path, code) == text.replace("{{ word }}", "harbour")
    assert Counting.compiled == 2


def test_templates_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    code = TemplateCode()
    for folder in ("ours", "operators"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.j2").write_text(f"{folder}: {{{{ word }}}}")
    assert rendered(tmp_path / "ours", code) == "ours: harbour"
    assert rendered(tmp_path / "operators", code) == "operators: harbour"
    assert rendered(tmp_path / "ours", code) == "ours: harbour"


def test_two_kinds_of_environment_share_no_code(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("{{ word }}")
    assert rendered(tmp_path, TemplateCode()) == rendered(tmp_path, TemplateCode())
    assert Counting.compiled == 2


def test_the_number_of_kept_templates_is_bounded(tmp_path: Path) -> None:
    code = TemplateCode()
    for number in range(MOST_TEMPLATES + 1):
        (tmp_path / f"{number}.j2").write_text("{{ word }}")
        rendered(tmp_path, code, f"{number}.j2")
    before = Counting.compiled
    # the last one is kept, and the first was let go
    rendered(tmp_path, code, f"{MOST_TEMPLATES}.j2")
    assert Counting.compiled == before
    rendered(tmp_path, code, "0.j2")
    assert Counting.compiled == before + 1
