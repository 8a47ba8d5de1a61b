variable "watch" {
  description = <<-EOT
    What to watch for: an element of the module's `watches`, with its name.

    - `name`: the watch's name.
    - `event_pattern`: the JSON text of an event pattern.
    - `description`, `event_bus_name`, `state`: those of the rule.
    - `severity`, `record`, `resources`: what the recorder is handed beside the event.
    - `notify`: who is told. `extra_targets`: further targets by name.
  EOT
  type = object({
    name           = string
    event_pattern  = string
    description    = optional(string)
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    severity       = optional(string)
    record         = optional(map(string), {})
    resources      = optional(string, "{}")
    notify         = optional(list(string), [])
    extra_targets  = optional(map(object({ arn = string, role_arn = optional(string) })), {})
  })
  nullable = false
}
