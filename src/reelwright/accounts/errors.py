"""What can go wrong with signing in, people and keys."""

from reelwright.kit.problems import Conflict, Problem


class NotSignedIn(Problem):
    """401: no valid API key or token came with the request."""

    code = "not_signed_in"
    status = 401
    title = "Not signed in"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class TokenExpired(NotSignedIn):
    """401: the access token has run out; get a new one with the refresh token."""

    code = "token_expired"


class WrongCredentials(Problem):
    """401: the email and the password do not belong together."""

    code = "wrong_credentials"
    status = 401
    title = "Wrong email or password"


class NotAllowed(Problem):
    """403: the role or the key's scopes do not include this."""

    code = "not_allowed"
    status = 403
    title = "Not allowed"


class LinkUsed(Problem):
    """410: a one-time link was used already, has run out, or was never ours."""

    code = "link_used"
    status = 410
    title = "This link works no more"


class AccountExists(Conflict):
    """409: the address has an account, whose owner must sign in or give its password."""

    code = "account_exists"
    title = "This address has an account"


class AlreadyMember(Conflict):
    """409: the person is a member of the workspace already."""

    code = "already_member"
    title = "Already a member"


class LastOwner(Conflict):
    """409: a workspace needs an owner; make somebody else one first."""

    code = "last_owner"
    title = "The last owner"
