# Who may put events on the default bus here. Statements of their own, for a bus policy would
# replace those of others.

locals {
  default_bus_arn = "arn:${local.partition}:events:${local.place}:event-bus/default"
}

resource "aws_cloudwatch_event_permission" "account" {
  for_each = var.accounts

  statement_id = "${var.name}-account-${each.value}"
  principal    = each.value
}

resource "aws_cloudwatch_event_permission" "organization" {
  count = var.organization_id == null ? 0 : 1

  # One after the other: two PutPermission at once may lose one, and both answer with success
  # (terraform-provider-aws, issues 4031 and 4964). Those of accounts Terraform makes side by side.
  depends_on = [aws_cloudwatch_event_permission.account]

  statement_id = "${var.name}-organization"
  principal    = "*"

  condition {
    type  = "StringEquals"
    key   = "aws:PrincipalOrgID"
    value = var.organization_id
  }
}
