# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

module "notifier" {
  source = "./modules/eventbridge_notifier"

  access_logs              = var.access_logs
  account_names            = var.account_names
  accounts                 = var.accounts
  alarm_actions            = var.alarm_actions
  alarm_topics             = var.alarm_topics
  archive                  = var.archive
  beside                   = var.beside
  create_key               = var.create_key
  create_trail             = var.create_trail
  dashboard                = var.dashboard
  deletion_protection      = var.deletion_protection
  delivery                 = var.delivery
  event_format             = var.event_format
  force_destroy            = var.force_destroy
  forwarded_events_an_hour = var.forwarded_events_an_hour
  heartbeat                = var.heartbeat
  keep_other_bus           = var.keep_other_bus
  kms_key_arn              = var.kms_key_arn
  log_retention_days       = var.log_retention_days
  may_change               = var.may_change
  name                     = var.name
  notifier                 = var.notifier
  old_indexes              = var.old_indexes
  organization_id          = var.organization_id
  packed                   = var.packed
  page                     = var.page
  permissions_boundary     = var.permissions_boundary
  queue_message_bytes      = var.queue_message_bytes
  quiet                    = var.quiet
  read_shards              = var.read_shards
  receiving_bus            = var.receiving_bus
  recorder                 = var.recorder
  replication              = var.replication
  retention_days           = var.retention_days
  retry                    = var.retry
  shards                   = var.shards
  table_name               = var.table_name
  tags                     = var.tags
  topics                   = var.topics
  trail                    = var.trail
  watches                  = var.watches
  webhooks                 = var.webhooks
}
