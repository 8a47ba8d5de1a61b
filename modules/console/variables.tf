variable "name" {
  description = "The stack's name, which is the first part of every name here: output `name` of eventbridge_notifier."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,31}$", var.name))
    error_message = "name must be that of the stack whose records are shown: lower-case letters, digits and hyphens, 32 at most."
  }
}

variable "records" {
  description = <<-EOT
    What is read: outputs of eventbridge_notifier.

    - `table_arn`: the table of records
    - `recorder_function_arn`: the recorder, whose configuration says how records are indexed
    - `spill_bucket_name`: the bucket of events too large for the table
    - `kms_key_arn`: the key of both
  EOT
  type = object({
    table_arn             = string
    recorder_function_arn = string
    spill_bucket_name     = string
    kms_key_arn           = string
  })
  nullable = false
}

variable "access" {
  description = <<-EOT
    Who sees what, by a name of yours. Somebody in several entries sees what any of them allows; somebody in none sees nothing.

    - `groups`: groups of the provider's token, as it writes them
    - `emails`: addresses, where a provider sends no groups; only those count that the token calls verified
    - `accounts`, `watches`, `severities`: the records that are seen; all of them where an attribute is absent
  EOT
  type = map(object({
    groups     = optional(set(string), [])
    emails     = optional(set(string), [])
    accounts   = optional(set(string))
    watches    = optional(set(string))
    severities = optional(set(string))
  }))
  nullable = false

  validation {
    condition     = alltrue([for entry in values(var.access) : length(entry.groups) + length(entry.emails) > 0])
    error_message = "access: ${join(", ", [for name, entry in var.access : name if length(entry.groups) + length(entry.emails) == 0])} must name groups or emails; without either nobody has access."
  }

  validation {
    condition     = alltrue(flatten([for entry in values(var.access) : [for account in coalesce(entry.accounts, []) : can(regex("^[0-9]{12}$", account))]]))
    error_message = "access: ${join(", ", [for name, entry in var.access : name if !alltrue([for account in coalesce(entry.accounts, []) : can(regex("^[0-9]{12}$", account))])])} must write accounts as 12 digits, in quotes."
  }

  validation {
    condition     = alltrue(flatten([for entry in values(var.access) : [for severity in coalesce(entry.severities, []) : contains(["critical", "high", "medium", "low", "info"], severity)]]))
    error_message = "access: ${join(", ", [for name, entry in var.access : name if !alltrue([for severity in coalesce(entry.severities, []) : contains(["critical", "high", "medium", "low", "info"], severity)])])} must choose severities among critical, high, medium, low and info."
  }

  validation {
    condition     = alltrue(flatten([for entry in values(var.access) : [for email in entry.emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", email))]]))
    error_message = "access: ${join(", ", [for name, entry in var.access : name if !alltrue([for email in entry.emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", email))])])} must write emails as name@example.com."
  }

  validation {
    condition     = length(base64gzip(jsonencode([values(var.access), var.views]))) <= 3000
    error_message = "access and views are too long for a function's environment, which has 4 KB: about 400 accounts fit in. Leave accounts out where somebody may see nearly all of them."
  }
}

variable "views" {
  description = "Named views, for everybody who may see what they show: the query string of the page's address, such as `change=deleted&since=7d`. `generate` writes those of the spec as `local.views`."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for query in values(var.views) : can(regex("^[!-~]+$", query)) && !startswith(query, "?")])
    error_message = "views: ${join(", ", [for name, query in var.views : name if !(can(regex("^[!-~]+$", query)) && !startswith(query, "?"))])} must be the query string of the page's address without the question mark, such as change=deleted&since=7d."
  }
}

variable "throttle" {
  description = <<-EOT
    How many requests the API takes, of everybody together. A page makes about 20 when it is opened.

    - `burst`: at once
    - `rate`: in a second
  EOT
  type = object({
    burst = optional(number, 1000)
    rate  = optional(number, 200)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.throttle.burst >= 1 && var.throttle.rate >= 1
    error_message = "throttle.burst and throttle.rate must be at least 1: with 0 the API answers no request."
  }
}

variable "domain" {
  description = <<-EOT
    A name of yours for the page. Without it the page has the API's own address.

    - `name`: such as watch.example.com
    - `certificate_arn`: a certificate of ACM for it, in this region
    - `zone_id`: the hosted zone of Route 53 in which the name is written; without it, point the name at the output `domain_target` yourself
  EOT
  type = object({
    name            = string
    certificate_arn = string
    zone_id         = optional(string)
  })
  default = null

  validation {
    condition     = var.domain == null ? true : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain.name))
    error_message = "domain.name must be a host name such as watch.example.com, without https:// and in lower case."
  }

  validation {
    condition     = var.domain == null ? true : can(regex("^arn:[a-z-]+:acm:", var.domain.certificate_arn))
    error_message = "domain.certificate_arn must be the ARN of a certificate of ACM."
  }
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}
