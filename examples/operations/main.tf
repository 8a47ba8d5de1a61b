# watches.tf and patterns/ are generated from watches.yaml; this file is yours to edit.

provider "aws" {
  region = "eu-west-1"
}

# AWS Health writes its events of global services there.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "notifier" {
  source = "../../modules/eventbridge_notifier"

  # A new table has no records that only the indexes of older releases find.
  old_indexes = false

  # What other regions send comes to a bus of the stack's own: no other rules see it.
  receiving_bus = "own"

  watches         = local.watches
  accounts        = local.accounts
  organization_id = local.organization_id

  # None of these events comes from CloudTrail.
  create_trail = false

  # Who is told of matches, and when events cannot be recorded.
  topics       = { ops = { subscriptions = local.subscriptions } }
  alarm_topics = ["ops"]

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

locals {
  subscriptions = var.email == null ? {} : { mail = { protocol = "email", endpoint = var.email } }
}
