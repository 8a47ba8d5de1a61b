variable "name" {
  description = "The name of the stack at home."
  type        = string
  nullable    = false
}

variable "minutes" {
  description = "Minutes between two beats."
  type        = number
  nullable    = false
}

variable "queue" {
  description = "The queue that is tagged. It has the tag `Heartbeat` with the stack's name already."
  type        = object({ url = string, arn = string })
  nullable    = false
}

variable "place" {
  description = "Where it stands."
  type        = object({ partition = string, region = string, account = string })
  nullable    = false
}

variable "kms_key_arn" {
  description = "The key that encrypts the schedule; null for one of AWS's."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the role."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  nullable    = false
}
