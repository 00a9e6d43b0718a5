"""How errors look in the OpenAPI document: every endpoint names the problems it may answer with."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from reelwright.kit.problems import Problem

PROBLEM_TYPE = "application/problem+json"
PROBLEM_SCHEMA = "#/components/schemas/Problem"


_bodies: dict[str, type[BaseModel]] = {}


def body_ref(kind: type[BaseModel]) -> dict[str, str]:
    """A reference to a body's schema, for operations that describe their body by hand; the document brings it in."""
    _bodies[kind.__name__] = kind
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def body_schemas() -> dict[str, Any]:
    """The schemas of every body that was referred to, with the parts they are made of."""
    wanted = [(kind, "validation") for kind in _bodies.values()]
    _, whole = models_json_schema(wanted, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    found: dict[str, Any] = whole.get("$defs", {})
    return found


def errors(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of an endpoint: one entry per status, one named example per code."""
    answers: dict[int | str, dict[str, Any]] = {}
    for problem in problems:
        answer = answers.setdefault(problem.status, {"description": "", "content": {PROBLEM_TYPE: _content()}})
        examples = answer["content"][PROBLEM_TYPE]["examples"]
        if problem.code not in examples:
            examples[problem.code] = {"value": _example(problem)}
            answer["description"] = f"{answer['description']} `{problem.code}`: {_says(problem)}".strip()
    return answers


def _content() -> dict[str, Any]:
    return {"schema": {"$ref": PROBLEM_SCHEMA}, "examples": {}}


def _example(problem: type[Problem]) -> dict[str, Any]:
    shown = Problem(_says(problem))
    vars(shown).update(code=problem.code, status=problem.status, title=problem.title)
    return shown.as_json()


def _says(problem: type[Problem]) -> str:
    """The first paragraph of the docstring without its leading status: `409: the row ...` -> `The row ...`."""
    text = " ".join((problem.__doc__ or problem.title).split("\n\n")[0].split())
    status, _, rest = text.partition(": ")
    text = rest if status.isdigit() and rest else text
    return text[:1].upper() + text[1:]
