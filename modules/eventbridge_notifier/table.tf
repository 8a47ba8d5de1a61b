locals {
  # What an index holds beside the keys: enough for a message and for a row of a list. A projection
  # cannot change in place. record_format/summary.py, INDEXED.
  summary = [
    "account", "actor", "change", "detailType", "eventId", "eventName", "eventSource", "outcome",
    "region", "resource", "resourceType", "severity", "source", "sourceIp", "summaryVersion",
  ]
  indexes = {
    by_day_shard   = { key = "dayShard", summary = local.summary }
    by_watch_shard = { key = "watchShard", summary = local.summary }
    by_resource    = { key = "resourceShard", summary = local.summary }
  }

  # Those of older releases, as they are: records that are not indexed anew yet are found by them.
  old_summary = ["account", "actor", "detailType", "eventId", "eventName", "eventSource", "region", "severity", "source"]
  old_indexes = {
    by_day   = { key = "day", summary = local.old_summary }
    by_watch = { key = "watch", summary = local.old_summary }
  }
  all_indexes = merge(local.indexes, var.old_indexes ? local.old_indexes : {})
}

resource "aws_dynamodb_table" "this" {
  name         = local.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  range_key    = "watch"

  # The notifier reads it: one of the two readers that a stream has room for.
  stream_enabled   = local.notifies
  stream_view_type = local.notifies ? "NEW_IMAGE" : null

  deletion_protection_enabled = var.deletion_protection
  tags                        = var.tags

  dynamic "attribute" {
    for_each = toset(concat(["id", "watch", "time"], values(local.all_indexes)[*].key))

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = local.all_indexes

    content {
      name               = global_secondary_index.key
      hash_key           = global_secondary_index.value.key
      range_key          = "time"
      projection_type    = "INCLUDE"
      non_key_attributes = global_secondary_index.value.summary
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
