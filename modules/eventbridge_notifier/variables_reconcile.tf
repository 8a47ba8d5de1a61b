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

  validation {
    condition     = var.reconcile.hours >= 1 && var.reconcile.hours <= 24 && floor(var.reconcile.hours) == var.reconcile.hours
    error_message = "reconcile.hours must be a whole number between 1 and 24."
  }

  validation {
    condition     = alltrue([for account in var.reconcile.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "reconcile.accounts: ${join(", ", [for account in var.reconcile.accounts : account if !can(regex("^[0-9]{12}$", account))])} must be the 12 digits of an account."
  }

  validation {
    condition     = alltrue([for region in var.reconcile.regions : can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", region))])
    error_message = "reconcile.regions: ${join(", ", [for region in var.reconcile.regions : region if !can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", region))])} must be a region, such as us-east-1."
  }

  validation {
    condition     = length(var.reconcile.accounts) == 0 || var.create_trail
    error_message = "reconcile.accounts needs create_trail: without a trail of the stack's own, Event history is read, which is this account's alone."
  }

  validation {
    condition     = var.reconcile.signed_zip == null ? true : fileexists(var.reconcile.signed_zip)
    error_message = "reconcile.signed_zip must be the path of a file."
  }

  validation {
    condition     = !var.reconcile.enabled || var.recorder.code_signing_config_arn == null || var.reconcile.signed_zip != null
    error_message = "recorder.code_signing_config_arn needs reconcile.signed_zip: Lambda refuses code that is not signed."
  }
}
