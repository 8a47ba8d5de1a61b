variable "recorder" {
  description = "The recorder, or the queue before it: its ARN, and that of the queue for what cannot be delivered."
  type        = object({ arn = string, dead_letter_arn = string })
  nullable    = false
}

variable "targets" {
  description = <<-EOT
    Further targets by target id.

    - `arn`: the ARN of the target; `role_arn`, of a role that EventBridge assumes to reach it.
    - `dead_letter_arn`: the ARN of the queue for what it does not take.
  EOT
  type = map(object({
    arn             = string
    dead_letter_arn = string
    role_arn        = optional(string)
  }))
  default  = {}
  nullable = false
}

variable "retry" {
  description = "For how many seconds EventBridge goes on trying, and how often."
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}

variable "tags" {
  description = "Tags of the rule."
  type        = map(string)
  default     = {}
  nullable    = false
}
