"""No code outside `vendors/` asks for a vendor's name.

The story behind it: a gateway that says `if vendor == "replicate"` in its billing, its poller and its prompts has to be
opened in all three when a vendor changes a rule. What a vendor can do is data with a date (`catalog/data`), how to talk
to it is its adapter, and everything between treats all vendors alike.
"""

import ast
from collections.abc import Iterator

from tests.guards.sources import PACKAGE, inside_package, python_files, tree

MAY_NAME = ("vendors/", "simulator/", "app/wiring.py")  # the wiring hands each adapter the key that settings give


def vendor_names() -> set[str]:
    return {path.parent.name for path in (PACKAGE / "vendors").glob("*/adapter.py")}


def asked_names(names: set[str]) -> Iterator[str]:
    """Comparisons, `match` cases and keys of dispatch tables that hold a vendor's name."""
    for path in python_files():
        inside = inside_package(path)
        if inside is None or inside.startswith(MAY_NAME):
            continue
        for node in ast.walk(tree(path)):
            for constant in constants_asked(node):
                if constant.value in names:
                    yield f"{path}:{constant.lineno} asks for {constant.value!r}"


def constants_asked(node: ast.AST) -> Iterator[ast.Constant]:
    asked: list[ast.AST] = []
    if isinstance(node, ast.Compare):
        asked = [node.left, *node.comparators]
    elif isinstance(node, ast.MatchValue):
        asked = [node.value]
    elif isinstance(node, ast.Dict):
        asked = [key for key in node.keys if key is not None]
    for part in asked:
        elements = part.elts if isinstance(part, ast.Tuple | ast.List | ast.Set) else [part]
        yield from (element for element in elements if isinstance(element, ast.Constant))


def test_vendors_are_found() -> None:
    assert vendor_names(), "the layout changed: this guard no longer sees any vendor"


def test_no_code_asks_for_a_vendors_name() -> None:
    assert not list(asked_names(vendor_names()))
