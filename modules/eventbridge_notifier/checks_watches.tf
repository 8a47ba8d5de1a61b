# What a watch must be. Each rule stands here once, for all watches, and names those that break it. It is not
# asked of each instance of ./watch: a thousand of those ask twenty-one things of Terraform one by one, and
# every regular expression is compiled a thousand times.

locals {
  patterns      = join("\n", values(var.watches)[*].event_pattern)
  bare_operator = ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"]
  maybe_bare    = setsubtract(flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*[\"0-9tfn-]", local.patterns)), local.bare_operator)
  maybe_hollow  = can(regex("\"\\s*:\\s*(\\[\\s*\\]|\\{\\s*\\})", local.patterns))
  inputs        = { for name, watch in var.watches : name => jsonencode([name, watch.severity, watch.record]) }

  # Each text of a pattern and the bare value, the empty list or the empty object of which it is the key. Texts
  # are taken whole, for one may hold a colon: ["a", ":1"].
  text = "\"(?:[^\"\\\\]|\\\\.)*\""
  odd = merge([
    for all in [local.patterns] : {
      for name, watch in var.watches : name => [
        for found in regexall("(${local.text})(?::([0-9tfn-]|${local.text}|\\[\\]|\\{\\}))?", try(jsonencode(jsondecode(watch.event_pattern)), "")) :
        { key = trim(found[0], "\""), value = found[1] } if found[1] != null
      ]
    } if strcontains(all, "\\u") || local.maybe_hollow || length(local.maybe_bare) > 0
  ]...)
  bare = { for name, several in local.odd : name => [for one in several : one.key if !contains(["[]", "{}"], one.value) && !contains(local.bare_operator, one.key)] }

  # What no watch may say, as far as one does.
  odd_buses = [
    for bus in toset(values(var.watches)[*].event_bus_name) : bus
    if !can(regex("^(arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/)?[/.A-Za-z0-9_-]+$", bus)) || length(replace(bus, "/^arn:[^/]*\\//", "")) > 256
  ]
  # generator/eventbridge_notifier/record_format/reserved.py, RESERVED.
  odd_attributes = setintersection(flatten([for watch in values(var.watches) : keys(watch.record)]), [
    "id", "watch", "time", "day", "eventId", "source", "detailType", "eventSource",
    "eventName", "account", "region", "actor", "severity", "event", "eventLocation",
    "expiresAt", "omitted", "resource", "resourceType", "resources", "change", "outcome",
    "sourceIp", "summaryVersion", "dayShard", "watchShard", "resourceShard",
  ])

  # Names of watches by what is wrong with them.
  refused = {
    name = [for name in keys(var.watches) : name if !can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", name))]
    long = [for name in keys(var.watches) : name if length("${var.name}-${name}") > 64]
    # Whether the rest is JSON the provider asks, at plan, too.
    no_object = [for name, watch in var.watches : name if !(startswith(trimspace(watch.event_pattern), "{") && endswith(trimspace(watch.event_pattern), "}"))]
    empty     = [for name, watch in var.watches : name if length(watch.event_pattern) < 100 && trim(watch.event_pattern, " \t\r\n{}") == ""]

    # To decode and encode each of a thousand patterns takes seconds of a plan. It is done only where the text of
    # one of them may be what is refused, after an `if`, which alone keeps Terraform from evaluating the rest.
    # A text with \u may spell anything.

    # The notifier's own alerts: each would make the next.
    alerts = flatten([
      for all in [local.patterns] : [
        for name, watch in var.watches : name if length([
          for source in flatten([try(jsondecode(watch.event_pattern).source, []), [for branch in try(jsondecode(watch.event_pattern)["$or"], []) : try(branch.source, [])]]) : source
          if source == "eventbridge-notifier" || try(startswith("eventbridge-notifier", source.prefix), false)
        ]) > 0
      ] if length(regexall("eventbridge-notifier|\"prefix\"\\s*:\\s*\"[e\"]|\\\\u", all)) > 0
    ])

    # jsonencode writes < > & in six characters each; EventBridge counts one.
    large = [
      for name, text in { for name, watch in var.watches : name => watch.event_pattern if length(watch.event_pattern) > 4096 } : name
      if try(length(replace(jsonencode(jsondecode(text)), "/\\\\u00(3c|3e|26)/", "_")), 0) > 4096
    ]

    bare        = [for name, keys in local.bare : name if length(keys) > 0]
    hollow      = [for name, several in local.odd : name if length(setintersection(["[]", "{}"], several[*].value)) > 0]
    bus         = [for name, watch in var.watches : name if contains(local.odd_buses, watch.event_bus_name)]
    state       = [for name, watch in var.watches : name if !contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], watch.state)]
    severity    = [for name, watch in var.watches : name if !contains(["info", "low", "medium", "high", "critical"], watch.severity == null ? "info" : watch.severity)]
    description = [for name, watch in var.watches : name if length(coalesce(watch.description, "-")) > 512]

    reserved = flatten([for odd in [local.odd_attributes] : [for name, watch in var.watches : name if length(setintersection(keys(watch.record), odd)) > 0] if length(odd) > 0])
    path = [
      for name, watch in { for name, watch in var.watches : name => watch if strcontains(local.inputs[name], "\"\"") } : name
      if contains(concat(keys(watch.record), values(watch.record)), "")
    ]
    resources = [for name, watch in var.watches : name if !can(keys(jsondecode(watch.resources)))]
    input     = [for name, input in local.inputs : name if length(input) + length(var.watches[name].resources) > 8050]

    targets     = [for name, watch in var.watches : name if 1 + length(watch.extra_targets) > 5]
    target_name = [for name, watch in var.watches : name if length([for id in keys(watch.extra_targets) : id if !can(regex("^[A-Za-z0-9._-]+$", id)) || length(id) > 58]) > 0]
    target_arn  = [for name, watch in var.watches : name if length([for target in values(watch.extra_targets) : target if !can(regex("^arn:[a-z-]+:(sqs|sns|lambda|events|logs):", target.arn))]) > 0]
    told        = [for name, watch in var.watches : name if length([for told in watch.notify : told if !can(regex("^[A-Za-z0-9_-]+$", told)) || length(told) > 57]) > 0]
    told_twice  = [for name, watch in var.watches : name if length(distinct(watch.notify)) != length(watch.notify)]
  }

  named = { for rule, names in local.refused : rule => join(", ", formatlist("\"%s\"", names)) }
}

# The watches' rules wait for it.
resource "terraform_data" "watches" {
  lifecycle {
    precondition {
      condition     = length(local.refused.name) == 0
      error_message = "watch ${local.named.name}: a name must begin with a letter or digit and hold only letters, digits and . _ -"
    }

    precondition {
      condition     = length(local.refused.long) == 0
      error_message = "watch ${local.named.long}: a rule is called <stack>-<watch> and has 64 characters at most, so a watch of ${var.name} has a name of ${63 - length(var.name)} at most"
    }

    precondition {
      condition     = length(local.refused.no_object) == 0
      error_message = "watch ${local.named.no_object}: event_pattern must be the JSON text of an object"
    }

    precondition {
      condition     = length(local.refused.empty) == 0
      error_message = "watch ${local.named.empty}: event_pattern is empty, and EventBridge refuses {}"
    }

    precondition {
      condition     = length(local.refused.alerts) == 0
      error_message = "watch ${local.named.alerts}: event_pattern lets in the source eventbridge-notifier, which alerts have: each would make the next"
    }

    precondition {
      condition     = length(local.refused.large) == 0
      error_message = "watch ${local.named.large}: event_pattern has more than 4,096 characters without blanks, which is EventBridge's limit"
    }

    precondition {
      condition     = length(local.refused.bare) == 0
      error_message = "watch ${local.named.bare}: event_pattern gives ${join(", ", distinct(flatten(values(local.bare))))} a bare value, and EventBridge takes only lists, such as \"eventName\": [\"CreateUser\"]"
    }

    precondition {
      condition     = length(local.refused.hollow) == 0
      error_message = "watch ${local.named.hollow}: event_pattern holds an empty list or object, which EventBridge refuses"
    }

    precondition {
      condition     = length(local.refused.bus) == 0
      error_message = "watch ${local.named.bus}: event_bus_name must be the name or the ARN of an event bus"
    }

    precondition {
      condition     = length(local.refused.state) == 0
      error_message = "watch ${local.named.state}: state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    }

    precondition {
      condition     = length(local.refused.severity) == 0
      error_message = "watch ${local.named.severity}: severity must be info, low, medium, high or critical"
    }

    precondition {
      condition     = length(local.refused.description) == 0
      error_message = "watch ${local.named.description}: description must have 512 characters at most"
    }

    precondition {
      condition     = length(local.refused.reserved) == 0
      error_message = "watch ${local.named.reserved}: record must not name an attribute that every item has, such as id, watch, time, account or event; docs/records.md lists them"
    }

    precondition {
      condition     = length(local.refused.path) == 0
      error_message = "watch ${local.named.path}: record must give each attribute a path, such as requestParameters.functionName"
    }

    precondition {
      condition     = length(local.refused.resources) == 0
      error_message = "watch ${local.named.resources}: resources must be the JSON text of an object; the generator writes it"
    }

    precondition {
      condition     = length(local.refused.input) == 0
      error_message = "watch ${local.named.input}: record and resources are too large: EventBridge takes 8,192 characters for what it hands to a target"
    }

    precondition {
      condition     = length(local.refused.targets) == 0
      error_message = "watch ${local.named.targets}: a rule has five targets at most: the recorder, and four of extra_targets"
    }

    precondition {
      condition     = length(local.refused.told) == 0
      error_message = "watch ${local.named.told}: notify must hold names of topics and webhooks: letters, digits, - and _, at most 57"
    }

    precondition {
      condition     = length(local.refused.told_twice) == 0
      error_message = "watch ${local.named.told_twice}: notify must not name one twice"
    }

    precondition {
      condition     = length(local.refused.target_name) == 0
      error_message = "watch ${local.named.target_name}: a name in extra_targets must have 1 to 58 letters, digits and . _ -"
    }

    precondition {
      condition     = length(local.refused.target_arn) == 0
      error_message = "watch ${local.named.target_arn}: the arn of an extra target must be that of a queue, a topic, a function, an event bus or a log group"
    }
  }
}
