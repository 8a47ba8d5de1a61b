locals {
  # What the indexes hold beside the keys: enough to list records. lambda/recorder/record.py names
  # the same.
  summary = ["account", "actor", "detailType", "eventId", "eventName", "eventSource", "region", "severity", "source"]
}

resource "aws_dynamodb_table" "this" {
  name         = local.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  range_key    = "watch"

  deletion_protection_enabled = var.deletion_protection
  tags                        = var.tags

  dynamic "attribute" {
    for_each = ["id", "watch", "time", "day"]

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = { by_day = "day", by_watch = "watch" }

    content {
      name               = global_secondary_index.key
      hash_key           = global_secondary_index.value
      range_key          = "time"
      projection_type    = "INCLUDE"
      non_key_attributes = local.summary
    }
  }

  ttl {
    enabled        = true
    attribute_name = "expiresAt"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = module.key.arn
  }
}
