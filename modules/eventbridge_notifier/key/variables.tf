variable "name" {
  description = "The key's alias, without alias/."
  type        = string
  nullable    = false
}

variable "create" {
  description = "Make a key, or keep the one that was made before there was an arn."
  type        = bool
  nullable    = false
}

variable "arn" {
  description = "A key that is there, to be used instead."
  type        = string
  default     = null
}

variable "statements" {
  description = "Statements of its policy, as JSON text of a list."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Its tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
