variable "accounts" {
  description = "Accounts that may send their events to the default bus here, by modules/event_forwarder. They must be known when one plans: no ids of accounts made in the same apply."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "accounts must hold account ids of 12 digits, in quotes."
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
