"""How the simulated vendors behave when nobody asks for anything else: a TOML file, all of it optional."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ConfigDict, TypeAdapter


@dataclass(frozen=True)
class Scenario:
    """Times in seconds. `mix` is the probability of each fault list, drawn with `seed`; `queue` are the fault lists
    of the first submits. `prices` are dollars a second by the vendor's model name, over the built-in list.
    Clips come in so many `looks`. `can_list`: whether jobs can be listed, where the vendor's API has a list.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    queue_seconds: float = 0.3
    run_seconds: float = 2.0
    result_seconds: float = 3600.0
    seed: int = 0
    mix: Mapping[str, float] = field(default_factory=dict)
    queue: tuple[str, ...] = ()
    prices: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    can_list: bool = True
    looks: int = 2
    hook_secret: str = "whsec_c2ltdWxhdGVkLXNlY3JldC0wMTIzNDU2Nzg5"  # noqa: S105 - of a simulator


def read_scenario(data: Mapping[str, Any]) -> Scenario:
    """The scenario these fields describe. Raises `ValueError` naming what is wrong in them."""
    return TypeAdapter(Scenario).validate_python(data)


def load_scenario(path: Path | None) -> Scenario:
    """The scenario of a TOML file, the usual one for None. Raises `ValueError` naming what is wrong in it."""
    return Scenario() if path is None else read_scenario(tomllib.loads(path.read_text("utf-8")))
