"""What an order may be refused with, or end in."""

from reelwright.kit.problems import Conflict, Problem


class IdempotencyConflict(Conflict):
    """409: this Idempotency-Key was used with another body within 24 hours."""

    code = "idempotency_conflict"
    title = "This key was used for another order"


class QuoteChanged(Conflict):
    """409: what the quote promised is no longer so; the new quote is in `quote`."""

    code = "quote_changed"
    title = "The price or plan has changed"


class QuoteUnknown(Problem):
    """404: no such quote in this workspace."""

    code = "quote_unknown"
    status = 404
    title = "No such quote"


class NotCancelable(Conflict):
    """409: it is over already."""

    code = "not_cancelable"
    title = "Already over"


class NotRetryable(Conflict):
    """409: there is nothing to retry, or something must be settled first."""

    code = "not_retryable"
    title = "Nothing to retry"


class NotResolvable(Conflict):
    """409: there is no submit waiting for a person's word."""

    code = "not_resolvable"
    title = "Nothing to settle"


class StillRunning(Conflict):
    """409: wait for the end, or cancel first."""

    code = "still_running"
    title = "Still running"


class MediaNotReady(Problem):
    """404 on a permanent link while the video is being made; `Retry-After` says when to look again."""

    code = "media_not_ready"
    status = 404
    title = "Not ready yet"


class MediaNeverMade(Problem):
    """404 on a permanent link of a generation that ended without a video."""

    code = "media_not_made"
    status = 404
    title = "There is no video"


class MediaGone(Problem):
    """410 on a permanent link after its generation was deleted."""

    code = "media_deleted"
    status = 410
    title = "Deleted"


class CredentialGone(Problem):
    """409: the key this attempt was paid with is no longer there."""

    code = "credential_gone"
    status = 409
    title = "The vendor's key is missing"
