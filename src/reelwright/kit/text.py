"""Length of text as vendors and browsers count it: in UTF-16 units, two for an emoji."""


def units(text: str) -> int:
    """How many UTF-16 units a text has; never fewer than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """As much of the text, from its start, as fits into so many units; no character is cut in two."""
    if units(text) <= limit:
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: max(0, limit) * 2]
    return raw.decode("utf-16-le", "ignore")
