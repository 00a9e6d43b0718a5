"""What can go wrong with a picture before it is kept; the image decoder adds its own `bad_image`."""

from reelwright.kit.problems import Conflict, Problem


class FileTooLarge(Problem):
    """413: one of the files is larger than is taken."""

    code = "file_too_large"
    status = 413
    title = "The file is too large"


class BeingDeleted(Conflict):
    """409: the same picture is being deleted right now; sending it again in a moment keeps it."""

    code = "being_deleted"
    title = "The picture is being deleted"
