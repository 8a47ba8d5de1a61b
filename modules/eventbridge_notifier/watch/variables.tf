# What all watches of a stack share. Two variables, because rules wait for less than targets do.

variable "rules" {
  description = <<-EOT
    What the rules of a stack have in common.

    - `name`: the stack's name, with which a rule's begins. `tags`: tags of the rule.
    - `checked`: of what has looked at the watches; rules wait for it.
  EOT
  type = object({
    name    = string
    tags    = map(string)
    checked = string
  })
  nullable = false
}

variable "targets" {
  description = <<-EOT
    What the targets of a stack's rules have in common.

    - `retry`: for how many seconds EventBridge goes on trying, and how often.
    - `recorder`: the recorder, or the queue before it: its ARN, and that of the queue for what cannot be delivered.
    - `undelivered_arn`: the ARN of the queue for what further targets do not take.
    - `awaited`: ids of what has to be there before a target may be called.
  EOT
  type = object({
    retry           = object({ maximum_age_seconds = number, maximum_attempts = number })
    recorder        = object({ arn = string, dead_letter_arn = string })
    undelivered_arn = string
    awaited         = list(string)
  })
  nullable = false
}
