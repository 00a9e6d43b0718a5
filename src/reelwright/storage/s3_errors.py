"""What an S3 server's refusal means for the person who set it up.

obstore puts the server's answer into the text of its exceptions; the `<Code>` in it is the part that servers agree on
(docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, developers.cloudflare.com/r2/api/error-codes).
"""

import re
from urllib.parse import urlsplit

from reelwright.storage.base import missing
from reelwright.storage.errors import (
    BucketMissing,
    CredentialsRefused,
    StorageError,
    StorageFull,
    StorageUnavailable,
)

_CODE = re.compile(r"<Code>(\w+)</Code>")
_STATUS = re.compile(r"non-2xx status code: (\d{3})")

_KEY_ID = "check R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY"
_BY_CODE: dict[str, tuple[type[StorageError], str]] = {
    "NoSuchBucket": (BucketMissing, "There is no bucket {bucket} at {host}: create it, or correct R2_BUCKET_NAME."),
    "InvalidBucketName": (BucketMissing, "{bucket} cannot be the name of a bucket: correct R2_BUCKET_NAME."),
    "InvalidAccessKeyId": (CredentialsRefused, f"{{host}} does not know the access key: {_KEY_ID}."),
    "SignatureDoesNotMatch": (CredentialsRefused, f"{{host}} says that the secret is not the access key's: {_KEY_ID}."),
    "Unauthorized": (CredentialsRefused, f"{{host}} does not accept the access key: {_KEY_ID}."),
    "AccessDenied": (
        CredentialsRefused,
        "The access key may not do this in bucket {bucket}: let it read, write, list and delete objects there.",
    ),
    "RequestTimeTooSkewed": (StorageUnavailable, "This machine's clock is wrong, so {host} refuses: set it."),
    "AuthorizationHeaderMalformed": (
        StorageUnavailable,
        "Bucket {bucket} is in another region than the settings say: correct S3_REGION.",
    ),
    "PermanentRedirect": (
        StorageUnavailable,
        "Bucket {bucket} is reached at another address: correct S3_ENDPOINT and S3_REGION.",
    ),
    "QuotaExceeded": (StorageFull, "The quota of bucket {bucket} is used up: raise it, or delete files."),
    "SlowDown": (StorageUnavailable, "{host} is overloaded: try again in a minute."),
    "ServiceUnavailable": (StorageUnavailable, "{host} is not available: try again in a minute."),
}
_BY_STATUS = {"401": "Unauthorized", "403": "AccessDenied", "301": "PermanentRedirect", "503": "ServiceUnavailable"}


def explain(error: Exception, key: str, *, bucket: str, endpoint: str) -> StorageError:
    """The error to raise for one of obstore's: its kind, and a sentence saying what to do."""
    text = str(error)
    host = urlsplit(endpoint).netloc or endpoint
    code, status = _first(_CODE, text), _first(_STATUS, text)
    known = _BY_CODE.get(code) or _BY_CODE.get(_BY_STATUS.get(status, ""))
    if known:
        kind, sentence = known
        return kind(sentence.format(bucket=bucket, host=host))
    if isinstance(error, FileNotFoundError):
        return missing(key)
    if not status:  # no answer at all: no connection, or it broke, or the time was up
        return StorageUnavailable(
            f"{host} cannot be reached: check S3_ENDPOINT (or R2_ACCOUNT_ID), the network, and that the server runs."
        )
    return StorageError(f"{host} refused with {status} {code or 'and no reason'}: look it up in its documentation.")


def is_past_the_end(error: Exception) -> bool:
    """Whether the server only says that the range asked for lies behind the object's end."""
    return _first(_STATUS, str(error)) == "416"


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(1) if found else ""
