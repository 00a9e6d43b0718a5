"""`bench/run CASE [--pairs N]`: measure one case; without a name, list them."""

import argparse
import importlib
import pkgutil
import sys

from bench import cases
from bench.measure import Case, run


def main() -> int:
    names = sorted(info.name for info in pkgutil.iter_modules(cases.__path__))
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("case", nargs="?", choices=names)
    parser.add_argument("--pairs", type=int, default=5, help="interleaved rounds (default and least for a figure: 5)")
    asked = parser.parse_args()
    if asked.case is None:
        for name in names:
            print(f"{name}: {load(name).says}")
        return 0
    return 0 if run(asked.case, load(asked.case), asked.pairs) else 1


def load(name: str) -> Case:
    case: Case = importlib.import_module(f"bench.cases.{name}").CASE
    return case


if __name__ == "__main__":
    sys.exit(main())
