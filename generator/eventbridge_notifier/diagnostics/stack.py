"""Codes of findings about examples and the stack around a spec. Data."""

from __future__ import annotations

from eventbridge_notifier.diagnostics.diagnostic import error, warning

STACK = (
    warning("ignore", "Comment that lifts nothing", "Of `lint`: a comment `eventbridge-notifier: "
            "ignore[code]` without a reason, with a code that does not exist, or that lifts "
            "nothing. Write the reason behind the bracket, or remove the comment."),
    error("example", "Example fails", "The pattern answers an example otherwise than the example "
          "says. The message shows the field that differs; `eventbridge-notifier explain` shows "
          "all of them."),
    warning("unverified-example", "No example", "No event could be made up that the watch matches: "
            "its conditions may contradict each other. Give it an event of yours under `examples: "
            "match:`."),
    warning("stack-region", "Regions differ", "The provider in the stack has another region than "
            "`home_region`."),
    warning("stack-version", "Versions differ", "The stack pins a version of the AWS provider that "
            "the module does not work with, or a version of the module that this program does not "
            "write for."),
    warning("unverified-stack", "Stack not read", "A Terraform file beside the spec is not UTF-8, "
            "or is not HCL that this program can read, so that region and versions could not be "
            "compared. `terraform validate` says what is wrong with it."),
    warning("provider-alias", "Provider missing", "Events must be forwarded from another region, "
            "and the stack has no provider for it. `generate` prints the block to add."),
    warning("stack-senders", "Senders missing", "The spec names accounts or an organization whose "
            "events come here, and the stack does not hand them to the module, so that the bus "
            "would refuse them. Add the line that the message shows."),
    warning("stack-selectors", "Selectors missing", "The watches need data events, and the stack "
            "has a trail that is not the module's. Add the selector that the message shows to that "
            "trail."),
    warning("nobody-told", "Nobody is called so", "`notify` names a topic or webhook that the "
            "stack does not declare. The module makes a topic of that name, to which nobody has "
            "subscribed. Declare it in `topics` or `webhooks`, or correct the name."),
    warning("stack-alerting", "Alerting not passed on", "The spec gives accounts names or keeps "
            "something quiet, and the stack does not hand that to the module. Add the line that "
            "the message shows."),
    error("stack-packed", "Packed rules not passed on", "The spec asks for packed rules, and the "
          "stack does not hand them to the module, so that their watches would record nothing. Add "
          "the line that the message shows."),
    error("organization", "Several organizations", "Two files of the stack name different "
          "organizations. Give it once."),
    warning("alarm-topics", "Alarms and topics differ", "Alarms and `alarm_topics` do not find "
            "each other: an alarm tells topics of its own region only. Name a topic of each region "
            "in which rules stand, and none of another; hand those of the home region to the "
            "module, as the message shows."),
)
