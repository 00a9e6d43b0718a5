"""Tests see no setting of the machine they run on: neither its environment nor its `.env`. Importing this does it."""

import os

from reelwright.app.settings import Settings


def names() -> set[str]:
    """Every environment name that a setting is read from."""
    found: set[str] = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        found |= {str(choice) for choice in getattr(alias, "choices", [alias])} if alias else set()
        found.add(f"REELWRIGHT_{name.upper()}")
    return found


for _name in names():
    os.environ.pop(_name, None)
Settings.model_config["env_file"] = None
