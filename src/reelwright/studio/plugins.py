"""Things added by adding a file: each module of a folder is one, by its own name. Pure, no registration."""

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Any


@lru_cache(maxsize=32)
def names(package: str) -> tuple[str, ...]:
    """The modules of a package, sorted: `"aurora", "beam", ...` (dashes for underscores)."""
    found = pkgutil.iter_modules(import_module(package).__path__)
    return tuple(sorted(info.name.replace("_", "-") for info in found if not info.name.startswith("_")))


def find(package: str, name: str) -> Any:
    """The module; a `LookupError` lists the names there are."""
    if name not in names(package):
        raise LookupError(f"no {name!r} in {package}: there are {', '.join(names(package))}")
    return import_module(f"{package}.{name.replace('-', '_')}")
