# Where the stack stands. Data sources below a `depends_on` of the caller's are read only during the
# apply; names that hung on them would be unknown to the plan, and what they name be replaced. So the
# stack remembers its place from its first apply on.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "terraform_data" "place" {
  input = {
    account   = data.aws_caller_identity.current.account_id
    region    = data.aws_region.current.id
    partition = data.aws_partition.current.partition
    domain    = data.aws_partition.current.dns_suffix # of the services' addresses
  }

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition = (
        self.input.account == data.aws_caller_identity.current.account_id &&
        self.input.region == data.aws_region.current.id
      )
      error_message = "This stack stands in ${self.input.region} of account ${self.input.account}, but the provider is configured for ${data.aws_region.current.id} of ${data.aws_caller_identity.current.account_id}. Configure it as before, or make a stack of its own there: one with a state of its own."
    }
  }
}

locals {
  account   = terraform_data.place.input.account
  region    = terraform_data.place.input.region
  partition = terraform_data.place.input.partition
  domain    = terraform_data.place.input.domain
  place     = "${local.region}:${local.account}"
}
