# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "accounts" {
  description = <<-EOT
    Accounts that may send their events here, by modules/event_forwarder. With `receiving_bus = "own"` the bus's policy has room for more than 600; that of the default bus for some 45, and they must be known when one plans: no ids of accounts made in the same apply. `organization_id` needs one statement for all.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "keep_other_bus" {
  description = "While forwarders switch from one bus to the other: keep rules and permissions on the one that no longer receives. Take it out again when all have switched."
  type        = bool
  default     = false
  nullable    = false
}

variable "organization_id" {
  description = "An organization whose accounts may all do so. It must be known when one plans, as that of data.aws_organizations_organization is."
  type        = string
  default     = null
}

variable "receiving_bus" {
  description = <<-EOT
    The bus that receives what other regions and accounts send: the stack's `own`, called like it, whose rules are ours alone; or the `default` bus, where rules of everybody in this account see it too. Watches with `forwarded` have a rule on both. A change takes two applies: `keep_other_bus`.
  EOT
  type        = string
  default     = "default"
  nullable    = false
}
