# watches.tf and patterns/ are generated from watches.yaml; this file is yours to edit.

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "notifier" {
  source = "../../modules/eventbridge_notifier"

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  # What other regions and accounts send comes to a bus of the stack's own: no other rules see it.
  receiving_bus = "own"

  watches         = local.watches
  accounts        = local.accounts
  organization_id = local.organization_id

  # An account that has a trail needs no second one: a second copy of management events costs
  # 2.00 USD per 100,000.
  create_trail = true
  trail        = { organization = var.organization_trail, owner_account_id = var.trail_owner_account_id }

  # Who is told when events cannot be recorded: what the spec says under alarm_topics.
  alarm_actions = local.alarm_actions

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}
