# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "beside" {
  description = <<-EOT
    Names of stacks in this account and region beside which this one may stand although one name begins with the other, such as `audit` and `audit-prod`. Otherwise it is refused: `audit`'s watch `prod-x` and `audit-prod`'s watch `x` would have one rule.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "name" {
  description = "What everything is called: the table, and the first part of every rule's name. It cannot be changed later: `may_change` says why."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
