"""A model's published input schema, and whether an input fits it: a changed model fails before it costs anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reelwright.vendors.contract import Json
from reelwright.vendors.errors import InputNotAccepted

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


@dataclass(frozen=True)
class InputSchema:
    """The `Input` of a model's OpenAPI document and the schemas it refers to."""

    model: str
    schemas: Mapping[str, Any]

    @classmethod
    def of_model(cls, model: str, answer: Mapping[str, Any]) -> "InputSchema | None":
        """From `GET /models/{owner}/{name}`; None where the model publishes none (or has no version any more)."""
        version = answer.get("latest_version")
        document = version.get("openapi_schema") if isinstance(version, dict) else None
        schemas = document.get("components", {}).get("schemas", {}) if isinstance(document, dict) else {}
        return cls(model, schemas) if isinstance(schemas.get("Input"), dict) else None

    def check(self, values: Json) -> None:
        """Raises `InputNotAccepted` with a sentence for each input that does not fit."""
        wrong = dict(self._wrong(values))
        if wrong:
            told = " ".join(f"{name}: {sentence}" for name, sentence in wrong.items())
            raise InputNotAccepted(f"{self.model} on Replicate takes other inputs now. {told}", fields=wrong)

    def _wrong(self, values: Json) -> Iterator[tuple[str, str]]:
        known = self.schemas["Input"].get("properties", {})
        for name in self.schemas["Input"].get("required", []):
            if name not in values:
                yield name, "is required."
        for name, value in values.items():
            if name not in known:
                yield name, f"is not an input; there are {', '.join(sorted(known))}."
            elif sentence := self._misfit(known[name], value):
                yield name, sentence

    def _misfit(self, schema: Mapping[str, Any], value: Any) -> str | None:
        schema = self._resolved(schema)
        kind = str(schema.get("type"))
        is_flag = isinstance(value, bool) and kind != "boolean"  # in Python a bool is an int
        if kind in _TYPES and (is_flag or not isinstance(value, _TYPES[kind])):
            return f"must be of type {kind}, not {value!r}."
        if "enum" in schema and value not in schema["enum"]:
            return f"must be one of {', '.join(map(str, schema['enum']))}, not {value!r}."
        return _out_of_bounds(schema, value)

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema with `$ref` and `allOf` (how cog writes its enums) laid into it."""
        whole = dict(schema)
        for part in [schema, *schema.get("allOf", [])]:
            name = str(part.get("$ref", "")).rpartition("/")[2]
            whole.update(self.schemas.get(name, {}))
        return whole


def _out_of_bounds(schema: Mapping[str, Any], value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            return f"must be at least {schema['minimum']}, not {value}."
        if value > schema.get("maximum", value):
            return f"must be at most {schema['maximum']}, not {value}."
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        return f"must have at most {schema['maxLength']} characters, not {len(value)}."
    if isinstance(value, list) and len(value) > schema.get("maxItems", len(value)):
        return f"must have at most {schema['maxItems']} items, not {len(value)}."
    return None
