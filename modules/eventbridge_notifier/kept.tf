# What holds data, as it was when the stack was made. A later plan that would replace or destroy any of
# it without being asked by may_change leaves it (on and off) or is refused (names). One row each.
#
# Terraform remembers only what it was first told, so what is first off and then on must be told again.

locals {
  kept = {
    queues       = var.name
    table        = local.table_name
    key          = tostring(var.create_key)
    trail_bucket = tostring(var.create_trail)
    trail_logs   = tostring(var.create_trail && var.trail.cloudwatch_logs)
  }

  # What goes by another name is another thing: its variable, and what would be replaced.
  renamed = {
    queues = { variable = "name", replaced = "the queues, with the events that wait in them" }
    table  = { variable = "table_name", replaced = "the table, with its records" }
  }

  # What is on or off, and its variable.
  switches = { key = "create_key", trail_bucket = "create_trail", trail_logs = "trail.cloudwatch_logs" }

  # What was made stays, also when nothing uses it any more.
  stays = {
    for thing in keys(local.switches) : thing => anytrue([
      tobool(local.kept[thing]),
      tobool(terraform_data.kept[thing].input) && !contains(var.may_change, thing),
    ])
  }
}

resource "terraform_data" "kept" {
  for_each = local.kept

  input            = each.value
  triggers_replace = contains(var.may_change, each.key) ? "may change" : null

  lifecycle {
    ignore_changes = [input]

    postcondition {
      condition     = contains(var.may_change, each.key) || !contains(keys(local.renamed), each.key) || self.input == each.value
      error_message = <<-EOT
        ${try(local.renamed[each.key].variable, "")} was ${self.input} and would become ${each.value}, which replaces ${try(local.renamed[each.key].replaced, "")}.
        Make a stack of its own under the new name, and destroy this one when its records are no longer needed. To replace all the same, say may_change = ["${each.key}"].
      EOT
    }

    postcondition {
      condition     = contains(var.may_change, each.key) || !contains(keys(local.switches), each.key) || self.input == "true" || each.value == "false"
      error_message = "${try(local.switches[each.key], "")} was false when this stack was made and is true now. Say may_change = [\"${each.key}\"] in this apply, so that the stack takes note of what it keeps from now on."
    }
  }
}
