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

variable "organization_trail" {
  description = "Make the trail an organization's: for the management account, or CloudTrail's delegate."
  type        = bool
  default     = true
  nullable    = false
}

variable "trail_owner_account_id" {
  description = "In CloudTrail's delegate: the management account, which owns the organization's trails."
  type        = string
  default     = null
}
