variable "name" {
  description = "What everything is called: the table, and the first part of every rule's name."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{2,27}$", var.name))
    error_message = "name must have 3 to 28 lower-case letters, digits and hyphens, and not begin with a hyphen: it becomes part of bucket and role names."
  }

  validation {
    condition     = !strcontains(var.name, "--") && !endswith(var.name, "-")
    error_message = "name must not end in a hyphen or have two in a row: CloudTrail takes no such name for a trail."
  }
}

variable "watches" {
  description = "What to watch for, by name. The generator writes this map; by hand, event_pattern alone is enough."
  type = map(object({
    event_pattern  = string
    description    = optional(string)
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    severity       = optional(string)
    record         = optional(map(string), {})
    notify         = optional(list(string), [])
    extra_targets  = optional(map(object({ arn = string, role_arn = optional(string) })), {})
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.watches) : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", name))])
    error_message = "A watch's name must begin with a letter or digit and hold only letters, digits and . _ -"
  }

  validation {
    condition     = alltrue([for name in keys(var.watches) : length("${var.name}-${name}") <= 64])
    error_message = "A rule is called <name>-<watch> and must have 64 characters at most, so a watch's name must have 63 less those of name."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : can(keys(jsondecode(watch.event_pattern)))])
    error_message = "event_pattern must be the JSON text of an object."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : !can(regex("^\\s*\\{\\s*\\}\\s*$", watch.event_pattern))])
    error_message = "event_pattern must not be empty: EventBridge refuses {}."
  }

  # jsonencode writes < > & in six characters each; EventBridge counts one.
  validation {
    condition     = alltrue([for watch in values(var.watches) : try(length(replace(jsonencode(jsondecode(watch.event_pattern)), "/\\\\u00(3c|3e|26)/", "_")), 0) <= 4096 if length(watch.event_pattern) > 4096])
    error_message = "event_pattern must have 4,096 characters at most without blanks, which is EventBridge's limit."
  }

  validation {
    condition     = alltrue([for bus in distinct(values(var.watches)[*].event_bus_name) : can(regex("^(arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/)?[/.A-Za-z0-9_-]{1,256}$", bus))])
    error_message = "event_bus_name must be the name or the ARN of an event bus."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], watch.state)])
    error_message = "state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : watch.severity == null ? true : contains(["info", "low", "medium", "high", "critical"], watch.severity)])
    error_message = "severity must be info, low, medium, high or critical."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : length(coalesce(watch.description, "-")) <= 512])
    error_message = "description must have 512 characters at most."
  }

  # record_format/reserved.py, RESERVED.
  validation {
    condition = alltrue(flatten([for watch in values(var.watches) : [for attribute in keys(watch.record) : !contains([
      "id", "watch", "time", "day", "eventId", "source", "detailType", "eventSource",
      "eventName", "account", "region", "actor", "severity", "event", "eventLocation",
      "expiresAt", "omitted", "resource", "resourceType", "resources", "change", "outcome",
      "sourceIp", "summaryVersion", "dayShard", "watchShard", "resourceShard",
    ], attribute)]]))
    error_message = "record must not name an attribute that every item has: id, watch, time, day, eventId, source, detailType, eventSource, eventName, account, region, actor, severity, event, eventLocation, expiresAt, omitted, resource, resourceType, resources, change, outcome, sourceIp, summaryVersion, dayShard, watchShard, resourceShard."
  }

  validation {
    condition     = alltrue(flatten([for watch in values(var.watches) : [for attribute, path in watch.record : length(attribute) > 0 && length(path) > 0]]))
    error_message = "record must give each attribute a path, such as requestParameters.functionName."
  }

  validation {
    condition     = alltrue([for name, watch in var.watches : length(jsonencode([name, watch.severity, watch.record])) <= 8100])
    error_message = "record is too large: EventBridge takes 8,192 characters for what it hands to a target."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : 1 + length(watch.notify) + length(watch.extra_targets) <= 5])
    error_message = "A rule has five targets at most: the recorder, and four of notify and extra_targets together."
  }

  validation {
    condition     = alltrue(flatten([for watch in values(var.watches) : [for topic in watch.notify : can(regex("^[A-Za-z0-9_-]{1,57}$", topic))]]))
    error_message = "notify must hold names of topics: letters, digits, - and _, at most 57."
  }

  validation {
    condition     = alltrue([for watch in values(var.watches) : length(distinct(watch.notify)) == length(watch.notify)])
    error_message = "notify must not name a topic twice."
  }

  validation {
    condition     = alltrue(flatten([for watch in values(var.watches) : [for id in keys(watch.extra_targets) : can(regex("^[A-Za-z0-9._-]{1,58}$", id))]]))
    error_message = "A name in extra_targets must have 1 to 58 letters, digits and . _ -"
  }

  validation {
    condition     = alltrue(flatten([for watch in values(var.watches) : [for target in values(watch.extra_targets) : can(regex("^arn:[a-z-]+:(sqs|sns|lambda|events|logs):", target.arn))]]))
    error_message = "The arn of an extra target must be that of a queue, a topic, a function, an event bus or a log group."
  }
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
