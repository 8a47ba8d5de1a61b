# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "accounts" {
  description = <<-EOT
    Accounts that may send their events to the default bus here, by modules/event_forwarder. They must be known when one plans: no ids of accounts made in the same apply. The bus's policy has room for some 45; `organization_id` needs one statement for all.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "organization_id" {
  description = "An organization whose accounts may all do so. It must be known when one plans, as that of data.aws_organizations_organization is."
  type        = string
  default     = null
}
