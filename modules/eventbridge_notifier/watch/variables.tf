variable "rule" {
  description = "The rule: its name, its pattern as JSON text, the bus it stands on, its state, description and tags."
  type = object({
    name           = string
    event_pattern  = string
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    description    = optional(string)
    tags           = optional(map(string), {})
  })
  nullable = false
}

variable "recorder" {
  description = "The recorder, or the queue before it: its ARN, what it is handed, and the queue for what cannot be delivered."
  type        = object({ arn = string, input_template = string, dead_letter_arn = string })
  nullable    = false
}

variable "targets" {
  description = "Further targets by target id. Without an input they get the event as it is."
  type = map(object({
    arn             = string
    dead_letter_arn = string
    role_arn        = optional(string)
    input           = optional(object({ template = string, paths = map(string) }))
  }))
  default  = {}
  nullable = false
}

variable "retry" {
  description = "How long EventBridge goes on trying."
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}
