"""What templates there are, from the studio engine's own data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reelwright.kit.problems import Invalid
from reelwright.studio import plugins, templates
from reelwright.studio.looks import looks_for
from reelwright.timeline.shape import ASPECT_RATIOS

_FREE = "free"  # a prompt without a template


@dataclass(frozen=True)
class LookName:
    """A design by its key and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Template:
    """A template as people choose it."""

    key: str
    name: str
    description: str
    fields: tuple[templates.Field, ...]
    default_seconds: int
    aspect_ratios: tuple[str, ...]
    roles: tuple[str, ...]
    looks: tuple[LookName, ...]


@cache
def list_of() -> Sequence[Template]:
    """Every template that an order may name."""
    return tuple(_template(key) for key in plugins.names(templates.__name__) if key != _FREE)


def words_for_templates(given: Mapping[str, Any]) -> dict[str, Any]:
    """The `templateFields` of an order as the studio engine takes them, without the empty ones.

    Besides the templates' own fields: `look` and `platform`. Raises `Invalid` for a field that no template has, and for
    what does not fit one: a word that is not drawn must not be dropped in silence.
    """
    known = {field.name: field for template in list_of() for field in template.fields}
    wrong = {name: told for name, value in given.items() if (told := _wrong(name, value, known))}
    if wrong:
        told = "; ".join(f"templateFields.{name}: {why}" for name, why in wrong.items())
        raise Invalid(f"Correct this: {told}.", fields={f"templateFields.{name}": why for name, why in wrong.items()})
    return {name: value for name, value in given.items() if value}


def _wrong(name: str, value: Any, known: Mapping[str, templates.Field]) -> str | None:
    """What is wrong with a field, in words."""
    if name == "look":
        there_are = looks_for(_FREE)
        return None if value in there_are else f"choose one of {', '.join(there_are)}"
    if name == "platform":
        return None if isinstance(value, str) else "must be a platform's key"
    if name not in known:
        return f"no template has this field; there are {', '.join([*known, 'look', 'platform'])}"
    lines = value if isinstance(value, list) and known[name].is_multiline else [value]
    if not all(isinstance(line, str) for line in lines):
        return "must be text"
    longest = known[name].max_length
    return f"at most {longest} characters" if sum(map(len, lines)) > longest else None


def _template(key: str) -> Template:
    about = templates.find_about(key)
    looks = tuple(LookName(look, look.replace("-", " ").capitalize()) for look in looks_for(key))
    return Template(key=key, aspect_ratios=ASPECT_RATIOS, looks=looks, **vars(about))
