variable "accounts" {
  description = <<-EOT
    Accounts that may send their events to the default bus here, by modules/event_forwarder. They must be known when one plans: no ids of accounts made in the same apply. The bus's policy has room for some 45; `organization_id` needs one statement for all.
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
    condition = length(var.accounts) * length(jsonencode({
      Sid       = "${var.name}-account-000000000000", Effect = "Allow", Action = "events:PutEvents",
      Principal = { AWS = "arn:aws:iam::000000000000:root" }, Resource = "arn:aws:events:${format("%014d", 0)}:000000000000:event-bus/default"
    })) + (var.organization_id == null ? 100 : 350) <= 10240
    error_message = "accounts are ${length(var.accounts)}, and the policy of an event bus has 10,240 characters, which are some 45 accounts. Say organization_id, or send by way of fewer accounts."
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
