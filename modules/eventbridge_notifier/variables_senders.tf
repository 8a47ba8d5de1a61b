variable "receiving_bus" {
  description = <<-EOT
    The bus that receives what other regions and accounts send: the stack's `own`, called like it, whose rules are ours alone; or the `default` bus, where rules of everybody in this account see it too. Watches with `forwarded` have a rule on both. A change takes two applies: `keep_other_bus`.
  EOT
  type        = string
  default     = "default"
  nullable    = false

  validation {
    condition     = contains(["default", "own"], var.receiving_bus)
    error_message = "receiving_bus must be default or own."
  }
}

variable "keep_other_bus" {
  description = "While forwarders switch from one bus to the other: keep rules and permissions on the one that no longer receives. Take it out again when all have switched."
  type        = bool
  default     = false
  nullable    = false
}

variable "accounts" {
  description = <<-EOT
    Accounts that may send their events here, by modules/event_forwarder. With `receiving_bus = "own"` the bus's policy has room for more than 600; that of the default bus for some 45, and they must be known when one plans: no ids of accounts made in the same apply. `organization_id` needs one statement for all.
  EOT
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "accounts must hold account ids of 12 digits, in quotes; ${join(", ", [for account in var.accounts : "\"${account}\"" if !can(regex("^[0-9]{12}$", account))])} is none."
  }

  # A statement as EventBridge keeps it; the policy of a bus has 10,240 characters (EventBridge user
  # guide, "Quotas"). 14 are a long region's.
  validation {
    condition = (var.receiving_bus == "own" && !var.keep_other_bus) || length(var.accounts) * length(jsonencode({
      Sid       = "${var.name}-account-000000000000", Effect = "Allow", Action = "events:PutEvents",
      Principal = { AWS = "arn:aws:iam::000000000000:root" }, Resource = "arn:aws:events:${format("%014d", 0)}:000000000000:event-bus/default"
    })) + (var.organization_id == null ? 100 : 350) <= 10240
    error_message = "accounts are ${length(var.accounts)}, and the policy of the default bus has 10,240 characters, which are some 45 accounts. Say receiving_bus = \"own\", whose policy takes more than 600, or organization_id, which is one statement for all."
  }

  validation {
    condition     = length(jsonencode(var.accounts)) + 700 <= 10240
    error_message = "accounts are ${length(var.accounts)}, and the policy of an event bus has 10,240 characters, which are some 630 accounts. Say organization_id, which is one statement for all."
  }
}

variable "organization_id" {
  description = "An organization whose accounts may all do so. It must be known when one plans, as that of data.aws_organizations_organization is."
  type        = string
  default     = null

  validation {
    condition     = var.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must be an id such as o-exampleorgid."
  }
}
