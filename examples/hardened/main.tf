# Everything that an organization may ask for, switched on. watches.tf and patterns/ are generated
# from watches.yaml; this file is yours to edit.

provider "aws" {
  region = var.region
}

module "notifier" {
  source = "../../modules/eventbridge_notifier"

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  watches = local.watches

  # A queue evens out bursts: Lambda takes as many batches at once as maximum_concurrency, no more.
  delivery = "queue"
  archive  = { enabled = true, retention_days = 90 }

  retention_days = 400
  event_format   = "compressed"

  topics = {
    security = { subscriptions = { team = { protocol = "email", endpoint = var.security_email } } }
  }
  alarm_topics = ["security"]

  access_logs          = { bucket = var.access_log_bucket, prefix = "s3/" }
  replication          = var.replication
  permissions_boundary = var.permissions_boundary

  tags = { team = "security" }

  recorder = {
    maximum_concurrency     = 5
    reserved_concurrency    = var.reserved_concurrency
    code_signing_config_arn = var.code_signing_config_arn
    signed_zip              = var.signed_zip
    vpc                     = var.vpc
  }

  notifier = { signed_zip = var.signed_notifier_zip }
}
