"""`reelwright`: the one front door of the command line."""

import json
import sys
from typing import NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy.exc import DatabaseError, OperationalError
from typer.exceptions import TyperException

import reelwright
from reelwright.app.settings import InvalidSettings, Settings, invalid_settings
from reelwright.catalog.load import CatalogError
from reelwright.kit.problems import Invalid, Problem


class DatabaseUnavailable(Problem):
    """503: the database that the settings name cannot be used now."""

    code = "database_unavailable"
    status = 503
    title = "The database cannot be used"


class CannotUseFile(Problem):
    """500: the machine refuses a file or folder that a command needs."""

    code = "cannot_use_file"
    status = 500
    title = "A file or folder cannot be used"


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
        ended = app(prog_name="reelwright", standalone_mode=False)
    except TyperException as error:  # of how the command was written
        from typer.rich_utils import rich_format_error  # costs a moment that most commands need not spend

        _print_json(Invalid(error.format_message()))
        rich_format_error(error)  # type: ignore[arg-type]  # typed as the subclass that all of them are
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(1)
    except Problem as problem:
        _end(problem)
    except CatalogError as error:  # in the operator's own file
        print(f"catalog: {error}", file=sys.stderr)
        sys.exit(1)
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        _end(invalid_settings(error))
    except DatabaseError as error:
        if type(error) not in (DatabaseError, OperationalError):  # the others are faults of ours
            raise
        _end(DatabaseUnavailable(f"{_first_line(error.orig)} REELWRIGHT_DATABASE_URL says which database is used."))
    except OSError as error:
        if not error.filename:
            raise
        where = "REELWRIGHT_DATA_DIR and REELWRIGHT_LOG_DIR say where Reelwright keeps its things."
        _end(CannotUseFile(f"{error.filename}: {error.strerror}. {where}"))
    sys.exit(ended if isinstance(ended, int) else 0)  # a number where a command raised `typer.Exit`


def _first_line(error: object) -> str:
    said = str(error).strip().partition("\n")[0]
    return said if said.endswith(".") else f"{said}."


def _print_json(problem: Problem) -> None:
    if "--json" in sys.argv:
        print(json.dumps(problem.as_json()))


def _end(problem: Problem) -> NoReturn:
    """Exit 2 for what was given wrongly, 1 for what stands in the way."""
    _print_json(problem)
    is_settings = isinstance(problem, InvalidSettings)  # each of its lines begins with a name of its own
    print(problem.detail if is_settings else f"{problem.code}: {problem.detail}", file=sys.stderr)
    sys.exit(2 if is_settings or isinstance(problem, Invalid) else 1)


if __name__ == "__main__":
    main()
