"""IP addresses as EventBridge reads them: canonical hex digits, 8 of them (IPv4) or 32 (IPv6)."""

import re
from functools import lru_cache

_IPV4 = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12}){3}", re.ASCII)
_IPV6 = re.compile(r"[0-9a-fA-F:]*:[0-9a-fA-F:]*", re.ASCII)
_MAPPED = "0" * 20 + "FFFF"
"""An IPv4 address written as IPv6 (::ffff:a01:203) is the IPv4 address."""


def hex_digits(text: str) -> str | None:
    """The address's digits, or None if the text is no address. Leading zeros are decimal."""
    return _hex_digits(text) if 2 <= len(text) <= 45 else None


@lru_cache(maxsize=1024)
def _hex_digits(text: str) -> str | None:
    if _IPV4.fullmatch(text) and len(text) <= 15:
        octets = [int(octet) for octet in text.split(".")]
        return "".join(f"{octet:02X}" for octet in octets) if max(octets) < 256 else None
    if _IPV6.fullmatch(text):
        digits = _ipv6(text)
        return digits[24:] if digits and digits.startswith(_MAPPED) else digits
    return None


def _ipv6(text: str) -> str | None:
    head, gap, tail = text.partition("::")
    if "::" in tail or (gap and tail.startswith(":")):
        return None
    left, right = _groups(head), _groups(tail)
    if left is None or right is None:
        return None
    missing = 8 - len(left) - len(right)
    if missing < 0 or (missing > 0) != bool(gap):
        return None
    return "".join(f"{group:04X}" for group in [*left, *[0] * missing, *right])


def _groups(text: str) -> list[int] | None:
    """The numbers between colons; None where one is empty or above FFFF."""
    if not text:
        return []
    parts = text.split(":")
    if not all(parts):
        return None
    numbers = [int(part, 16) for part in parts]
    return numbers if max(numbers) <= 0xFFFF else None


def block(digits: str, bits: int) -> tuple[str, str]:
    """The first and the last address of a CIDR block, as hex digits."""
    width = len(digits)
    free = (1 << (width * 4 - bits)) - 1
    start = int(digits, 16) & ~free
    return f"{start:0{width}X}", f"{start | free:0{width}X}"


def inside(digits: str, first: str, last: str) -> bool:
    """Whether an address lies in a block; one of the other family is compared digit by digit.

    AWS decides as soon as the digits read so far settle it, so 0.0.0.0/0 takes IPv6 as well.
    """
    width = len(first)
    if len(digits) >= width:
        return first <= digits[:width] <= last
    return first[: len(digits)] < digits < last[: len(digits)]
