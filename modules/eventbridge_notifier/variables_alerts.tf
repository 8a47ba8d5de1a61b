variable "account_names" {
  description = "Names of accounts, by account id, which messages show."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for account in keys(var.account_names) : can(regex("^[0-9]{12}$", account))])
    error_message = "account_names: ${join(", ", [for account in keys(var.account_names) : account if !can(regex("^[0-9]{12}$", account))])} must be an account of 12 digits."
  }
}

variable "quiet" {
  description = <<-EOT
    Records that nobody is told of for a while. They are recorded and counted.

    - `name`: what the entry is called where it is counted
    - `until`: when it ends, in epoch seconds
    - `because`: why
    - `watches`, `actors`, `accounts`: names, with * for anything; all of them where none is given
  EOT
  type = list(object({
    name     = string
    until    = number
    because  = optional(string)
    watches  = optional(list(string), [])
    actors   = optional(list(string), [])
    accounts = optional(list(string), [])
  }))
  default  = []
  nullable = false

  validation {
    condition     = length(distinct(var.quiet[*].name)) == length(var.quiet)
    error_message = "quiet: each entry needs a name of its own."
  }
}

variable "page" {
  description = "The address of the page, such as https://records.example.com: messages link to records there."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.page == "" || can(regex("^https?://[^ ]+$", var.page))
    error_message = "page must be an address that begins with https://."
  }
}

variable "notifier" {
  description = <<-EOT
    The function that tells people, where a watch has `notify`. Runtime, VPC and code signing are the recorder's; in a VPC it needs endpoints for DynamoDB, S3, SNS and EventBridge.

    - `signed_zip`: the path of the module's `notifier.zip` as AWS Signer gives it back.
    - `reserved_concurrency`: concurrent executions kept for it; -1 for none.
  EOT
  type = object({
    signed_zip           = optional(string)
    reserved_concurrency = optional(number, -1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.notifier.signed_zip == null ? true : fileexists(var.notifier.signed_zip)
    error_message = "notifier.signed_zip must be the path of a file."
  }

  validation {
    condition     = var.notifier.reserved_concurrency == -1 || var.notifier.reserved_concurrency > 0
    error_message = "notifier.reserved_concurrency must be above 0, or -1 for none: with 0 no message would be sent."
  }
}
