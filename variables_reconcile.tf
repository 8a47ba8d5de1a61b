# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "reconcile" {
  description = <<-EOT
    A function that holds what CloudTrail logged against the table, on a schedule, and two alarms: records are missing, or it could not look. It reads the files of the trail that the stack makes; with `create_trail = false`, Event history of this account.

    - `enabled`: whether it is made.
    - `hours`: between two runs. Each looks at so many hours and one more, up to half an hour ago.
    - `accounts`: the accounts whose events should be recorded; empty for all that the trail logs.
    - `regions`: the regions whose events should be recorded; empty for all. Set it if only some regions have rules.
    - `signed_zip`: the path of the module's `reconcile.zip` as AWS Signer gives it back.
  EOT
  type = object({
    enabled    = optional(bool, false)
    hours      = optional(number, 24)
    accounts   = optional(set(string), [])
    regions    = optional(set(string), [])
    signed_zip = optional(string)
  })
  default  = {}
  nullable = false
}
