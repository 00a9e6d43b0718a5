"""Errors a person can act on: each has a code that never changes, an HTTP status and a sentence saying what to do."""

from collections.abc import Mapping
from typing import Any, ClassVar


class Problem(Exception):
    """Base of every error shown to a user; rendered as RFC 9457 `application/problem+json`.

    A subclass fixes `code`, `status` and `title`; an instance brings `detail` (what happened, what to do),
    `fields` (per-field sentences, for 422) and `extra` members (for example `alternatives`).
    """

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(
        self,
        detail: str,
        *,
        fields: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fields = dict(fields or {})
        self.headers = dict(headers or {})
        self.extra = extra

    def as_json(self) -> dict[str, Any]:
        """The problem+json body."""
        body: dict[str, Any] = {
            "type": f"about:blank#{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.fields:
            body["fields"] = self.fields
        return {**body, **self.extra}


class Invalid(Problem):
    """422: a field is missing, out of range, or not offered by the serving mode."""

    code = "invalid_request"
    status = 422
    title = "The request cannot be met as written"


class NotFound(Problem):
    """404: no such row in this workspace."""

    code = "not_found"
    status = 404
    title = "Not found"


class Conflict(Problem):
    """409: the row is not in a state that allows this."""

    code = "conflict"
    status = 409
    title = "Not possible in the present state"
