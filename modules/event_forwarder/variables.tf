variable "name" {
  description = "The name of the stack at home: rules here are called like those there."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,27}$", var.name))
    error_message = "name must have 2 to 28 lower-case letters, digits and hyphens, and not begin with a hyphen."
  }

  validation {
    condition     = !strcontains(var.name, "--") && !endswith(var.name, "-")
    error_message = "name must not end in a hyphen or have two in a row: the stack at home has no such name."
  }
}

# What a watch must be: checks_watches.tf.
variable "watches" {
  description = <<-EOT
    What to send home, by name: the same map as at home, or a part of it. What only matters at home is passed over.

    - `event_pattern`: the JSON text of an EventBridge event pattern.
    - `description`: that of the rule.
    - `state`: `ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`, which read-only API calls need.
  EOT
  type = map(object({
    event_pattern = string
    description   = optional(string)
    state         = optional(string, "ENABLED")
  }))
  nullable = false
}

variable "home_bus_arn" {
  description = "The bus that gets the events: the output event_bus_arn of the stack at home."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/", var.home_bus_arn))
    error_message = "home_bus_arn must be the ARN of an event bus."
  }
}

variable "retry" {
  description = <<-EOT
    How long EventBridge goes on trying to reach home before an event goes to the dead-letter queue.

    - `maximum_age_seconds`: 60 to 86,400.
    - `maximum_attempts`: 0 to 185.
  EOT
  type = object({
    maximum_age_seconds = optional(number, 86400)
    maximum_attempts    = optional(number, 185)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.retry.maximum_age_seconds >= 60 && var.retry.maximum_age_seconds <= 86400
    error_message = "retry.maximum_age_seconds must be between 60 and 86400."
  }

  validation {
    condition     = var.retry.maximum_attempts >= 0 && var.retry.maximum_attempts <= 185
    error_message = "retry.maximum_attempts must be between 0 and 185."
  }
}

variable "queue_message_bytes" {
  description = "The largest message that the queue takes. Up to 1048576 from version 6.8 of the provider; events are up to 1 MB."
  type        = number
  default     = 262144
  nullable    = false

  validation {
    condition     = var.queue_message_bytes >= 262144 && var.queue_message_bytes <= 1048576 && floor(var.queue_message_bytes) == var.queue_message_bytes
    error_message = "queue_message_bytes must be a whole number between 262144 and 1048576."
  }
}

variable "alarm_actions" {
  description = "ARNs of topics in this region that the alarms notify when events cannot be sent home. Without one nobody is notified: `eventbridge-notifier check` names regions without a topic, and `health --forwarded-from` checks their queues."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.alarm_actions : can(regex("^arn:", arn))])
    error_message = "alarm_actions must hold ARNs."
  }
}

variable "may_change" {
  description = "Resources with data that a plan may replace: `queues`, when name changes. Otherwise such a plan is refused."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(setsubtract(var.may_change, ["queues"])) == 0
    error_message = "may_change must hold nothing but queues."
  }
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the role."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
