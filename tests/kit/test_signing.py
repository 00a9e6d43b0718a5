"""One key, many uses that must not help each other."""

import hashlib
import hmac
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.kit.signing import KeyUnusable, Sealer, Signer, Unsealable, derive, first_run_key

KEY = bytes(range(32))
NOW = 1_795_000_000_000


def test_a_digest_needs_the_key() -> None:
    signer = Signer(KEY, "api-keys")
    digest = signer.digest("rw_secret")
    assert signer.matches("rw_secret", digest)
    assert not signer.matches("rw_secreT", digest)
    assert not signer.matches("rw_secret", "")
    assert not signer.matches("rw_secret\udcff", "é\udcff")
    assert digest == hmac.new(derive(KEY, "sign:api-keys"), b"rw_secret", hashlib.sha256).hexdigest()


def test_what_is_signed_for_one_purpose_is_good_for_no_other() -> None:
    token = Signer(KEY, "password-reset").token("usr_1", NOW + 1)
    assert Signer(KEY, "password-reset").read(token, NOW) == "usr_1"
    assert Signer(KEY, "invite").read(token, NOW) is None
    assert Signer(bytes(32), "password-reset").read(token, NOW) is None


def test_a_token_is_good_until_its_time() -> None:
    signer = Signer(KEY, "media")
    token = signer.token("takes/ws_1/a.mp4", NOW)
    assert signer.read(token, NOW - 1) == "takes/ws_1/a.mp4"
    assert signer.read(token, NOW) is None


def test_no_change_to_a_token_goes_unseen() -> None:
    signer = Signer(KEY, "media")
    token = signer.token("takes/ws_1/a.mp4", NOW)
    text, _, digest = token.split(".")
    for forged in (f"{text}.{NOW + 9_999_999}.{digest}", f"{text}A.{NOW}.{digest}", token[:-1], "", ".", "..", "a.b.c"):
        assert signer.read(forged, NOW - 1) is None


@given(text=st.text(max_size=200), hostile=st.text(max_size=80))
def test_any_text_comes_back_and_any_rubbish_does_not(text: str, hostile: str) -> None:
    signer = Signer(KEY, "media")
    token = signer.token(text, NOW)
    assert signer.read(token, NOW - 1) == text
    assert token.replace("-", "").replace("_", "").replace(".", "").isalnum()
    assert signer.read(hostile, NOW - 1) is None


@given(st.text(max_size=500))
def test_a_sealed_secret_opens_again(secret: str) -> None:
    assert Sealer(KEY).unseal(Sealer(KEY).seal(secret, "cred_1"), "cred_1") == secret


def test_a_sealed_secret_shows_nothing_and_is_never_the_same() -> None:
    one, other = (Sealer(KEY).seal("r8_hush", "cred_1") for _ in range(2))
    assert "hush" not in one
    assert one != other


def test_a_sealed_secret_opens_for_its_owner_and_key_only() -> None:
    sealed = Sealer(KEY).seal("r8_hush", "cred_1")
    flipped = sealed[:10] + ("A" if sealed[10] != "A" else "B") + sealed[11:]
    for sealer, text, owner in (
        (Sealer(KEY), sealed, "cred_2"),
        (Sealer(bytes(32)), sealed, "cred_1"),
        (Sealer(KEY), flipped, "cred_1"),
        (Sealer(KEY), sealed[:9], "cred_1"),
        (Sealer(KEY), sealed.removeprefix("v1."), "cred_1"),
        (Sealer(KEY), "", "cred_1"),
        (Sealer(KEY), "v1.é", "cred_1"),
    ):
        with pytest.raises(Unsealable, match="restore the key file") as raised:
            sealer.unseal(text, owner)
        assert "hush" not in str(raised.value.as_json())


def test_the_first_run_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    key = first_run_key(path)
    assert len(key) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert first_run_key(path) == key
    assert [entry.name for entry in path.parent.iterdir()] == ["key"]
    assert first_run_key(tmp_path / "other") != key


def test_many_first_runs_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(first_run_key, [tmp_path / "key"] * 16))
    assert len(set(made)) == 1


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe", b"A" * 64])
def test_a_damaged_key_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(KeyUnusable, match="restore it from a backup"):
        first_run_key(path)
    assert path.read_bytes() == content
