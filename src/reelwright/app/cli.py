"""`reelwright`: the one front door of the command line."""

import json
import sys
from typing import NoReturn

import typer
from pydantic import ValidationError

import reelwright
from reelwright.app.settings import InvalidSettings, Settings, invalid_settings
from reelwright.catalog.load import CatalogError
from reelwright.kit.problems import Invalid, Problem

app = typer.Typer(
    name="reelwright",
    help="5-60 seconds of video in any format from any model. See the price first, pay once, keep the file.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(reelwright.__version__)
        raise typer.Exit


@app.callback()
def front(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print it.")) -> None:
    """Everything Reelwright does from a terminal. `reelwright COMMAND --help` says more."""


def _add_commands() -> None:
    from reelwright.app.commands import doctor, generate, ledger, look, serve, simulate

    app.command()(serve.serve)
    app.command("worker")(serve.work)
    app.command()(generate.generate)
    app.command()(generate.quote)
    app.command()(look.models)
    app.command()(look.token)
    app.command()(doctor.doctor)
    app.command()(simulate.simulate)
    app.add_typer(look.catalog_app, name="catalog")
    app.add_typer(ledger.ledger_app, name="ledger")


def main() -> None:
    """Run a command; what a person can act on is a sentence and an exit code, never a trace."""
    _add_commands()
    try:
        app(prog_name="reelwright")
    except Problem as problem:
        _end(problem)
    except CatalogError as error:  # in the operator's own file
        print(f"catalog: {error}", file=sys.stderr)
        sys.exit(1)
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        _end(invalid_settings(error))


def _end(problem: Problem) -> NoReturn:
    """Exit 2 for what was given wrongly, 1 for what stands in the way."""
    if "--json" in sys.argv:
        print(json.dumps(problem.as_json()))
    is_settings = isinstance(problem, InvalidSettings)  # each of its lines begins with a name of its own
    print(problem.detail if is_settings else f"{problem.code}: {problem.detail}", file=sys.stderr)
    sys.exit(2 if is_settings or isinstance(problem, Invalid) else 1)


if __name__ == "__main__":
    main()
