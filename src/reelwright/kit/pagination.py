"""Lists that stay right while rows are added: a page continues after the last row seen, not at a number."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from reelwright.kit.problems import Invalid

T = TypeVar("T")
U = TypeVar("U")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, newest first unless it is said otherwise, and the cursor of the next page (None: there is none)."""

    items: list[T]
    next_cursor: str | None

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """The same page with every item changed."""
        return Page([change(item) for item in self.items], self.next_cursor)


def page(
    conn: sa.Connection,
    query: sa.Select[Any],
    *keys: sa.ColumnElement[Any],
    cursor: str | None = None,
    limit: int = DEFAULT_LIMIT,
    oldest_first: bool = False,
) -> Page[Any]:
    """One page of `query`, descending by `keys`, which must be selected, never NULL, and unique together.

    Ids sort by time, so a table's id alone gives the newest first; `oldest_first` turns the order round.
    Raises `Invalid` for a cursor we did not make.
    """
    query = query.order_by(*(key.asc() if oldest_first else key.desc() for key in keys)).limit(limit + 1)
    if cursor is not None:
        query = query.where(_beyond(keys, decode_cursor(cursor, len(keys)), oldest_first))
    rows = conn.execute(query).all()
    if len(rows) <= limit:
        return Page(list(rows), None)
    last = rows[limit - 1]._mapping
    return Page(list(rows[:limit]), encode_cursor([last[key] for key in keys]))


def encode_cursor(values: list[Any]) -> str:
    """An opaque text that says where a page ended."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """The values of `encode_cursor`; `Invalid` if it is not ours."""
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != length or not all(_is_plain(value) for value in values):
        raise _not_ours()
    return values


def _not_ours() -> Invalid:
    return Invalid(
        "The cursor is not one of ours. Start the list again without it.",
        fields={"cursor": "must be the nextCursor of an earlier page"},
    )


def _is_plain(value: Any) -> bool:
    # A number outside 64 bits would be an error of the database instead of the caller's.
    is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
    return is_number or (isinstance(value, str) and "\0" not in value)


def _beyond(keys: tuple[sa.ColumnElement[Any], ...], values: list[Any], is_rising: bool) -> sa.ColumnElement[bool]:
    """`(k1, k2) < (v1, v2)`, or `>`, spelt out because types are checked per column on PostgreSQL."""
    key, value = keys[0], values[0]
    if not isinstance(value, key.type.python_type):
        raise _not_ours()
    beyond: sa.ColumnElement[bool] = key > value if is_rising else key < value
    if len(keys) == 1:
        return beyond
    return sa.or_(beyond, sa.and_(key == value, _beyond(keys[1:], values[1:], is_rising)))
