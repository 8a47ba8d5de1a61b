# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "create_key" {
  description = "Make a customer key that encrypts everything. Say false and give kms_key_arn to use one of yours."
  type        = bool
  default     = true
  nullable    = false
}

variable "kms_key_arn" {
  description = "With create_key = false: the key that encrypts everything. Its policy must say what the output key_statements says."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the roles made here."
  type        = string
  default     = null
}
