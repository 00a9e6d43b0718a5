"""What can go wrong with stored objects, each said so that a person knows what to do next."""

from reelwright.kit.problems import Problem


class StorageError(Problem):
    """The storage did not do what was asked, for a reason the sentence quotes."""

    code = "storage_failed"
    status = 502
    title = "The storage refused"


class StorageUnavailable(StorageError):
    """The storage cannot be used at all until somebody changes something or it comes back."""

    code = "storage_unavailable"
    status = 503
    title = "The storage cannot be used"


class CredentialsRefused(StorageUnavailable):
    """The access key is unknown, its secret is wrong, or it lacks the right to read and write."""

    code = "storage_credentials_refused"


class BucketMissing(StorageUnavailable):
    """The bucket of the settings does not exist at the endpoint of the settings."""

    code = "storage_bucket_missing"


class StorageFull(StorageUnavailable):
    """No room is left, or a quota is used up."""

    code = "storage_full"
    status = 507


class ObjectMissing(StorageError):
    """There is no object under this key."""

    code = "object_missing"
    status = 404
    title = "No such file"


class ObjectExists(StorageError):
    """Another object, with other bytes, already has this key; it was left as it is."""

    code = "object_exists"
    status = 409
    title = "The file exists already"


class ObjectTooLarge(StorageError):
    """The source brought more bytes than the caller allows; nothing was kept."""

    code = "object_too_large"
    status = 413
    title = "The file is too large"
