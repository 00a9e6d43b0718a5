"""What each vendor's HTTP answers mean, as data: what is a certain rejection, where a key may go, how often to look.

Anything not listed as a rejection is ambiguous: the vendor may have the job and bill it. Rows beyond the common ones
name their source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

CONNECT_SECONDS: Final = 15.0
"""Until there is a connection; also DNS and TLS. Nothing was sent before that."""

SUBMIT_SECONDS: Final = 60.0
"""Until a submit is answered: no answer can come for a job later than `send_by` plus this."""

ASK_SECONDS: Final = 30.0
FILE_IDLE_SECONDS: Final = 60.0
ASK_TRIES: Final = 3
"""Of calls that are free and repeatable; a submit has one."""

MEBIBYTE: Final = 1024 * 1024

COMMON_REJECTIONS: Final[Mapping[int, str]] = {
    400: "invalid_input",
    401: "key_refused",
    402: "no_credit",
    404: "not_offered",
    422: "invalid_input",
    429: "throttled",
}

WORTH_RETRYING: Final = frozenset({"throttled", "unreachable", "sent_too_late"})
"""Rejections after which the same body may well be taken a little later."""


@dataclass(frozen=True)
class Rules:
    """How to read one vendor. `rejections`: status of a submit's answer -> code. `refusal` is searched in a
    rejection's message: content policy. `key_hosts` may see the key besides the base URL's own host.
    """

    vendor: str
    rejections: Mapping[int, str] = field(default_factory=lambda: COMMON_REJECTIONS)
    refusal: re.Pattern[str] = re.compile(r"content policy|moderation|safety|flagged|prohibited", re.I)
    retry_after_text: re.Pattern[str] = re.compile(r"resets in ~?(\d+)\s*s")
    throttled_seconds: float = 10.0  # where a 429 does not say
    look_again_seconds: float = 5.0
    key_hosts: tuple[str, ...] = ()
    max_answer_bytes: int = 8 * MEBIBYTE
    max_file_bytes: int = 2048 * MEBIBYTE

    def may_see_key(self, host: str) -> bool:
        """Whether a file's host is this vendor's own, so that the key may go along."""
        return any(host == name or host.endswith(f".{name}") for name in self.key_hosts)


REPLICATE: Final = Rules(
    "replicate",
    rejections={**COMMON_REJECTIONS, 413: "invalid_input"},  # R-OAS: the body is too large
    refusal=re.compile(r"sensitive|nsfw|moderation|safety|content policy|flagged|E005", re.I),
    key_hosts=("replicate.delivery",),  # R-OAS: "You'll need to pass the `Authorization` header"
)
RUNWAY: Final = Rules(
    "runway",
    rejections={**COMMON_REJECTIONS, 405: "not_offered"},  # docs.dev.runwayml.com/errors/errors
    look_again_seconds=6.0,  # docs: not more often than every 5 s, with jitter
)
GOOGLE: Final = Rules("google", max_answer_bytes=256 * MEBIBYTE)  # a look may answer with the video inside, in base64
OPENAI_SHAPE: Final = Rules("openai_shape", look_again_seconds=10.0)  # the guide: 10 to 20 s
