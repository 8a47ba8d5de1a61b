variable "rule" {
  description = "The rule: its name, its pattern as JSON text, its state, description and tags."
  type = object({
    name          = string
    event_pattern = string
    state         = optional(string, "ENABLED")
    description   = optional(string)
    tags          = optional(map(string), {})
  })
  nullable = false
}

variable "home_bus_arn" {
  description = "The bus that gets the events."
  type        = string
  nullable    = false
}

variable "role_arn" {
  description = "The role that may put events on that bus."
  type        = string
  nullable    = false
}

variable "dead_letter_arn" {
  description = "The queue for what cannot be sent."
  type        = string
  nullable    = false
}

variable "retry" {
  description = "How long EventBridge goes on trying."
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}
