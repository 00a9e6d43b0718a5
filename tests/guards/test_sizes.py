"""The tail is where code rots: files stay within a sitting, functions within a screen."""

import ast
from collections.abc import Iterator

from tests.guards.sources import ROOT, python_files, tree

FILE_LINES = 400
FUNCTION_LINES = 50
RECORDS = "src/reelwright/app/migrations/versions/"  # written by a tool, read once, never changed
LONGER_WITH_REASON: dict[str, str] = {}  # "path" or "path:function" -> why it is better whole


def too_long() -> Iterator[str]:
    for path in python_files():
        if str(path).startswith(RECORDS):
            continue
        lines = len((ROOT / path).read_text().splitlines())
        if lines > FILE_LINES and str(path) not in LONGER_WITH_REASON:
            yield f"{path}: {lines} lines"
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES and f"{path}:{node.name}" not in LONGER_WITH_REASON:
                    yield f"{path}:{node.lineno} {node.name}: {length} lines"


def test_nothing_has_grown_too_long() -> None:
    assert not list(too_long())


def test_no_exception_outlives_its_reason() -> None:
    known = {str(path) for path in python_files()} | {
        f"{path}:{node.name}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert set(LONGER_WITH_REASON) <= known
