# What is refused at plan and needs to know where the stack stands, or who its neighbours are.

locals {
  # Buses that are named by ARN, by watch: those of another place take no rule from here.
  elsewhere = {
    for name, watch in merge(var.packed.rules, var.watches) : name => watch.event_bus_name
    if startswith(watch.event_bus_name, "arn:") && !strcontains(watch.event_bus_name, ":events:${local.place}:")
  }

  # Stacks whose names begin with this one's and a hyphen, or the other way round, may give two rules
  # one name: audit's prod-x and audit-prod's x. Two queues tell of a stack. Names to look for:
  name_parts = split("-", var.name)
  beginnings = [for last in range(1, length(local.name_parts)) : join("-", slice(local.name_parts, 0, last))]
  queue_names = {
    for beginning, found in data.aws_sqs_queues.neighbours : beginning => [for url in found.queue_urls : reverse(split("/", url))[0]]
  }
  stacks_here = toset(flatten([
    for names in values(local.queue_names) : [
      for name in names : trimsuffix(name, "-dead-letter")
      if endswith(name, "-dead-letter") && contains(names, "${name}-recorder")
    ]
  ]))
  neighbours = [
    for other in local.stacks_here : other
    if other != var.name && !contains(var.beside, other) && (
      startswith(var.name, "${other}-") ||
      anytrue([for watch in keys(var.watches) : startswith("${var.name}-${watch}", "${other}-") if startswith(other, "${var.name}-")])
    )
  ]
}

data "aws_sqs_queues" "neighbours" {
  for_each = toset(concat([for beginning in local.beginnings : "${beginning}-dead-letter"], ["${var.name}-"]))

  queue_name_prefix = each.value
}

resource "terraform_data" "checks" {
  lifecycle {
    precondition {
      condition     = length(local.elsewhere) == 0
      error_message = "watch ${join(", ", [for name, bus in local.elsewhere : "\"${name}\": event_bus_name is ${bus}"])}: a rule stands where its bus is, and this stack is in ${local.place}. Send those events to a bus here: modules/event_forwarder."
    }

    precondition {
      condition     = length(local.neighbours) == 0
      error_message = "name \"${var.name}\" and the stack ${join(", ", [for other in local.neighbours : "\"${other}\""])} of this account and region: one name begins with the other, so a rule could be both stacks'. Choose a name that does not; or, if no watch's name continues the shorter name like the longer, say beside = [${join(", ", [for other in local.neighbours : "\"${other}\""])}]."
    }

    precondition {
      condition     = !var.create_key || length(local.key_policy) <= 32000
      error_message = "The key's policy has ${length(local.key_policy)} characters and KMS takes 32,768 bytes: fewer names in notify, topics and alarm_topics, or a key of yours (kms_key_arn)."
    }
  }
}
