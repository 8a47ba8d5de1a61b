variable "name" {
  description = "The key's alias, without alias/."
  type        = string
  nullable    = false
}

variable "create" {
  description = "Make a key. Otherwise arn is it."
  type        = bool
  nullable    = false
}

variable "arn" {
  description = "A key that is there."
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
