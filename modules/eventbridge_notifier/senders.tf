# Who may put events on the default bus here, where that one receives. Statements of their own, for a
# bus policy would replace those of others.

resource "aws_cloudwatch_event_permission" "account" {
  for_each = local.uses_default ? var.accounts : []

  statement_id = "${var.name}-account-${each.value}"
  principal    = each.value
}

resource "aws_cloudwatch_event_permission" "organization" {
  count = local.uses_default && var.organization_id != null ? 1 : 0

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
