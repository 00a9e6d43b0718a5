"""What a vendor's adapter raises; what it can answer, it answers (`contract`)."""

from reelwright.kit.problems import Problem


class VendorUnreachable(Problem):
    """A free call (upload, schema) got no answer after several tries."""

    code = "vendor_unreachable"
    status = 502
    title = "The vendor cannot be reached"


class VendorRefusedCall(Problem):
    """A free call (upload, schema) was refused, most often for the key."""

    code = "vendor_refused_call"
    status = 502
    title = "The vendor refused the call"


class InputNotAccepted(Problem):
    """The vendor's published schema, or a limit we know, does not allow this body; nothing was submitted."""

    code = "vendor_input_invalid"
    status = 422
    title = "The vendor does not take this input"


class FileGone(Problem):
    """The finished file is not at the vendor any more, or its link is over; `check` may give a new one."""

    code = "vendor_file_gone"
    status = 502
    title = "The vendor's file is gone"


class FileUnreadable(Problem):
    """The download broke off, or is larger than allowed; trying again may help."""

    code = "vendor_file_unreadable"
    status = 502
    title = "The vendor's file could not be read"
