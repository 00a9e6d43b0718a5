"""What can be wrong with a file of sound or picture, in sentences."""

from reelwright.kit.problems import Problem


class UnreadableMedia(Problem):
    """422: the bytes are not the video they claim to be, or not all of it."""

    code = "unreadable_media"
    status = 422
    title = "The video cannot be read"


class ClipTooShort(Problem):
    """422: a take is more than 2 % shorter than the part it has to fill."""

    code = "clip_too_short"
    status = 422
    title = "A clip is too short"


class BadJoin(Problem):
    """500: the finished file is not what was planned; nothing was kept."""

    code = "bad_join"
    title = "The finished file failed its check"


class BadImage(Problem):
    """422: an image is damaged, too large, of a kind that is not taken, or not what it claims to be."""

    code = "bad_image"
    status = 422
    title = "The image cannot be used"
