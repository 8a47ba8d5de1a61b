variable "rule" {
  description = <<-EOT
    The rule.

    - `name`, `description`, `state`, `tags`: its own.
    - `event_pattern`: its pattern as JSON text.
    - `watch`: the name of the watch for which it stands.
  EOT
  type = object({
    name          = string
    watch         = string
    event_pattern = string
    state         = optional(string, "ENABLED")
    description   = optional(string)
    tags          = optional(map(string), {})
  })
  nullable = false

  validation {
    condition     = length(var.rule.name) <= 64
    error_message = "watch \"${var.rule.watch}\": the name of its rule, ${var.rule.name}, has more than 64 characters"
  }

  validation {
    condition     = can(keys(jsondecode(var.rule.event_pattern)))
    error_message = "watch \"${var.rule.watch}\": event_pattern must be the JSON text of an object"
  }

  validation {
    condition     = !can(regex("^\\s*\\{\\s*\\}\\s*$", var.rule.event_pattern))
    error_message = "watch \"${var.rule.watch}\": event_pattern is empty, and EventBridge refuses {}"
  }

  # jsonencode writes < > & in six characters each; EventBridge counts one.
  validation {
    condition     = length(var.rule.event_pattern) <= 4096 || try(length(replace(jsonencode(jsondecode(var.rule.event_pattern)), "/\\\\u00(3c|3e|26)/", "_")), 0) <= 4096
    error_message = "watch \"${var.rule.watch}\": event_pattern has more than 4,096 characters without blanks, which is EventBridge's limit"
  }

  # The keys that have a bare value: only operators do.
  validation {
    condition = length(setsubtract(
      flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\":[\"0-9tfn-]", try(jsonencode(jsondecode(var.rule.event_pattern)), ""))),
      ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"],
    )) == 0
    error_message = "watch \"${var.rule.watch}\": event_pattern gives ${join(", ", setsubtract(
      flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\":[\"0-9tfn-]", try(jsonencode(jsondecode(var.rule.event_pattern)), ""))),
      ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"],
    ))} a bare value, and EventBridge takes only lists, such as \"eventName\": [\"CreateUser\"]"
  }

  validation {
    condition     = !can(regex("\":(\\[\\]|\\{\\})", try(jsonencode(jsondecode(var.rule.event_pattern)), "")))
    error_message = "watch \"${var.rule.watch}\": event_pattern holds an empty list or object, which EventBridge refuses"
  }

  validation {
    condition     = contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], var.rule.state)
    error_message = "watch \"${var.rule.watch}\": state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  }

  validation {
    condition     = length(coalesce(var.rule.description, "-")) <= 512
    error_message = "watch \"${var.rule.watch}\": description must have 512 characters at most"
  }
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
