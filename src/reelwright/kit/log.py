"""Log lines without secrets: as JSON for machines, as one readable line for people.

Redaction happens on the finished line, so that no message, argument, extra field or traceback gets around it.
"""

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime

HIDDEN = "[redacted]"
MIN_SECRET_LENGTH = 6  # shorter values would blank out ordinary words

_NAMES = (
    r"(?:authorization|cookie|set-cookie|[\w-]*api[-_]?key|password|currentpassword|newpassword"
    r"|secret|[\w-]*[_-]secret|refreshtoken|accesstoken|[\w-]*_token)"
)
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        # by name: "password": "one two", Authorization: Bearer x
        (rf"""(\b{_NAMES}\\*["']?\s*[:=]\s*)(\\*["'])(.*?)\2""", rf"\1\2{HIDDEN}\2"),
        (
            rf"""(\b{_NAMES}\\*["']?\s*[:=]\s*)(?!null\b|true\b|false\b)"""
            r"""(?:(?:bearer|basic|token|key)\s+)?[^\s"',;&\\{}\[\]]+""",
            rf"\1{HIDDEN}",
        ),
        (r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", rf"\1 {HIDDEN}"),
        # in links: signatures, tokens, one-time links
        (
            r"([?&](?:token|key|sig|signature|secret|a|x-amz-signature|x-amz-credential|x-amz-security-token)=)"
            r"[^&\s\"'\\]+",
            rf"\1{HIDDEN}",
        ),
        (r"(/(?:auth/link|password-reset|invites/accept|invite|reset)/)[\w-]{16,}", rf"\1{HIDDEN}"),
        (r"(/media/(?:assets/)?)[\w-]{32,}", rf"\1{HIDDEN}"),
        (r"(://[^/\s:@\"']*:)[^@/\s\"']+@", rf"\1{HIDDEN}@"),
        # by shape: ours, JSON web tokens, Replicate, OpenAI and Poe, Runway, Google, Amazon
        (r"\b(?:rw_live|rwr)_[\w.-]{8,}", HIDDEN),
        (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", HIDDEN),
        (r"\b(?:r8|sk|whsec)_[A-Za-z0-9+/=]{24,}|\bkey_[0-9a-f]{64,}", HIDDEN),
        (r"\bsk-[\w-]{16,}", HIDDEN),
        (r"\bAIza[\w-]{30,}", HIDDEN),
        (r"\bA(?:KIA|SIA)[A-Z0-9]{16}\b", HIDDEN),
    )
)


class Redactor:
    """Blanks out what looks like a secret, and the very secrets it was given."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {secret for secret in secrets if len(secret) >= MIN_SECRET_LENGTH}
        known |= {json.dumps(secret)[1:-1] for secret in known}  # as they look inside a JSON line
        longest_first = sorted(known, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if known else None

    def __call__(self, text: str) -> str:
        """`text` without secrets."""
        if self._known:
            text = self._known.sub(HIDDEN, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the record's extra fields, the traceback."""

    _ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in self._ORDINARY},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return self._redact(json.dumps(line, default=str, ensure_ascii=False))


class LineFormatter(logging.Formatter):
    """`2026-11-23T09:26:40.123Z INFO VideoGeneration message`: one line whatever the message holds."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        text = f"{_time(record)} {record.levelname} {record.name} {record.getMessage()}"
        if record.exc_info and (error := record.exc_info[1]):
            text += f" ({type(error).__name__}: {error})"
        return self._redact(_one_line(text))


def _one_line(text: str) -> str:
    """A prompt with a line break must not forge a line of its own, nor a terminal code do anything."""
    return "".join(char if char.isprintable() else " " for char in text)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
