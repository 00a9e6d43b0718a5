"""How errors look in the OpenAPI document: every endpoint names the problems it may answer with."""

from typing import Any

from reelwright.kit.problems import Problem

PROBLEM_TYPE = "application/problem+json"
PROBLEM_SCHEMA = "#/components/schemas/Problem"


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
