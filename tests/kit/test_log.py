"""Secrets do not reach a log line, by whatever way they try."""

import json
import logging

import pytest

from reelwright.kit.log import HIDDEN, JsonFormatter, LineFormatter, Redactor

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwZXJfMSJ9.dGhpcy1pcy1hLXNpZ25hdHVyZQ"
RUNWAY = "key_" + "0123456789abcdef" * 8
SECRETS = {
    "Authorization: Bearer abc.def-ghi_jkl": "abc.def-ghi_jkl",
    "headers={'authorization': 'Token r8_short'}": "r8_short",
    '{"password": "correct horse battery"}': "horse battery",
    "{'newPassword': 'hunter22'}": "hunter22",
    "S3_SECRET=topsecretvalue": "topsecretvalue",
    f"token was {JWT}": JWT,
    "key rw_live_AbCdEf0123456789 was used": "rw_live_AbCdEf0123456789",
    "refresh rwr_ses_01.AbCdEf0123456789": "AbCdEf0123456789",
    "https://x/y?X-Amz-Signature=deadbeef&z=1": "deadbeef",
    "GET /api/auth/link/AAAABBBBCCCCDDDDEEEE": "AAAABBBBCCCCDDDDEEEE",
    "GET /media/assets/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG": "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
    "postgresql://reel:pa55word@db/reel": "pa55word",
    "AIza" + "x" * 35: "x" * 35,
    "sk-proj-0123456789abcdef0123": "0123456789abcdef0123",
    "r8_" + "Q" * 37: "Q" * 37,
    RUNWAY: RUNWAY,
    'the vendor said my"own\\secret': 'own\\secret',
}  # fmt: skip
FORMATTERS = [JsonFormatter, LineFormatter]


def line(formatter: type, message: str, *args: object, **more: object) -> str:
    record = logging.makeLogRecord({"msg": message, "args": args, "name": "test", "levelname": "INFO", **more})
    return formatter(Redactor(['my"own\\secret'])).format(record)


@pytest.mark.parametrize("formatter", FORMATTERS)
@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_in_the_message_or_an_argument_is_blanked_out(formatter: type, text: str) -> None:
    for written in (line(formatter, text), line(formatter, "failed: %s", text)):
        assert SECRETS[text] not in written
        assert json.dumps(SECRETS[text])[1:-1] not in written
        assert HIDDEN in written


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_in_an_extra_field_or_a_traceback_is_blanked_out(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    written = line(JsonFormatter, "failed", exc_info=caught, request={"sent": text})
    assert json.dumps(SECRETS[text])[1:-1] not in written
    assert json.loads(written)["message"] == "failed"


def test_ordinary_words_stay() -> None:
    text = "generation gen_01k0000000000000000000000 queued: key key_01k0000000000000000000000 a=1 token bucket"
    assert json.loads(line(JsonFormatter, text))["message"] == text


def test_an_empty_secret_field_keeps_the_line_readable_json() -> None:
    assert json.loads(line(JsonFormatter, "x", more={"secret": None, "password": True}))["more"]["secret"] is None


def test_a_line_break_in_a_message_forges_no_line() -> None:
    written = line(LineFormatter, "prompt: %s", "a\n2026-01-01 ERROR forged\x1b[2J")
    assert "\n" not in written and "\x1b" not in written
