"""What a record says about its event beside the event itself: attribute -> where it comes from."""

from __future__ import annotations

# The first path that holds a text wins; paths are those of `paths`.
SUMMARY = {
    "eventId": ("$.id",),
    "source": ("$.source",),
    "detailType": ("$.detail-type",),
    "eventSource": ("eventSource",),
    "eventName": ("eventName",),
    "account": ("$.account", "recipientAccountId"),
    "region": ("$.region", "awsRegion"),
    # CloudTrail user guide, userIdentity: which of these is there depends on its type.
    "actor": (
        "userIdentity.arn",
        "userIdentity.invokedBy",
        "userIdentity.userName",
        "userIdentity.principalId",
        "userIdentity.accountId",
        "userIdentity.type",
    ),
}

# The table's keys, and what its indexes hold beside them: modules/eventbridge_notifier/table.tf.
KEYS = ("id", "watch", "time")
INDEXED = tuple(sorted((*SUMMARY, "severity")))
