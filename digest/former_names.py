"""Former names of modules: scripts written before a module moved still import it.

Operators and engineers keep scripts that import this package. Where a module was moved or renamed,
its former name is an alias of the same module object, so that a class is the same class under both
names. No file of the package uses a former name. A line may leave this table after one release.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

FORMER_MODULES = {
    "digest.audience": "digest.usecases.audience",
    "digest.newsroom": "digest.usecases.newsroom",
    "digest.schedule": "digest.runtime.slots",
    "digest.collect.entries": "digest.collect.feed_entries",
}
"""Each former name of a module, with the name that it has now."""


class FormerNameFinder:
    """Finds a module under its former name and gives the module that bears the new name.

    It is a finder and a loader by its methods alone: the base classes of `importlib.abc` would make
    each command wait for the whole of `importlib.resources`.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - the import system passes it
        target: ModuleType | None = None,  # noqa: ARG002 - the import system passes it
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a spec for a former name, and None for every other name."""
        if fullname not in FORMER_MODULES:
            return None
        return importlib.machinery.ModuleSpec(fullname, cast("Loader", self))

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Import the module under its new name."""
        module = importlib.import_module(FORMER_MODULES[spec.name])
        # the import system is about to write the former spec into the module
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Put the module's own spec back. Its code ran when it was imported under its new name."""
        former_spec = module.__spec__
        if former_spec is not None:
            module.__spec__ = former_spec.loader_state


def accept_former_names() -> None:
    """Let the import system know the former names. A second call changes nothing."""
    for finder in sys.meta_path:
        if isinstance(finder, FormerNameFinder):
            return
    sys.meta_path.append(FormerNameFinder())
