# Where the forwarder stands, as it was at its first apply: modules/eventbridge_notifier/place.tf says why.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "terraform_data" "place" {
  input = {
    account   = data.aws_caller_identity.current.account_id
    region    = data.aws_region.current.id
    partition = data.aws_partition.current.partition
  }

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition = (
        self.input.account == data.aws_caller_identity.current.account_id &&
        self.input.region == data.aws_region.current.id
      )
      error_message = "This forwarder stands in ${self.input.region} of account ${self.input.account}, but its provider is configured for ${data.aws_region.current.id} of ${data.aws_caller_identity.current.account_id}. Configure it as before, or make another forwarder there."
    }
  }
}

# Names that a rename would replace; modules/eventbridge_notifier/kept.tf says how.
resource "terraform_data" "kept" {
  for_each = { queues = var.name }

  input            = each.value
  triggers_replace = contains(var.may_change, each.key) ? "may change" : null

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = contains(var.may_change, each.key) || self.input == each.value
      error_message = "name was ${self.input} and would become ${each.value}, which replaces the dead-letter queue, with the events that wait in it. Redrive it first; then say may_change = [\"queues\"]."
    }
  }
}

locals {
  account   = terraform_data.place.input.account
  region    = terraform_data.place.input.region
  partition = terraform_data.place.input.partition
  place     = "${local.region}:${local.account}"
}
