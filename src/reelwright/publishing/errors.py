"""What publishing may be refused with."""

from reelwright.kit.problems import Conflict, Invalid, Problem


class NotPublishable(Conflict):
    """409: the creative has no finished video to publish."""

    code = "not_publishable"
    title = "There is nothing to publish yet"


class PublicationNotRetryable(Conflict):
    """409: it is published already, or on its way."""

    code = "publication_not_retryable"
    title = "Nothing to publish again"


class NothingPublished(Conflict):
    """409: no creative of this campaign has a published bundle."""

    code = "nothing_published"
    title = "Nothing is published yet"


class ChannelUnusable(Invalid):
    """422: the channel lacks what it needs, such as the endpoint to send to."""

    code = "channel_unusable"
    title = "The channel cannot be used like this"


class BundleNotReady(Problem):
    """404 on the link of a bundle that is not written yet; `Retry-After` says when to look again."""

    code = "bundle_not_ready"
    status = 404
    title = "Not ready yet"
