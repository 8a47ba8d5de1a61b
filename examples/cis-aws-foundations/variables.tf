variable "email" {
  description = "Who is told. AWS sends a letter first, which asks to confirm."
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
