variable "name" {
  description = "The rule's name."
  type        = string
  nullable    = false
}

variable "rule" {
  description = "The rule: its pattern as JSON text, the bus it stands on, its state."
  type = object({
    event_pattern  = string
    event_bus_name = string
    state          = string
    description    = optional(string)
  })
  nullable = false
}

variable "recorder" {
  description = "The recorder's target: an ARN, the input template, and the queue for what cannot be delivered."
  type        = object({ arn = string, input_template = string, dead_letter_arn = string })
  nullable    = false
}

variable "topics" {
  description = "Topics that are told, by name, with the template of their message and its paths."
  type        = map(object({ arn = string, input_template = string, input_paths = map(string) }))
  default     = {}
  nullable    = false
}

variable "extra_targets" {
  description = "Further targets by target id: queue, topic, function, event bus or log group."
  type        = map(object({ arn = string, role_arn = optional(string) }))
  default     = {}
  nullable    = false
}

variable "undelivered_arn" {
  description = "The queue for what topics and further targets do not take."
  type        = string
  default     = null
}

variable "retry" {
  description = "How long EventBridge goes on trying."
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}

variable "tags" {
  description = "The rule's tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
