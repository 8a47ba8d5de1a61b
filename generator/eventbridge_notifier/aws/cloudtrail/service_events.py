"""What stands below serviceEventDetails, where a guide says it. Data, and a look-up.

Sources: Control Tower user guide, "Lifecycle events in AWS Control Tower"; Organizations user
guide, "Logging API calls with CloudTrail", CreateAccountResult and CloseAccountResult.
"""

from __future__ import annotations

_LIFECYCLE = ("CreateManagedAccount", "UpdateManagedAccount", "EnableGuardrail", "DisableGuardrail",
              "SetupLandingZone", "UpdateLandingZone", "RegisterOrganizationalUnit",
              "DeregisterOrganizationalUnit", "PrecheckOrganizationalUnit", "EnableBaseline",
              "DisableBaseline", "UpdateEnabledBaseline", "ResetEnabledBaseline",
              "ResetEnabledControl")

# (eventSource, eventName) to the one field right below serviceEventDetails.
DETAILS = {
    **{("controltower.amazonaws.com", name): f"{name[:1].lower()}{name[1:]}Status"
       for name in _LIFECYCLE},
    ("organizations.amazonaws.com", "CreateAccountResult"): "createAccountStatus",
    ("organizations.amazonaws.com", "CloseAccountResult"): "closeAccountStatus",
}


def service_event_field(event_source: str, name: str) -> str:
    """The field right below serviceEventDetails; "" where no guide says it."""
    return DETAILS.get((event_source, name), "")
