variable "watch" {
  description = <<-EOT
    What to watch for: an element of the module's `watches`, with its name. All of it is said: defaults are
    filled in there, once, and not in each of a thousand instances of this module.

    - `name`: the watch's name.
    - `event_pattern`: the JSON text of an event pattern.
    - `description`, `event_bus_name`, `state`: those of the rule.
    - `severity`, `record`, `resources`: what the recorder is handed beside the event.
    - `extra_targets`: further targets by name.
  EOT
  type = object({
    name           = string
    event_pattern  = string
    description    = string
    event_bus_name = string
    state          = string
    severity       = string
    record         = map(string)
    resources      = string
    extra_targets  = map(object({ arn = string, role_arn = string }))
  })
  nullable = false
}
