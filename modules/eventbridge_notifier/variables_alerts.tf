variable "account_names" {
  description = "The names by which people know accounts, by account: messages say them."
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
