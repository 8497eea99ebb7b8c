"""A module is importable under its former name, and is the same module under both names."""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import digest
from digest.former_names import FORMER_MODULES, FormerNameFinder, accept_former_names


@pytest.mark.parametrize("former", FORMER_MODULES)
def test_a_former_name_gives_the_module_that_bears_the_new_name(former):
    current = FORMER_MODULES[former]
    assert importlib.import_module(former) is importlib.import_module(current)


@pytest.mark.parametrize("former", FORMER_MODULES)
def test_an_alias_leaves_the_module_its_own_name(former):
    module = importlib.import_module(former)
    assert module.__name__ == FORMER_MODULES[former]
    assert module.__spec__.name == FORMER_MODULES[former]


def test_a_name_that_was_never_used_is_not_found():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("digest.never_a_module")


def test_importing_the_package_imports_no_room():
    script = (
        "import sys, digest;print([name for name in sys.modules if name.startswith('digest.')])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['digest.former_names']"


def finders() -> list[FormerNameFinder]:
    return [finder for finder in sys.meta_path if isinstance(finder, FormerNameFinder)]


def test_the_finder_is_asked_once_and_last_however_often_it_is_put_in():
    accept_former_names()
    accept_former_names()
    assert len(finders()) == 1
    # a module that is there under its own name is found by the import system itself
    assert sys.meta_path.index(finders()[0]) > 0


@pytest.mark.parametrize("name", ["digest", "digest.usecases.audience", "audience", "", "digest."])
def test_a_name_that_is_no_former_one_is_left_to_the_others(name):
    assert FormerNameFinder().find_spec(name) is None


@pytest.mark.parametrize(("former", "current"), FORMER_MODULES.items())
def test_no_former_name_is_the_name_of_a_module_that_is_there(former, current):
    place = Path(digest.__file__).parent / Path(*former.split(".")[1:])
    assert not place.with_suffix(".py").exists()
    assert current not in FORMER_MODULES
    assert importlib.util.find_spec(current) is not None


def test_a_class_is_the_same_class_under_both_names():
    script = (
        "import digest.newsroom, digest.usecases.newsroom as now\n"
        "print(digest.newsroom.Newsroom is now.Newsroom, now.__spec__.name)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "digest.usecases.newsroom"]
