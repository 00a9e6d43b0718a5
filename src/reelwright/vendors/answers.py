"""Reading what all vendors' answers have in common; their content is hostile input."""

import re
from collections.abc import Mapping
from typing import Any

MAX_JOB_ID = 1024  # characters: LiteLLM's ids are base64 of a route, some hundred
_ID = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_.=+-]{{0,{MAX_JOB_ID - 1}}}")


def job_id_of(body: Mapping[str, Any] | None) -> str | None:
    """The `id` of an answer, None where there is none that is safe to put into a URL's path."""
    found = (body or {}).get("id")
    return found if isinstance(found, str) and _ID.fullmatch(found) else None
