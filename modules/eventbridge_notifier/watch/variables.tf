# One variable for what all watches of a stack share: each variable is a node of the plan for each watch.
variable "stack" {
  description = <<-EOT
    What the watches of a stack have in common.

    - `name`: the stack's name, with which the rule's begins. `tags`: tags of the rule.
    - `retry`: for how many seconds EventBridge goes on trying, and how often.
    - `recorder`: the recorder, or the queue before it: its ARN, and that of the queue for what cannot be delivered.
    - `undelivered_arn`: the ARN of the queue for what further targets do not take.
  EOT
  type = object({
    name            = string
    tags            = optional(map(string), {})
    retry           = object({ maximum_age_seconds = number, maximum_attempts = number })
    recorder        = object({ arn = string, dead_letter_arn = string })
    undelivered_arn = optional(string)
  })
  nullable = false
}
