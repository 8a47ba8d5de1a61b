# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "create_key" {
  description = "Make a customer key that encrypts everything. To use your own key, set it to false and set kms_key_arn."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "With create_key = false: the key that encrypts everything. Its policy must contain the statements of the output key_statements."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the roles made here."
  type        = string
  default     = null
}
