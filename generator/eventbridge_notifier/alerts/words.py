"""Text that somebody else wrote, made harmless for any channel. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300
"""Characters of one value in a message."""

SUBJECT = 99
"""Characters of an e-mail's subject."""

# Characters that hide or reorder text (categories of Unicode): controls, formats such as
# right-to-left overrides, surrogates, private use, unassigned, line and paragraph separators.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What mail programs and chats make links or mentions of.
LINKS = (
    (re.compile(r"(?i)(?<=[a-z0-9])://"), "[:]//"),
    (re.compile(r"(?i)\b(mailto|tel|javascript|data):"), r"\1[:]"),
    (re.compile(r"(?i)\bwww\."), "www[.]"),
)


def clean(text: object, longest: int = LONGEST) -> str:
    """One line, nothing hidden, no links; cut to `longest` characters, which is then said."""
    plain = "".join(" " if unicodedata.category(sign) in HIDDEN else sign for sign in str(text))
    for pattern, harmless in LINKS:
        plain = pattern.sub(harmless, plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def subject(text: str) -> str:
    """A subject as SNS takes it: printable ASCII, at most 99 characters, no blank in front.

    Source: SNS API reference, Publish, Subject.
    """
    plain = unicodedata.normalize("NFKD", clean(text, 1000)).encode("ascii", "replace").decode()
    cut = plain if len(plain) <= SUBJECT else plain[: SUBJECT - 3] + "..."
    return cut.strip() or "Alert"


def short_resource(resource: str) -> str:
    """`role/deploy` of an ARN, `bucket` of one of S3; `type/id` as it is."""
    parts = resource.split(":", 5)
    return parts[5] if len(parts) == 6 and parts[0] == "arn" else resource
