"""Front doors that import a file when one of its names is first used.

So a command waits only for the libraries that it needs: `digest subscribers list` loads no feed
parser and no cryptography.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_names(package: str, names_of: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Make the `__getattr__` of a package (PEP 562).

    `names_of` gives by file the names that it exports. A name must differ from every file of the
    package, because the import of that file would hide the name.

    >>> get = lazy_names("collections", {"abc": ["Mapping"]})
    >>> get("Mapping").__name__
    'Mapping'
    """
    file_of = {}
    for file, names in names_of.items():
        for name in names:
            file_of[name] = file

    def get(name: str) -> object:
        if name not in file_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{file_of[name]}"), name)

    return get
