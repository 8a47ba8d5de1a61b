# What a watch must be: checks_watches.tf of the module around.

variable "rule" {
  description = <<-EOT
    The rule.

    - `name`, `description`, `state`, `tags`: its own.
    - `event_pattern`: its pattern as JSON text.
    - `checked`: of what has looked at the watches; the rule waits for it.
  EOT
  type = object({
    name          = string
    event_pattern = string
    state         = optional(string, "ENABLED")
    description   = optional(string)
    tags          = optional(map(string), {})
    checked       = optional(string)
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
  description = "For how many seconds EventBridge goes on trying, and how often."
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}
