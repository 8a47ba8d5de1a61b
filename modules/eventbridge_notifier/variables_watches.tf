# What a watch must be: checks_watches.tf.

variable "watches" {
  description = <<-EOT
    What to watch for, by name. The generator writes this map; by hand, `event_pattern` alone is enough.

    - `event_pattern`: the JSON text of an EventBridge event pattern, of 4,096 characters at most without blanks.
    - `description`: what the watch is for, in words. It is in the rule and in messages.
    - `event_bus_name`: name or ARN of the rule's bus, in this account and region.
    - `state`: `ENABLED`, `DISABLED`, or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`, which read-only API calls need.
    - `forwarded`: whether other regions or accounts send its events here. It then has a rule on the stack's own bus too, where there is one: `receiving_bus`.
    - `severity`: `info`, `low`, `medium`, `high` or `critical`.
    - `record`: attributes of the record, each with its path below `detail`, such as `requestParameters.functionName`.
    - `resources`: what calls act on, as JSON text that the generator writes; the recorder makes `resource` and `change` of it.
    - `notify`: names of `topics` and `webhooks` that get messages.
    - `alert`: which messages they get. `group_by` (paths below `detail`) and `every` (seconds) gather records; `when` only sends a message for the first record of a kind or for many at once; for `stage` seconds a new watch only counts its messages; messages link to `runbook`.
    - `extra_targets`: further targets by name, which get the event as it is. `arn` is that of a queue, topic, function, bus or log group; `role_arn` that of a role that EventBridge assumes to reach it.
  EOT
  type = map(object({
    event_pattern  = string
    description    = optional(string)
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    forwarded      = optional(bool, false)
    severity       = optional(string)
    record         = optional(map(string), {})
    resources      = optional(string, "{}")
    notify         = optional(list(string), [])
    alert = optional(object({
      every    = optional(number, 0)
      group_by = optional(list(string), [])
      runbook  = optional(string)
      stage    = optional(number, 0)
      when = optional(object({
        first_by = optional(list(string))
        at_least = optional(number)
        by       = optional(list(string))
        distinct = optional(string)
        within   = number
      }))
    }), {})
    extra_targets = optional(map(object({ arn = string, role_arn = optional(string) })), {})
  }))
  default  = {}
  nullable = false
}
