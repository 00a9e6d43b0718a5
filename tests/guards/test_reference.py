"""Undocumented means a red test: the reference pages are what the code says of itself, and it says something."""

import json
import re

import pytest

from reelwright.app.settings import Settings
from tools import reference

REGENERATE = "run `.venv/bin/python tools/reference.py` and commit what it writes"
NAMED_SCHEMAS = {
    "GenerateVideoWithReferenceDto",
    "VideoModelDto",
    "BrandAnimationExampleDto",
    "ProductShowcaseExampleDto",
    "SocialMediaExampleDto",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return reference.pages()


def test_the_reference_is_what_the_code_says(pages: dict[str, str]) -> None:
    """Also the snapshot of the API: a changed contract is seen in review, or it is an accident."""
    stored = {path.name: path.read_text() for path in reference.REFERENCE.iterdir()}
    assert sorted(stored) == sorted(pages), REGENERATE
    assert [name for name in pages if stored[name] != pages[name]] == [], REGENERATE


def test_every_setting_says_what_it_does() -> None:
    assert [name for name, field in Settings.model_fields.items() if len(field.description or "") < 10] == []


def test_every_error_says_when_it_comes_and_has_a_code_of_its_own() -> None:
    problems = list(reference.problems())
    assert [p.__name__ for p in problems if not reference.meaning(p)] == []
    codes: dict[str, set[tuple[int, str]]] = {}
    for problem in problems:
        codes.setdefault(problem.code, set()).add((problem.status, problem.title))
    assert {code: seen for code, seen in codes.items() if len(seen) > 1} == {}


def test_every_route_says_what_it_gives_and_how_it_fails() -> None:
    for path, methods in reference.api_document()["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (method, path)
            assert len(operation["responses"]) > 1, (method, path)


def test_the_contract_keeps_its_names_and_every_name_leads_somewhere() -> None:
    document = reference.api_document()
    schemas = set(document["components"]["schemas"])
    assert schemas >= NAMED_SCHEMAS
    assert set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document))) <= schemas
