"""What a webhook may be refused with."""

from reelwright.kit.problems import Conflict


class EndpointDisabled(Conflict):
    """409: the endpoint is switched off."""

    code = "endpoint_disabled"
    title = "The endpoint is switched off"


class DeliveryNotRetryable(Conflict):
    """409: the message was taken, or is on its way already."""

    code = "delivery_not_retryable"
    title = "Nothing to send again"
