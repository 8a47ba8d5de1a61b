variable "create_key" {
  description = "Make a customer key that encrypts everything. To use your own key, set it to false and set kms_key_arn."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.create_key || var.kms_key_arn != null
    error_message = "create_key = false needs kms_key_arn."
  }

  validation {
    condition     = !var.create_key || var.kms_key_arn == null
    error_message = "kms_key_arn needs create_key = false."
  }
}

variable "kms_key_arn" {
  description = "With create_key = false: the key that encrypts everything. Its policy must contain the statements of the output key_statements."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, which has :key/ in it: that of an alias works neither in a role's policy nor for a log group."
  }
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the roles made here."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^arn:[a-z-]+:iam::.*:policy/", var.permissions_boundary))
    error_message = "permissions_boundary must be the ARN of a policy."
  }
}
