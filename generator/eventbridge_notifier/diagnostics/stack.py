"""Codes of findings about examples and the stack around a spec. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

STACK = (
    warning("ignore", "Comment without effect", "From `lint`: a comment `eventbridge-notifier: "
            "ignore[code]` without a reason, with an unknown code, or without a matching finding. "
            "Write the reason after the bracket, or remove the comment."),
    error("example", "Example fails", "The pattern does not match a `match` example, or matches a "
          "`no_match` example. The message shows the field that differs; `eventbridge-notifier "
          "explain` shows all of them."),
    warning("unverified-example", "No example", "No sample event could be made that the watch "
            "matches: its conditions may contradict each other. Add an event of your own under "
            "`examples: match:`."),
    warning("stack-region", "Regions differ", "The provider in the stack has another region than "
            "`home_region`."),
    warning("stack-version", "Versions differ", "The stack requires a version of the AWS provider "
            "that the module does not support, or a version of the module that does not fit this "
            "version of the command."),
    warning("unverified-stack", "Stack not read", "A Terraform file beside the spec is not UTF-8, "
            "or is not HCL that this program can read, so that region and versions could not be "
            "compared. `terraform validate` says what is wrong with it."),
    warning("provider-alias", "Provider missing", "Events must be forwarded from another region, "
            "but the stack has no provider for it. `generate` prints the block to add."),
    warning("stack-senders", "Senders missing", "The spec names accounts or an organization, but "
            "the stack does not pass them to the module, so the bus would refuse their events. Add "
            "the line that the message shows."),
    warning("stack-selectors", "Selectors missing", "The watches need data events, but the trail "
            "is not the module's. Add the selector that the message shows to that trail."),
    warning("nobody-told", "Undeclared topic or webhook", "`notify` names a topic or webhook that "
            "the stack does not declare. The module makes a topic of that name without "
            "subscribers. Declare it in `topics` or `webhooks`, or correct the name."),
    warning("stack-alerting", "Alerting not passed on", "The spec has names of accounts or "
            "`quiet`, but the stack does not pass them to the module. Add the line that the "
            "message shows."),
    error("stack-packed", "Packed rules not passed on", "The spec uses packed rules, but the stack "
          "does not pass them to the module, so their watches would record nothing. Add the line "
          "that the message shows."),
    error("organization", "Several organizations", "Two files of the stack name different "
          "organizations. Give only one."),
    warning("alarm-topics", "Alarms and topics differ", "`alarm_topics` does not fit the regions "
            "of the rules: an alarm can only notify topics of its own region. Name a topic in each "
            "region with rules, and none in other regions; pass those of the home region to the "
            "module, as the message shows."),
)
