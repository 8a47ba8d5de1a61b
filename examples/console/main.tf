# watches.tf and patterns/ are generated from watches.yaml; this file is yours to edit.

provider "aws" {
  region = "eu-west-1"
}

module "notifier" {
  source = "../../modules/eventbridge_notifier"

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  watches         = local.watches
  accounts        = local.accounts
  organization_id = local.organization_id
  alarm_actions   = local.alarm_actions

  # An account that has a trail needs no second one.
  create_trail = true

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

module "console" {
  source = "../../modules/console"

  name = module.notifier.name
  records = {
    table_arn             = module.notifier.table_arn
    recorder_function_arn = module.notifier.recorder_function_arn
    spill_bucket_name     = module.notifier.spill_bucket_name
    kms_key_arn           = module.notifier.kms_key_arn
  }

  sign_in = {
    issuer            = var.issuer
    client_id         = var.client_id
    client_secret_arn = var.client_secret_arn
    scopes            = var.scopes
    groups_claim      = var.groups_claim
  }

  access = var.access
  views  = local.views

  function = {
    zip          = coalesce(var.console_zip, "${path.module}/../../dist/console-${var.architecture}.zip")
    architecture = var.architecture
  }
}
