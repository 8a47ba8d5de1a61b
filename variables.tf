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
  description = "The name of the table, and the first part of the names of rules and all other resources. It cannot be changed later: see `may_change`."
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
