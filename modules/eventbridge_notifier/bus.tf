# A bus of the stack's own for what other regions and accounts send, so that other people's rules on the
# default bus do not see it. Events of this region stay on the default bus. Encrypted by EventBridge
# itself: with a customer key, events would be lost while that is disabled.

locals {
  # Without anything to receive, or received and archived, there is the default bus alone.
  receives        = length(var.accounts) > 0 || var.organization_id != null || anytrue(concat(values(var.packed.rules)[*].forwarded, values(var.watches)[*].forwarded))
  has_own_bus     = (local.receives || var.archive.enabled) && (var.receiving_bus == "own" || var.keep_other_bus)
  uses_default    = var.receiving_bus == "default" || var.keep_other_bus
  own_bus_arn     = "arn:${local.partition}:events:${local.place}:event-bus/${var.name}"
  default_bus_arn = "arn:${local.partition}:events:${local.place}:event-bus/default"

  # What is forwarded has a rule on each bus.
  forwarded = { for name, watch in var.watches : name => watch if local.has_own_bus && watch.forwarded && watch.event_bus_name == "default" }

  # One statement for all accounts, one for the organization. aws:PrincipalAccount is the account of the
  # role with which a forwarder sends.
  own_bus_senders = concat(
    length(var.accounts) == 0 ? [] : [{
      Sid       = "AccountsSend"
      Effect    = "Allow"
      Principal = "*"
      Action    = "events:PutEvents"
      Resource  = local.own_bus_arn
      Condition = { StringEquals = { "aws:PrincipalAccount" = sort(var.accounts) } }
    }],
    var.organization_id == null ? [] : [{
      Sid       = "OrganizationSends"
      Effect    = "Allow"
      Principal = "*"
      Action    = "events:PutEvents"
      Resource  = local.own_bus_arn
      Condition = { StringEquals = { "aws:PrincipalOrgID" = var.organization_id } }
    }],
  )
}

resource "aws_cloudwatch_event_bus" "own" {
  count = local.has_own_bus ? 1 : 0

  name = var.name
  tags = var.tags
}

resource "aws_cloudwatch_event_bus_policy" "own" {
  count = local.has_own_bus && length(local.own_bus_senders) > 0 ? 1 : 0

  event_bus_name = aws_cloudwatch_event_bus.own[0].name
  policy         = jsonencode({ Version = "2012-10-17", Statement = local.own_bus_senders })
}

module "forwarded" {
  source   = "./watch"
  for_each = local.forwarded

  rules   = local.rules
  targets = local.targets
  watch   = merge(each.value, { name = each.key, event_bus_name = aws_cloudwatch_event_bus.own[0].name })
}

# Which bus receives, as of the last change that kept both. Going from one to the other without keeping
# both would leave senders that have not switched yet before a closed door.
resource "terraform_data" "receiving_bus" {
  count = local.receives ? 1 : 0

  input            = var.receiving_bus
  triggers_replace = var.keep_other_bus ? var.receiving_bus : null

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = var.keep_other_bus || self.input == var.receiving_bus
      error_message = "receiving_bus was ${self.input} and would become ${var.receiving_bus}, while forwarders still send to the other one. Say keep_other_bus = true and apply; let every forwarder switch to the output event_bus_arn; then take it out again and apply."
    }
  }
}
