"""Text as others take it: its length in UTF-16 units (two for an emoji), as vendors and browsers count; its spelling
as a file's name; whether there is anything to see."""

import re
import unicodedata
from urllib.parse import quote

_UNSAFE_IN_QUOTES = re.compile(r"[^A-Za-z0-9 ._()+-]+")


def units(text: str) -> int:
    """How many UTF-16 units a text has; never fewer than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """As much of the text, from its start, as fits into so many units; no character is cut in two."""
    if units(text) <= limit:
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: max(0, limit) * 2]
    return raw.decode("utf-16-le", "ignore")


def save_as(filename: str) -> str:
    """A `Content-Disposition` under which a browser saves the file by this name, in any script (RFC 6266, RFC 8187)."""
    plain = _UNSAFE_IN_QUOTES.sub("_", filename).strip() or "download"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def is_visible(text: str) -> bool:
    """Whether a reader sees anything: a letter, a number, a mark, an emoji."""
    return any(unicodedata.category(character)[0] in "LNPS" for character in text)
