# What the generator writes for `rules: packed`.

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

  validation {
    condition     = length(var.packed.rules) == 0 || (var.packed.file != null && var.packed.sha256 != null)
    error_message = "packed.rules needs packed.file and packed.sha256: pass local.packed of watches.tf as it is."
  }

  validation {
    condition     = alltrue([for name in keys(var.packed.rules) : can(regex("^_packed-[a-z0-9-]{1,24}$", name))])
    error_message = "packed.rules: ${join(", ", [for name in keys(var.packed.rules) : name if !can(regex("^_packed-[a-z0-9-]{1,24}$", name))])} is not a name of a packed rule, such as _packed-writes-07."
  }

  validation {
    condition     = alltrue([for rule in values(var.packed.rules) : contains(["ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], rule.state)])
    error_message = "packed.rules: state must be ENABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS."
  }

  validation {
    condition     = alltrue([for rule in values(var.packed.rules) : can(keys(jsondecode(rule.event_pattern)))])
    error_message = "packed.rules: event_pattern must be the JSON text of an object."
  }

  validation {
    condition     = alltrue([for rule in values(var.packed.rules) : can(regex("^[0-9a-f]{64}$", rule.sha256))])
    error_message = "packed.rules: sha256 must be 64 hexadecimal digits."
  }
}
