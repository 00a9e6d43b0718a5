"""The input schemas that the simulated Replicate publishes: captures of November 2026, as cog would write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]

_RATIOS = ("16:9", "9:16", "1:1", "4:3", "3:4", "21:9")
_PYTHON: Final = {"string": str, "integer": int, "boolean": bool, "array": list}
_URI: Final = {"type": "string", "format": "uri"}


def _text(most: int | None = None) -> Json:
    return {"type": "string"} if most is None else {"type": "string", "maxLength": most}


def _number(low: int, high: int, usual: int) -> Json:
    return {"type": "integer", "minimum": low, "maximum": high, "default": usual}


def _choice(usual: Any, *others: Any) -> Json:
    """The first is the default."""
    kind = "integer" if isinstance(usual, int) else "string"
    return {"type": kind, "enum": [usual, *others], "default": usual}


def _flag(usual: bool) -> Json:
    return {"type": "boolean", "default": usual}


def _uris(most: int) -> Json:
    return {"type": "array", "items": dict(_URI), "maxItems": most, "default": []}


_SEED: Final = {"type": "integer", "nullable": True}
_SEEDANCE: Final[Json] = {
    "image": _URI,
    "last_frame_image": _URI,
    "generate_audio": _flag(True),
    "seed": _SEED,
}


@dataclass(frozen=True)
class ModelFacts:
    """A model's inputs by name, which of them must be there, and the fields that say what comes out."""

    inputs: Mapping[str, Json]
    required: tuple[str, ...] = ("prompt",)
    resolution: str = "720p"  # where no input says
    audio: bool = False  # where no input says
    aspect_of: str | None = None  # an input whose picture's ratio the clip takes


MODELS: Final[Mapping[str, ModelFacts]] = {
    "bytedance/seedance-2.5": ModelFacts(
        {
            "prompt": _text(2000),
            **_SEEDANCE,
            "reference_images": _uris(30),
            "duration": _number(-1, 30, 5),
            "resolution": _choice("720p", "480p"),
            "aspect_ratio": _choice(*_RATIOS, "adaptive"),
        }
    ),
    "bytedance/seedance-2.0": ModelFacts(
        {
            "prompt": _text(),
            **_SEEDANCE,
            "reference_images": _uris(9),
            "duration": _number(-1, 15, 5),
            "resolution": _choice("720p", "480p", "1080p", "4k"),
            "aspect_ratio": _choice(*_RATIOS, "adaptive"),
        }
    ),
    "bytedance/seedance-2.0-fast": ModelFacts(
        {
            "prompt": _text(),
            **_SEEDANCE,
            "reference_images": _uris(9),
            "duration": _number(-1, 15, 5),
            "resolution": _choice("720p", "480p"),
            "aspect_ratio": _choice(*_RATIOS, "adaptive"),
        }
    ),
    "google/veo-3.1": ModelFacts(
        {
            "prompt": _text(),
            "negative_prompt": _text(),
            "image": _URI,
            "last_frame": _URI,
            "reference_images": _uris(3),
            "duration": _choice(8, 4, 6),
            "resolution": _choice("1080p", "720p"),
            "aspect_ratio": _choice("16:9", "9:16"),
            "generate_audio": _flag(True),
            "seed": _SEED,
        }
    ),
    "kwaivgi/kling-v3-video": ModelFacts(
        {
            "prompt": _text(),
            "negative_prompt": _text(),
            "start_image": _URI,
            "end_image": _URI,
            "mode": _choice("standard", "pro", "4k"),
            "duration": _number(3, 15, 5),
            "aspect_ratio": _choice("16:9", "9:16", "1:1"),
            "generate_audio": _flag(False),
        }
    ),
    "wan-video/wan-2.7-t2v": ModelFacts(
        {
            "prompt": _text(),
            "negative_prompt": _text(),
            "duration": _number(2, 15, 5),
            "resolution": _choice("1080p", "720p"),
            "aspect_ratio": _choice("16:9", "9:16", "1:1"),
            "enable_prompt_expansion": _flag(True),
            "seed": _SEED,
        },
        audio=True,
    ),
    "minimax/hailuo-2.3": ModelFacts(
        {
            "prompt": _text(),
            "first_frame_image": _URI,
            "duration": _choice(6, 10),
            "resolution": _choice("768p", "1080p"),
            "prompt_optimizer": _flag(True),
        },
        aspect_of="first_frame_image",
    ),
    "runwayml/gen-4.5": ModelFacts(
        {
            "prompt": _text(),
            "image": _URI,
            "duration": _choice(5, 10),
            "aspect_ratio": _choice(*_RATIOS),
            "seed": _SEED,
        }
    ),
    "runwayml/gen4-turbo": ModelFacts(
        {
            "prompt": _text(),
            "image": _URI,
            "duration": _choice(5, 10),
            "aspect_ratio": _choice(*_RATIOS),
            "seed": _SEED,
        },
        required=("prompt", "image"),
    ),
}


def misfits(facts: ModelFacts, values: Mapping[str, Any]) -> dict[str, str]:
    """What the model would not take: a sentence for each input."""
    wrong = {name: f"{name} is required" for name in facts.required if name not in values}
    for name, value in values.items():
        if name not in facts.inputs:
            wrong[name] = f"Additional property {name} is not allowed"
        elif sentence := _misfit(facts.inputs[name], value):
            wrong[name] = sentence
    return wrong


def _misfit(schema: Json, value: Any) -> str | None:
    if type(value) is not _PYTHON[schema["type"]]:
        return f"Invalid type. Expected: {schema['type']}, given: {type(value).__name__}"
    if value not in schema.get("enum", [value]):
        return f"must be one of the following: {', '.join(map(str, schema['enum']))}"
    match value:
        case bool():
            return None
        case int() if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            return f"Must be between {schema['minimum']} and {schema['maximum']}"
        case str() if len(value) > schema.get("maxLength", len(value)):
            return f"Must be at most {schema['maxLength']} characters"
        case str() if schema.get("format") == "uri" and not value.startswith(("http://", "https://", "data:")):
            return "Does not match format 'uri'"
        case list() if len(value) > schema.get("maxItems", len(value)):
            return f"Must have at most {schema['maxItems']} items"
        case list():
            return next((sentence for item in value if (sentence := _misfit(schema["items"], item))), None)
        case _:
            return None


def openapi_schema(facts: ModelFacts) -> Json:
    """The model's document: enums stand apart and are referred to, as cog writes them."""
    schemas: Json = {"Output": {"type": "string", "format": "uri", "title": "Output"}}
    properties: Json = {}
    for place, (name, schema) in enumerate(facts.inputs.items()):
        if "enum" in schema:
            schemas[name] = {"enum": schema["enum"], "type": schema["type"], "title": name}
            schema = {"allOf": [{"$ref": f"#/components/schemas/{name}"}], "default": schema["default"]}
        properties[name] = {**schema, "x-order": place}
    required = list(facts.required)
    schemas["Input"] = {"type": "object", "title": "Input", "properties": properties, "required": required}
    return {
        "openapi": "3.0.2",
        "info": {"title": "Cog", "version": "0.1.0"},
        "paths": {},
        "components": {"schemas": schemas},
    }
