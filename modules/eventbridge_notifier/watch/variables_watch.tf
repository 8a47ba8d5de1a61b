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

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", var.watch.name))
    error_message = "watch \"${var.watch.name}\": a name must begin with a letter or digit and hold only letters, digits and . _ -"
  }

  validation {
    condition     = length("${var.stack.name}-${var.watch.name}") <= 64
    error_message = "watch \"${var.watch.name}\": a rule is called <stack>-<watch> and has 64 characters at most, so a watch of ${var.stack.name} has a name of ${63 - length(var.stack.name)} at most"
  }

  validation {
    condition     = can(keys(jsondecode(var.watch.event_pattern)))
    error_message = "watch \"${var.watch.name}\": event_pattern must be the JSON text of an object"
  }

  validation {
    condition     = !can(regex("^\\s*\\{\\s*\\}\\s*$", var.watch.event_pattern))
    error_message = "watch \"${var.watch.name}\": event_pattern is empty, and EventBridge refuses {}"
  }

  # An expression is compiled again for each watch, and {1,256} is as long as 256 of them: lengths are asked
  # for apart.

  # To decode and encode each of a thousand patterns takes seconds of a plan. The next four rules do so only
  # where the text may be what they refuse, after an `if`, which alone keeps Terraform from evaluating the
  # rest. A text with \u may spell anything.

  # The notifier's own alerts: each would make the next.
  validation {
    condition = alltrue(flatten([
      for text in [var.watch.event_pattern] : [
        for source in flatten([try(jsondecode(text).source, []), [for branch in try(jsondecode(text)["$or"], []) : try(branch.source, [])]]) :
        source != "eventbridge-notifier" && !try(startswith("eventbridge-notifier", source.prefix), false)
      ] if length(regexall("eventbridge-notifier|\"prefix\"\\s*:\\s*\"[e\"]|\\\\u", text)) > 0
    ]))
    error_message = "watch \"${var.watch.name}\": event_pattern lets in the source eventbridge-notifier, which alerts have: each would make the next"
  }

  # jsonencode writes < > & in six characters each; EventBridge counts one.
  validation {
    condition = alltrue([
      for text in [var.watch.event_pattern] :
      try(length(replace(jsonencode(jsondecode(text)), "/\\\\u00(3c|3e|26)/", "_")), 0) <= 4096 if length(text) > 4096
    ])
    error_message = "watch \"${var.watch.name}\": event_pattern has more than 4,096 characters without blanks, which is EventBridge's limit"
  }

  # The keys that have a bare value: only operators do.
  validation {
    condition = alltrue([
      for text in [var.watch.event_pattern] : length(setsubtract(
        flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\":[\"0-9tfn-]", try(jsonencode(jsondecode(text)), ""))),
        ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"],
        )) == 0 if strcontains(text, "\\u") || length(setsubtract(
        flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*[\"0-9tfn-]", text)),
        ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"],
      )) > 0
    ])
    error_message = "watch \"${var.watch.name}\": event_pattern gives ${join(", ", setsubtract(
      flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*[\"0-9tfn-]", var.watch.event_pattern)),
      ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"],
    ))} a bare value, and EventBridge takes only lists, such as \"eventName\": [\"CreateUser\"]"
  }

  validation {
    condition = alltrue([
      for text in [var.watch.event_pattern] :
      !can(regex("\":(\\[\\]|\\{\\})", try(jsonencode(jsondecode(text)), ""))) if length(regexall("\"\\s*:\\s*(\\[\\s*\\]|\\{\\s*\\})|\\\\u", text)) > 0
    ])
    error_message = "watch \"${var.watch.name}\": event_pattern holds an empty list or object, which EventBridge refuses"
  }

  validation {
    condition     = can(regex("^(arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/)?[/.A-Za-z0-9_-]+$", var.watch.event_bus_name)) && length(replace(var.watch.event_bus_name, "/^arn:[^/]*\\//", "")) <= 256
    error_message = "watch \"${var.watch.name}\": event_bus_name must be the name or the ARN of an event bus"
  }

  validation {
    condition     = contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], var.watch.state)
    error_message = "watch \"${var.watch.name}\": state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  }

  validation {
    condition     = var.watch.severity == null ? true : contains(["info", "low", "medium", "high", "critical"], var.watch.severity)
    error_message = "watch \"${var.watch.name}\": severity must be info, low, medium, high or critical"
  }

  validation {
    condition     = length(coalesce(var.watch.description, "-")) <= 512
    error_message = "watch \"${var.watch.name}\": description must have 512 characters at most"
  }

  # generator/eventbridge_notifier/record_format/reserved.py, RESERVED.
  validation {
    condition = alltrue([for attribute in keys(var.watch.record) : !contains([
      "id", "watch", "time", "day", "eventId", "source", "detailType", "eventSource",
      "eventName", "account", "region", "actor", "severity", "event", "eventLocation",
      "expiresAt", "omitted", "resource", "resourceType", "resources", "change", "outcome",
      "sourceIp", "summaryVersion", "dayShard", "watchShard", "resourceShard",
    ], attribute)])
    error_message = "watch \"${var.watch.name}\": record must not name an attribute that every item has, such as id, watch, time, account or event; docs/records.md lists them"
  }

  validation {
    condition     = alltrue([for attribute, path in var.watch.record : length(attribute) > 0 && length(path) > 0])
    error_message = "watch \"${var.watch.name}\": record must give each attribute a path, such as requestParameters.functionName"
  }

  validation {
    condition     = can(keys(jsondecode(var.watch.resources)))
    error_message = "watch \"${var.watch.name}\": resources must be the JSON text of an object; the generator writes it"
  }

  validation {
    condition     = length(jsonencode([var.watch.name, var.watch.severity, var.watch.record])) + length(var.watch.resources) <= 8050
    error_message = "watch \"${var.watch.name}\": record and resources are too large: EventBridge takes 8,192 characters for what it hands to a target"
  }

  validation {
    condition     = 1 + length(var.watch.extra_targets) <= 5
    error_message = "watch \"${var.watch.name}\": a rule has five targets at most: the recorder, and four of extra_targets"
  }

  validation {
    condition     = alltrue([for told in var.watch.notify : can(regex("^[A-Za-z0-9_-]+$", told)) && length(told) <= 57])
    error_message = "watch \"${var.watch.name}\": notify must hold names of topics and webhooks: letters, digits, - and _, at most 57"
  }

  validation {
    condition     = length(distinct(var.watch.notify)) == length(var.watch.notify)
    error_message = "watch \"${var.watch.name}\": notify must not name one twice"
  }

  validation {
    condition     = alltrue([for id in keys(var.watch.extra_targets) : can(regex("^[A-Za-z0-9._-]+$", id)) && length(id) <= 58])
    error_message = "watch \"${var.watch.name}\": a name in extra_targets must have 1 to 58 letters, digits and . _ -"
  }

  validation {
    condition     = alltrue([for target in values(var.watch.extra_targets) : can(regex("^arn:[a-z-]+:(sqs|sns|lambda|events|logs):", target.arn))])
    error_message = "watch \"${var.watch.name}\": the arn of an extra target must be that of a queue, a topic, a function, an event bus or a log group"
  }
}
