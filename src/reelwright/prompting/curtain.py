"""A chat model's answer parted: the words that are shown, and the block behind them that is read. Pure."""

from typing import Final

_MARKS: Final = ("```", '{"facts"', '{ "facts"', '{\n  "facts"', '{\n "facts"')


class Curtain:
    """Lets words through as they come, up to the block; holds back what may be the block's beginning."""

    def __init__(self) -> None:
        self._held = ""
        self._is_down = False

    def pass_on(self, text: str) -> str:
        """What of the words so far may be shown now."""
        if self._is_down:
            return ""
        whole = self._held + text
        words, block = parted(whole)
        if block:
            self._is_down = True
            return words.rstrip()
        held = max((size for mark in _MARKS for size in range(1, len(mark)) if whole.endswith(mark[:size])), default=0)
        shown = whole[: len(whole) - held].rstrip()  # what stands between the words and the block is neither's
        self._held = whole[len(shown) :]
        return shown


def parted(text: str) -> tuple[str, str]:
    """The words before the block, and the block with everything after it."""
    at = min((found for mark in _MARKS if (found := text.find(mark)) >= 0), default=len(text))
    return text[:at], text[at:]
