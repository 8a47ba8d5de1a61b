# What was told, to whom, and what is held back for a digest. Losing it costs repeated messages.
resource "aws_dynamodb_table" "state" {
  name         = local.state_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "key"
  tags         = var.tags

  dynamic "attribute" {
    for_each = { due = "N", key = "S", open = "S" }

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  global_secondary_index {
    name            = "by_due"
    hash_key        = "open"
    range_key       = "due"
    projection_type = "KEYS_ONLY"
  }

  ttl {
    enabled        = true
    attribute_name = "expires"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = terraform_data.key.output
  }
}
