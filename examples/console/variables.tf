variable "issuer" {
  description = "The OIDC provider's address, exactly as its tokens write it."
  type        = string
  nullable    = false
}

variable "client_id" {
  description = "The client that the provider knows the page by."
  type        = string
  nullable    = false
}

variable "client_secret_arn" {
  description = "The secret in Secrets Manager that holds the client's secret, where the provider demands one."
  type        = string
  default     = null
}

variable "scopes" {
  description = "What is asked of the provider. Okta sends groups with the scope groups."
  type        = set(string)
  default     = ["openid", "email"]
  nullable    = false
}

variable "groups_claim" {
  description = "The claim that lists groups: groups, or cognito:groups of Cognito."
  type        = string
  default     = "groups"
  nullable    = false
}

variable "access" {
  description = "Who sees what, by a name of yours: `groups` or `emails`, and `accounts`, `watches`, `severities` where not everything."
  type = map(object({
    groups     = optional(set(string), [])
    emails     = optional(set(string), [])
    accounts   = optional(set(string))
    watches    = optional(set(string))
    severities = optional(set(string))
  }))
  default  = { security = { groups = ["security"] } }
  nullable = false
}

variable "architecture" {
  description = "Of the function: arm64 or x86_64."
  type        = string
  default     = "arm64"
  nullable    = false
}

variable "console_zip" {
  description = "The page's zip; dist/console-<architecture>.zip, as `make package-console` builds it, if not said."
  type        = string
  default     = null
}

variable "deletion_protection" {
  description = "Refuse to delete the table. Say false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
}

variable "access_log_bucket" {
  description = "A bucket of yours that takes S3 server access logs."
  type        = string
  default     = null
}
