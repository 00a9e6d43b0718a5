"""`bench/run CASE [--pairs N]`: measure one case; without a name, list them."""

import argparse
import importlib
import pkgutil
import sys
from dataclasses import replace

from bench import cases
from bench.measure import Case, run


def main() -> int:
    names = sorted(info.name for info in pkgutil.iter_modules(cases.__path__))
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("case", nargs="?", choices=names)
    parser.add_argument("--pairs", type=int, default=5, help="interleaved rounds (default and least for a figure: 5)")
    parser.add_argument("--seconds", type=float, help="how long a case lasts that waits (waiting: 600)")
    parser.add_argument("--only", help="measure these contenders alone, with commas, and the figures they suffice for")
    asked = parser.parse_args()
    if asked.case is None:
        for name in names:
            print(f"{name}: {load(name).says}")
        return 0
    case = load(asked.case)
    if asked.seconds is not None:
        if case.with_seconds is None:
            parser.error(f"{asked.case} takes no --seconds")
        case = replace(case, contenders=case.with_seconds(asked.seconds))
    if asked.only:
        case = case.with_only(asked.only.split(","))
    return 0 if run(asked.case, case, asked.pairs) else 1


def load(name: str) -> Case:
    case: Case = importlib.import_module(f"bench.cases.{name}").CASE
    return case


if __name__ == "__main__":
    sys.exit(main())
