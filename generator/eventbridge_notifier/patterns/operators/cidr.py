"""`cidr`."""

import ipaddress
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns import addresses
from eventbridge_notifier.patterns.operators.base import (
    Leaf,
    Operator,
    Refusal,
    Scalar,
    shown,
    string,
)


@dataclass(frozen=True)
class Cidr(Leaf):
    """A block, from its first address to its last."""

    first: str
    last: str
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        digits = addresses.hex_digits(value) if isinstance(value, str) else None
        return digits is not None and addresses.inside(digits, self.first, self.last)


def cidr(operand: Any) -> Leaf:
    """"address/bits": IPv4 /0 to /31, IPv6 /0 to /127; one address is written as a literal.

    Bits of the host may be set. A string that is no address does not match.
    """
    block = string("cidr", operand).rstrip("/")
    address, slash, bits = block.partition("/")
    if not slash or "/" in bits:
        raise Refusal(f"{shown(operand)} is no CIDR block: one `/` is needed, as in 10.0.0.0/24")
    mask = _mask(bits, operand)
    digits = addresses.hex_digits(address)
    if digits is None:
        raise Refusal(f"{shown(address)} is no IP address")
    largest = len(digits) * 4 - 1
    if mask > largest:
        raise Refusal(f"a mask goes up to /{largest} here; write the bare address for one address")
    return Cidr(*addresses.block(digits, mask), f"cidr {shown(operand)}")


def _mask(bits: str, operand: str) -> int:
    digits = bits.removeprefix("+")
    if not digits.isdecimal() or len(digits) > 9:
        raise Refusal(f"{shown(operand)} is no CIDR block: the mask must be a whole number")
    return int(digits)


CIDR = Operator(
    cidr, sample=lambda operand: str(ipaddress.ip_network(operand, strict=False)[1]),
    compares="text", operand={"type": "string"})
