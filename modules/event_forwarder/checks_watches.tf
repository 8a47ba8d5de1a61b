# What a watch must be. Each rule stands here once, for all watches, and names those that break it:
# modules/eventbridge_notifier/checks_watches.tf says why.

locals {
  patterns      = join("\n", values(var.watches)[*].event_pattern)
  bare_operator = ["anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard"]
  maybe_bare    = setsubtract(flatten(regexall("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*[\"0-9tfn-]", local.patterns)), local.bare_operator)
  maybe_hollow  = can(regex("\"\\s*:\\s*(\\[\\s*\\]|\\{\\s*\\})", local.patterns))

  # Each text of a pattern and the bare value, the empty list or the empty object of which it is the key.
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

  # Names of watches by what is wrong with them.
  refused = {
    long = [for name in keys(var.watches) : name if length("${var.name}-${name}") > 64]
    # Whether the rest is JSON the provider asks, at plan, too.
    no_object = [for name, watch in var.watches : name if !(startswith(trimspace(watch.event_pattern), "{") && endswith(trimspace(watch.event_pattern), "}"))]
    empty     = [for name, watch in var.watches : name if length(watch.event_pattern) < 100 && trim(watch.event_pattern, " \t\r\n{}") == ""]

    # jsonencode writes < > & in six characters each; EventBridge counts one.
    large = [
      for name, text in { for name, watch in var.watches : name => watch.event_pattern if length(watch.event_pattern) > 4096 } : name
      if try(length(replace(jsonencode(jsondecode(text)), "/\\\\u00(3c|3e|26)/", "_")), 0) > 4096
    ]

    bare        = [for name, keys in local.bare : name if length(keys) > 0]
    hollow      = [for name, several in local.odd : name if length(setintersection(["[]", "{}"], several[*].value)) > 0]
    state       = [for name, watch in var.watches : name if !contains(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], watch.state)]
    description = [for name, watch in var.watches : name if length(coalesce(watch.description, "-")) > 512]
  }

  named = { for rule, names in local.refused : rule => join(", ", formatlist("\"%s\"", names)) }
}

# The rules wait for it.
resource "terraform_data" "watches" {
  lifecycle {
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
      condition     = length(local.refused.state) == 0
      error_message = "watch ${local.named.state}: state must be ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    }

    precondition {
      condition     = length(local.refused.description) == 0
      error_message = "watch ${local.named.description}: description must have 512 characters at most"
    }
  }
}
