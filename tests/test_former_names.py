"""A module is importable under its former name, and is the same module under both names."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from digest.former_names import FORMER_MODULES


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
