"""The little of H.264 that a join by packet copy must know. Source: ITU-T H.264 7.4.1, ISO/IEC 14496-15 5.3."""

from collections.abc import Iterator

_IDR, _SPS, _PPS = 5, 7, 8


def starts_alone(extradata: bytes, packet: bytes) -> bool:
    """True if `packet` is an IDR picture that brings no parameter sets but those of `extradata`.

    A key frame flag is not enough: a recovery point is flagged too, and refers to pictures before it.
    """
    if not extradata or extradata[0] != 1:  # not avcC, so not the form MP4 needs
        return False
    kinds = set()
    for unit in _units(packet, length_bytes=(extradata[4] & 3) + 1):
        kind = unit[0] & 31
        if kind in (_SPS, _PPS) and unit not in extradata:
            return False
        kinds.add(kind)
    return _IDR in kinds


def _units(packet: bytes, length_bytes: int) -> Iterator[bytes]:
    at = 0
    while at + length_bytes < len(packet):
        size = int.from_bytes(packet[at : at + length_bytes], "big")
        at += length_bytes
        if unit := packet[at : at + size]:
            yield unit
        at += size
