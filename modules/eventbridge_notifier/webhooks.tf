# Webhooks: addresses that EventBridge calls itself, with one JSON object.

locals {
  # The names are no secret; for_each must know them.
  webhook_names = toset(nonsensitive(keys(var.webhooks)))

  webhook_channels = {
    for name in local.webhook_names : name => {
      kind            = nonsensitive(var.webhooks[name].kind)
      destination_arn = aws_cloudwatch_event_api_destination.webhook[name].arn
      field           = nonsensitive(var.webhooks[name].kind) == "text" ? nonsensitive(var.webhooks[name].field) : null
    }
  }

  # Messages a second that a kind takes: alerts/channels has the sources.
  per_second = { slack = 1, teams = 4, pagerduty = 2 }
}

resource "aws_cloudwatch_event_connection" "webhook" {
  for_each = local.webhook_names

  name               = "${var.name}-${each.key}"
  authorization_type = "API_KEY"

  # A connection must authorize somehow; where the address is the secret, the header is a name.
  auth_parameters {
    api_key {
      key   = var.webhooks[each.key].key_header
      value = var.webhooks[each.key].key
    }

    dynamic "invocation_http_parameters" {
      for_each = length(nonsensitive(keys(var.webhooks[each.key].body))) > 0 ? ["body"] : []

      content {
        dynamic "body" {
          for_each = toset(nonsensitive(keys(var.webhooks[each.key].body)))

          content {
            key             = body.value
            value           = var.webhooks[each.key].body[body.value]
            is_value_secret = true
          }
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "webhook" {
  for_each = local.webhook_names

  name                             = "${var.name}-${each.key}"
  connection_arn                   = aws_cloudwatch_event_connection.webhook[each.key].arn
  invocation_endpoint              = var.webhooks[each.key].url
  http_method                      = "POST"
  invocation_rate_limit_per_second = coalesce(var.webhooks[each.key].per_second, lookup(local.per_second, var.webhooks[each.key].kind, 10))
}
