"""Which IAM permissions an API call needs: actions, resources and condition keys. Pure."""

from sandbox.permissions.need import Need
from sandbox.permissions.needs import needs

__all__ = ["Need", "needs"]
