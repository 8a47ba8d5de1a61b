resource "aws_cloudwatch_event_rule" "users" {
  name        = "users"
  description = "Users and keys"
  event_pattern = jsonencode({
    source      = ["aws.iam"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["iam.amazonaws.com"]
      eventName   = ["CreateUser", "CreateAccessKey"]
      errorCode   = [{ exists = false }]
    }
  })
}

resource "aws_cloudwatch_event_rule" "orders" {
  name           = "orders"
  event_bus_name = "orders"
  event_pattern = jsonencode({
    source      = ["com.example.orders"]
    detail-type = ["Order Placed"]
    detail      = { total = [{ numeric = [">", 100] }], eventName = ["placed"] }
  })
}

resource "aws_sqs_queue" "other" {
  name = "pattern"
}
