# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "packed" {
  description = <<-EOT
    Rules that many watches share. The generator writes this: pass `local.packed` of watches.tf.

    - `file`: the watches, each with its pattern and what is recorded of it; `sha256`: the hash of that file.
    - `rules`: by name, a pattern that lets through at least what its watches match, `event_bus_name`, `state`, `forwarded`, and `sha256`, the hash of its watches in the file.
    - `alerts`: by watch, the names of `topics` and `webhooks` that get messages (`channels`), and how, as in `watches`.
  EOT
  type = object({
    file   = optional(string)
    sha256 = optional(string)
    rules = optional(map(object({
      event_pattern  = string
      description    = optional(string)
      event_bus_name = optional(string, "default")
      state          = optional(string, "ENABLED")
      forwarded      = optional(bool, false)
      sha256         = string
    })), {})
    alerts = optional(map(object({
      channels    = list(string)
      severity    = optional(string)
      description = optional(string)
      every       = optional(number, 0)
      group_by    = optional(list(string), [])
      runbook     = optional(string)
      stage       = optional(number, 0)
      when = optional(object({
        first_by = optional(list(string))
        at_least = optional(number)
        by       = optional(list(string))
        distinct = optional(string)
        within   = number
      }))
    })), {})
  })
  default  = {}
  nullable = false
}
