"""Which IAM permissions an API call needs: actions, resources and condition keys. Pure."""

from eventbridge_notifier.sandbox.iam.permissions.need import Need
from eventbridge_notifier.sandbox.iam.permissions.needs import needs

__all__ = ["Need", "needs"]
