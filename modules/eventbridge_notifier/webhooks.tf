# The channel "webhook": an address that EventBridge calls itself, with one JSON object.

locals {
  # The names are no secret; for_each must know them.
  webhook_names = toset(nonsensitive(keys(var.webhooks)))

  webhook_channel = {
    for name in local.webhook_names : name => {
      arn      = aws_cloudwatch_event_api_destination.webhook[name].arn
      role_arn = aws_iam_role.webhooks[0].arn
      start    = "{\"${nonsensitive(var.webhooks[name].field)}\":\""
      line     = "%s"
      between  = "\\n"
      end      = "\"}"
    }
  }
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
  }
}

resource "aws_cloudwatch_event_api_destination" "webhook" {
  for_each = local.webhook_names

  name                             = "${var.name}-${each.key}"
  connection_arn                   = aws_cloudwatch_event_connection.webhook[each.key].arn
  invocation_endpoint              = var.webhooks[each.key].url
  http_method                      = "POST"
  invocation_rate_limit_per_second = var.webhooks[each.key].per_second
}

resource "aws_iam_role" "webhooks" {
  count = length(local.webhook_names) > 0 ? 1 : 0

  name                 = "${var.name}-webhooks-${local.region}"
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike      = { "aws:SourceArn" = local.rule_arns }
        StringEquals = { "aws:SourceAccount" = local.account }
      }
    }]
  })

  # IAM knows no regions, so the name says which. A role that has another name keeps it.
  lifecycle {
    ignore_changes = [name]
  }
}

resource "aws_iam_role_policy" "webhooks" {
  count = length(local.webhook_names) > 0 ? 1 : 0

  name = "call"
  role = aws_iam_role.webhooks[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:InvokeApiDestination"
      Resource = [for destination in aws_cloudwatch_event_api_destination.webhook : destination.arn]
    }]
  })
}
