variable "name" {
  description = "The name of the table, and the first part of the names of rules and all other resources. It cannot be changed later: see `may_change`."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{2,27}$", var.name))
    error_message = "name must have 3 to 28 lower-case letters, digits and hyphens, and not begin with a hyphen: it becomes part of bucket and role names."
  }

  validation {
    condition     = !strcontains(var.name, "--") && !endswith(var.name, "-")
    error_message = "name must not end in a hyphen or have two in a row: CloudTrail takes no such name for a trail."
  }
}

variable "beside" {
  description = <<-EOT
    Names of stacks in this account and region beside which this one may stand although one name begins with the other, such as `audit` and `audit-prod`. Otherwise it is refused: `audit`'s watch `prod-x` and `audit-prod`'s watch `x` would have one rule.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
