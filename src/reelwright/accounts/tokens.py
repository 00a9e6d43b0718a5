"""The texts people and programs are known by: access tokens, refresh tokens, API keys, one-time links.

Pure but for randomness. Each use has its own key, derived from the installation's secret, and everything that is
stored is stored as a keyed hash: a stolen database opens nothing.
"""

from dataclasses import dataclass
from typing import Any

import jwt

from reelwright.accounts.contracts import Role
from reelwright.accounts.errors import NotSignedIn, TokenExpired
from reelwright.kit.clock import Clock
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.signing import Signer, derive

API_KEY_PREFIX = "rw_live_"
REFRESH_PREFIX = "rwr_"
HINT_LENGTH = len(API_KEY_PREFIX) + 4
ISSUER = "reelwright"

_CLAIMS = ["sub", "ws", "role", "jti", "iat", "exp"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid access token says. `session_id` None: made on the command line, bound to no session."""

    person_id: str
    workspace_id: str
    session_id: str | None


class TokenMaker:
    """Makes, hashes and reads them."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        self._clock = clock
        self._jwt_key = derive(secret, "accounts:access-tokens")
        self._signer = Signer(secret, "accounts:stored-tokens")

    def access_token(
        self, person_id: str, workspace_id: str, role: Role, session_id: str | None, *, seconds: int
    ) -> str:
        """A JWT (HS256) that names the person, the workspace and the role, and runs out after `seconds`."""
        now = self._clock.now_ms() // 1000
        claims = {
            "iss": ISSUER,
            "sub": person_id,
            "ws": workspace_id,
            "role": role,
            "jti": new_id("jti"),
            "iat": now,
            "exp": now + seconds,
        }
        if session_id:
            claims["sid"] = session_id
        return jwt.encode(claims, self._jwt_key, algorithm="HS256")

    def read_access_token(self, token: str) -> Claims:
        """The claims of a token of ours. Raises `NotSignedIn`, `TokenExpired`."""
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._jwt_key,
                algorithms=["HS256"],
                issuer=ISSUER,
                options={"require": _CLAIMS, "verify_exp": False, "verify_iat": False},  # by our own clock, below
            )
        except jwt.PyJWTError:
            raise NotSignedIn("The token is not one of ours. Sign in, or use an API key.") from None
        if claims["exp"] * 1000 <= self._clock.now_ms():
            raise TokenExpired("The access token has run out. Get a new one from /api/auth/refresh.")
        return Claims(claims["sub"], claims["ws"], claims.get("sid"))

    def hash(self, token: str) -> str:
        """The keyed SHA-256 under which a token is stored and looked up."""
        return self._signer.digest(token)


def new_api_key() -> str:
    """`rw_live_` and 256 random bits."""
    return API_KEY_PREFIX + new_token()


def new_refresh_token(session_id: str) -> str:
    """A token that names its session, so that a used one still finds the family to revoke."""
    return f"{REFRESH_PREFIX}{session_id}.{new_token()}"


def session_of(refresh_token: str) -> str | None:
    """The session a refresh token names; None if the text is not one."""
    session_id, dot, secret = refresh_token.removeprefix(REFRESH_PREFIX).partition(".")
    is_ours = refresh_token.startswith(REFRESH_PREFIX) and dot and secret
    return session_id if is_ours else None
