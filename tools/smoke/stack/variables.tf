variable "name" {
  description = "The stack's name, and the source of its events."
  type        = string
  nullable    = false
}

variable "region" {
  description = "Home."
  type        = string
  nullable    = false
}

variable "other_region" {
  description = "Where the forwarder stands."
  type        = string
  nullable    = false
}

variable "delivery" {
  description = "As in the module."
  type        = string
  default     = "direct"
  nullable    = false
}

variable "webhook" {
  description = "The webhook's address. Nothing answers at the default, so its messages must wait in a queue."
  type        = string
  default     = "https://smoke.invalid/"
  nullable    = false
}

variable "deletion_protection" {
  description = "As in the module."
  type        = bool
  default     = false
  nullable    = false
}

variable "force_destroy" {
  description = "As in the module."
  type        = bool
  default     = true
  nullable    = false
}
