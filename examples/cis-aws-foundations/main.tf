# watches.tf and patterns/ are generated from watches.yaml; this file is yours to edit.

provider "aws" {
  region = "eu-west-1"
}

# Where IAM and the console write their events: watches.tf forwards them from there.
provider "aws" {
  alias  = "ap_southeast_2"
  region = "ap-southeast-2"
}

provider "aws" {
  alias  = "eu_north_1"
  region = "eu-north-1"
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

provider "aws" {
  alias  = "us_east_2"
  region = "us-east-2"
}

provider "aws" {
  alias  = "us_west_2"
  region = "us-west-2"
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

  # An account that has a trail needs no second one: a second copy of management events costs
  # 2.00 USD per 100,000.
  create_trail = true

  # Who is told of matches, and when events cannot be recorded.
  topics       = { security = { subscriptions = local.subscriptions } }
  alarm_topics = ["security"]

  access_logs = var.access_log_bucket == null ? null : { bucket = var.access_log_bucket }

  deletion_protection = var.deletion_protection
  force_destroy       = var.force_destroy
}

locals {
  subscriptions = var.email == null ? {} : { mail = { protocol = "email", endpoint = var.email } }
}
