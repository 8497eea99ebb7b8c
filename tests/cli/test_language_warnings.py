"""`digest check` says at the key of a language what the newsroom cannot do in it."""

from __future__ import annotations

from pathlib import Path

from digest.cli.language_warnings import language_warnings


def folder_with(tmp_path: Path, *, newsletter: str, digest: str = "language: en\n") -> Path:
    (tmp_path / "newsletters").mkdir()
    (tmp_path / "digest.yaml").write_text(digest)
    (tmp_path / "newsletters" / "hafen.yaml").write_text(newsletter)
    return tmp_path


def test_a_language_that_is_not_registered_warns_of_each_missing_capability(
    tmp_path: Path,
) -> None:
    folder = folder_with(tmp_path, newsletter="id: hafen\nlanguage: sw\n")
    warnings = list(language_warnings(folder))
    assert warnings[0].startswith("newsletters/hafen.yaml:2:11: this language (sw) has no labels")
    assert any("tolls" in warning for warning in warnings)


def test_german_lacks_the_trained_roles_alone(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, newsletter="language: 'de-AT'\n")
    (warning,) = language_warnings(folder)
    assert warning.startswith("newsletters/hafen.yaml:1:12: German (de-AT) has no roles")


def test_english_lacks_nothing(tmp_path: Path) -> None:
    assert list(language_warnings(folder_with(tmp_path, newsletter="language: en-GB\n"))) == []


def test_the_language_of_the_house_is_checked_too(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, newsletter="id: hafen\n", digest="a: 1\nlanguage: xx\n")
    assert next(language_warnings(folder)).startswith("digest.yaml:2:11:")


def test_a_missing_file_is_passed_over(tmp_path: Path) -> None:
    assert list(language_warnings(tmp_path)) == []
