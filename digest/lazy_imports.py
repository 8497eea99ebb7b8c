"""Front doors that import a file when one of its names is first used.

So a command waits only for the libraries that it needs: `digest subscribers list` loads no feed
parser and no cryptography.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType


def lazy_names(package: str, names_of: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Make the `__getattr__` of a package (PEP 562).

    `names_of` gives by file the names that it exports. A name may be that of a file of the package:
    the front door then gives the function or class, never the file.

    >>> get = lazy_names("collections", {"abc": ["Mapping"]})
    >>> get("Mapping").__name__
    'Mapping'
    """
    file_of = {}
    for file, names in names_of.items():
        for name in names:
            file_of[name] = file
    # a name of two parts stands in a package of this room
    files = {file.partition(".")[0] for file in names_of}
    # by class: the import system would hide a name behind the file of that name
    if files & file_of.keys():
        sys.modules[package].__class__ = _NamesBeforeFiles

    def get(name: str) -> object:
        if name not in file_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{file_of[name]}"), name)
        # the next look-up finds the name without this function
        setattr(sys.modules[package], name, value)
        return value

    return get


class _NamesBeforeFiles(ModuleType):
    """A package whose exported names stay when a file of the same name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        """Take every attribute but a file whose name is exported."""
        is_file = isinstance(value, ModuleType)
        if is_file and name in self.__dict__.get("__all__", ()):
            return
        super().__setattr__(name, value)
