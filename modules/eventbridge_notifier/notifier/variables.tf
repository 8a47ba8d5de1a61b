variable "name" {
  description = "The stack's name: the first part of every name here."
  type        = string
  nullable    = false
}

variable "place" {
  description = <<-EOT
    Where the stack stands.

    - `partition`: such as aws
    - `region`: such as eu-west-1
    - `account`: 12 digits
  EOT
  type        = object({ partition = string, region = string, account = string })
  nullable    = false
}

variable "table" {
  description = <<-EOT
    The table of records.

    - `stream_arn`: its stream, with new images; the notifier takes one of the two readers that a
      stream has room for
  EOT
  type        = object({ stream_arn = string })
  nullable    = false
}

variable "bucket" {
  description = <<-EOT
    The spill bucket: the configuration lies in it, and batches that were given up.

    - `name`
    - `arn`
  EOT
  type        = object({ name = string, arn = string })
  nullable    = false
}

variable "kms_key_arn" {
  description = "The customer key for function, table and log."
  type        = string
  nullable    = false
}

variable "policies" {
  description = <<-EOT
    What is told of each watch, by the watch's name. Seconds are whole.

    - `channels`: names of channels
    - `severity`, `description`, `runbook`
    - `group_by`: paths into the event; records with the same values share messages
    - `every`: seconds between two messages of a group; 0 tells of each event
    - `when`: `first_by` and `within`, or `at_least`, `by`, `distinct` and `within`
    - `stage`: seconds after the deployment for which messages are counted, not sent
  EOT
  type = map(object({
    channels    = list(string)
    severity    = optional(string)
    description = optional(string)
    runbook     = optional(string)
    group_by    = optional(list(string), [])
    every       = optional(number, 0)
    stage       = optional(number, 0)
    when = optional(object({
      first_by = optional(list(string))
      at_least = optional(number)
      by       = optional(list(string))
      distinct = optional(string)
      within   = number
    }))
  }))
  nullable = false
}

variable "quiet" {
  description = <<-EOT
    Records that are not told for a while.

    - `name`: of the entry
    - `until`: epoch seconds
    - `because`: why
    - `watches`, `actors`, `accounts`: names, with * for anything; empty for any
  EOT
  type = list(object({
    name     = string
    until    = number
    because  = optional(string)
    watches  = optional(list(string), [])
    actors   = optional(list(string), [])
    accounts = optional(list(string), [])
  }))
  default  = []
  nullable = false
}

variable "channels" {
  description = <<-EOT
    Where messages go, by name.

    - `kind`: slack, teams, pagerduty, webhook, text, email or sns
    - `topic_arn`: of email and sns, which the notifier publishes to itself
    - `destination_arn`: the API destination of the others, which EventBridge calls
    - `field`: the JSON key of the message, of text
  EOT
  type = map(object({
    kind            = string
    topic_arn       = optional(string)
    destination_arn = optional(string)
    field           = optional(string)
  }))
  nullable = false
}

variable "called" {
  description = "Names of the channels that EventBridge calls. They are known before anything is made."
  type        = set(string)
  nullable    = false
}

variable "account_names" {
  description = "The names by which people know accounts, by account."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "page" {
  description = "The address of the page, for links to records."
  type        = string
  default     = ""
  nullable    = false
}

variable "function" {
  description = <<-EOT
    The function.

    - `runtime`, `architecture`: as the recorder's
    - `zip`: the path of another zip than notifier.zip, such as a signed one
    - `code_signing_config_arn`, `vpc`: as the recorder's
    - `reserved_concurrency`: -1 for none
    - `permissions_boundary`: of its role
    - `log_retention_days`
    - `alarm_actions`: ARNs that are told when it fails or falls behind
    - `undelivered_arn`: the queue for what a channel did not take
  EOT
  type = object({
    runtime                 = string
    architecture            = string
    zip                     = optional(string)
    reserved_concurrency    = optional(number, -1)
    code_signing_config_arn = optional(string)
    vpc                     = optional(object({ subnet_ids = list(string), security_group_ids = list(string) }))
    permissions_boundary    = optional(string)
    log_retention_days      = number
    alarm_actions           = list(string)
    undelivered_arn         = string
  })
  nullable = false
}

variable "retry" {
  description = <<-EOT
    How often EventBridge calls a channel again.

    - `maximum_age_seconds`
    - `maximum_attempts`
  EOT
  type        = object({ maximum_age_seconds = number, maximum_attempts = number })
  nullable    = false
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
