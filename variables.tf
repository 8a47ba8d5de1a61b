# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

variable "access_logs" {
  description = <<-EOT
    A bucket of yours that takes the S3 server access logs of the buckets made here. S3 delivers them only to a bucket encrypted with SSE-S3.

    - `bucket`: its name.
    - `prefix`: what the logs' names begin with; `<name>-trail/` and `<name>-spill/` follow.
  EOT
  type        = object({ bucket = string, prefix = optional(string, "") })
  default     = null
}

variable "account_names" {
  description = "The names by which people know accounts, by account: messages say them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "accounts" {
  description = <<-EOT
    Accounts that may send their events to the default bus here, by modules/event_forwarder. They must be known when one plans: no ids of accounts made in the same apply. The bus's policy has room for some 45; `organization_id` needs one statement for all.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "alarm_actions" {
  description = "ARNs of topics that are told when events cannot be recorded. Without one the alarms ring unheard."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "alarm_topics" {
  description = "Names of topics made here that are told as well, as in notify."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "archive" {
  description = <<-EOT
    An EventBridge archive of the watched events of the default bus, to be replayed.

    - `enabled`: keep one. Saying false again deletes it, with what is in it.
    - `retention_days`: for how many days events are kept; 0 for ever.
  EOT
  type = object({
    enabled        = optional(bool, false)
    retention_days = optional(number, 30)
  })
  default  = {}
  nullable = false
}

variable "beside" {
  description = <<-EOT
    Names of stacks in this account and region beside which this one may stand although one name begins with the other, such as `audit` and `audit-prod`. Otherwise it is refused: `audit`'s watch `prod-x` and `audit-prod`'s watch `x` would have one rule.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "create_key" {
  description = "Make a customer key that encrypts everything. Say false and give kms_key_arn to use one of yours."
  type        = bool
  default     = true
  nullable    = false
}

variable "create_trail" {
  description = "Make a CloudTrail trail. Say false where the account, or its organization, has one that logs management events in every region: a second copy costs 2.00 USD per 100,000 events."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Refuse to delete the table. Say false and apply before a destroy."
  type        = bool
  default     = true
  nullable    = false
}

variable "delivery" {
  description = <<-EOT
    How events reach the recorder: `direct`, or by a `queue` that evens out bursts and makes the backlog visible. The queue stands either way; changing this moves the rules' targets and loses nothing.
  EOT
  type        = string
  default     = "direct"
  nullable    = false
}

variable "event_format" {
  description = "How the whole event is stored: as a map that people can read and filter in the DynamoDB console, or compressed, at a third to a half of the table's write units."
  type        = string
  default     = "map"
  nullable    = false
}

variable "force_destroy" {
  description = "Let a destroy delete buckets that are not empty."
  type        = bool
  default     = false
  nullable    = false
}

variable "kms_key_arn" {
  description = "With create_key = false: the key that encrypts everything. Its policy must say what the output key_statements says."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "For how many days logs are kept: the recorder's, and the trail's copy in CloudWatch Logs; 0 keeps them for ever."
  type        = number
  default     = 365
  nullable    = false
}

variable "may_destroy" {
  description = <<-EOT
    What a plan may replace or destroy although it holds data. Without this, a changed name is refused, and what create_key, create_trail and trail.cloudwatch_logs no longer ask for stays. Say it in the apply that shall do so, and take it back after.

    - `queues`: the queues, when `name` changes.
    - `table`: the table, when `name` or `table_name` changes.
    - `key`: the customer key, when `create_key` becomes false. KMS deletes it 30 days later.
    - `trail_bucket`: the bucket of the trail's files, when `create_trail` becomes false. It must be empty, or `force_destroy` be applied before.
    - `trail_logs`: the log group of the trail, when `trail.cloudwatch_logs` or `create_trail` becomes false.
  EOT
  type        = set(string)
  default     = []
  nullable    = false
}

variable "name" {
  description = "What everything is called: the table, and the first part of every rule's name. It cannot be changed later: `may_destroy` says why."
  type        = string
  default     = "eventbridge-notifier"
  nullable    = false
}

variable "old_indexes" {
  description = <<-EOT
    Keep the indexes of releases before 0.2, `by_day` and `by_watch`, which cost a write unit each for every record. A new stack needs none: say false. After an upgrade run `eventbridge-notifier records reindex`, and say false when it has found nothing more to do.
  EOT
  type        = bool
  default     = true
  nullable    = false
}

variable "organization_id" {
  description = "An organization whose accounts may all do so. It must be known when one plans, as that of data.aws_organizations_organization is."
  type        = string
  default     = null
}

variable "permissions_boundary" {
  description = "The ARN of a policy that bounds the roles made here."
  type        = string
  default     = null
}

variable "queue_message_bytes" {
  description = "The largest message that the queues take. Up to 1048576 from version 6.8 of the provider; events are up to 1 MB."
  type        = number
  default     = 262144
  nullable    = false
}

variable "quiet" {
  description = <<-EOT
    Records that nobody is told of for a while. They are recorded and counted.

    - `name`: what the entry is called where it is counted
    - `until`: when it ends, in epoch seconds
    - `because`: why
    - `watches`, `actors`, `accounts`: names, with * for anything; all of them where none is given
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

variable "read_shards" {
  description = <<-EOT
    Over how many keys readers look for the records: those of `shards`, unless these say more. Never lower one below what `shards` had while records of that time are kept, or they are no longer found.
  EOT
  type = object({
    day      = optional(number)
    watch    = optional(number)
    resource = optional(number)
  })
  default  = {}
  nullable = false
}

variable "recorder" {
  description = <<-EOT
    The recorder's Lambda function, and what an organization may ask for besides.

    - `runtime`: `python3.11` to `python3.14`. `python3.14` needs version 6.20 of the AWS provider; older ones refuse it.
    - `architecture`: `arm64` or `x86_64`.
    - `memory_mb`, `timeout_seconds`: those of the function.
    - `log_level`: the least that it logs.
    - `reserved_concurrency`: how much of the account's concurrency is kept for it, and the most that it takes; -1 for neither. A new account has 10, of which AWS lets nobody reserve any: ask for a higher quota first.
    - `maximum_concurrency`: how many batches Lambda takes from the queue at once, 2 to 1,000. Without it, `reserved_concurrency`, or as many as come.
    - `code_signing_config_arn`: a code signing configuration. It needs `signed_zip`.
    - `signed_zip`: the path of the module's `recorder.zip` as AWS Signer gives it back.
    - `vpc`: subnets and security groups to stand in. It needs endpoints for DynamoDB and S3.
  EOT
  type = object({
    runtime                 = optional(string, "python3.13")
    architecture            = optional(string, "arm64")
    memory_mb               = optional(number, 256)
    timeout_seconds         = optional(number, 30)
    log_level               = optional(string, "INFO")
    reserved_concurrency    = optional(number, -1)
    maximum_concurrency     = optional(number)
    code_signing_config_arn = optional(string)
    signed_zip              = optional(string)
    vpc = optional(object({
      subnet_ids         = list(string)
      security_group_ids = list(string)
    }))
  })
  default  = {}
  nullable = false
}

variable "replication" {
  description = <<-EOT
    A bucket of yours, best in an account of its own, to which S3 copies the objects of the buckets made here.

    - `bucket_arn`: its ARN.
    - `kms_key_arn`: the key that encrypts the copies.
    - `role_arn`: the role that S3 assumes.
  EOT
  type        = object({ bucket_arn = string, kms_key_arn = string, role_arn = string })
  default     = null
}

variable "retention_days" {
  description = "For how many days a record is kept, counted from its event; 0 keeps it for ever."
  type        = number
  default     = 0
  nullable    = false
}

variable "retry" {
  description = <<-EOT
    How long EventBridge, Lambda and SQS go on trying before an event goes to a failure sink.

    - `maximum_age_seconds`, `maximum_attempts`: EventBridge's, for each target: 60 to 86,400, and 0 to 185.
    - `function_age_seconds`, `function_retry_attempts`: Lambda's, for an event that it has taken: 60 to 21,600, and 0 to 2.
    - `queue_maximum_deliveries`: SQS's, for a message before the recorder: 1 to 1,000.
  EOT
  type = object({
    maximum_age_seconds      = optional(number, 86400)
    maximum_attempts         = optional(number, 185)
    function_age_seconds     = optional(number, 21600)
    function_retry_attempts  = optional(number, 2)
    queue_maximum_deliveries = optional(number, 10)
  })
  default  = {}
  nullable = false
}

variable "shards" {
  description = <<-EOT
    Over how many keys the records of one day, of one watch and of one resource are spread. A key takes 1,000 records a second; every query asks for all of them. Raise `read_shards` first, apply, restart what reads (the console), then raise these.
  EOT
  type = object({
    day      = optional(number, 12)
    watch    = optional(number, 12)
    resource = optional(number, 4)
  })
  default  = {}
  nullable = false
}

variable "table_name" {
  description = "What the table is called, when not as everything else."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "topics" {
  description = <<-EOT
    Topics for `notify` and `alarm_topics`, by name. A topic that is named there and not here is made without subscribers.

    - `subscriptions`: who is told, by a name of yours: `protocol` is `email`, `email-json`, `https`, `lambda`, `sms` or `sqs`, `endpoint` the address. What a subscriber does not take, in the end, waits in the queue `<name>-undelivered`.
  EOT
  type = map(object({
    subscriptions = optional(map(object({ protocol = string, endpoint = string })), {})
  }))
  default  = {}
  nullable = false
}

variable "trail" {
  description = <<-EOT
    What the trail does besides feeding EventBridge.

    - `cloudwatch_logs`: a copy in CloudWatch Logs (0.50 USD per GB).
    - `topic`: a topic that tells of new log files.
    - `retention_days`: for how many days its files are kept.
    - `data_resources`: types of resources whose data events it logs too, such as `AWS::S3::Object` (0.10 USD per 100,000).
    - `organization`: make it the trail of all accounts of `organization_id`: apply it in the management account, or in CloudTrail's delegate. CloudTrail must be trusted by the organization first: `aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com`.
    - `owner_account_id`: in the delegate, the management account.
  EOT
  type = object({
    cloudwatch_logs  = optional(bool, true)
    topic            = optional(bool, true)
    retention_days   = optional(number, 400)
    data_resources   = optional(list(string), [])
    organization     = optional(bool, false)
    owner_account_id = optional(string)
  })
  default  = {}
  nullable = false
}

variable "watches" {
  description = <<-EOT
    What to watch for, by name. The generator writes this map; by hand, `event_pattern` alone is enough.

    - `event_pattern`: the JSON text of an EventBridge event pattern, of 4,096 characters at most without blanks.
    - `description`: what is watched for, in words. It stands in the rule and in messages.
    - `event_bus_name`: name or ARN of the bus on which the rule stands, in this account and region.
    - `state`: `ENABLED`, `DISABLED`, or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`, which read-only API calls need.
    - `severity`: `info`, `low`, `medium`, `high` or `critical`.
    - `record`: attributes of the record, each with its path below `detail`, such as `requestParameters.functionName`.
    - `resources`: what calls act on, as JSON text that the generator writes; the recorder makes `resource` and `change` of it.
    - `notify`: names of `topics` and `webhooks` that are told.
    - `alert`: how they are told. `group_by` (paths below `detail`) and `every` (seconds) gather records; `when` tells of the first of a kind or of many at once; for `stage` seconds a new watch counts and tells nobody; messages link to `runbook`.
    - `extra_targets`: further targets by name, which get the event as it is. `arn` is that of a queue, topic, function, bus or log group; `role_arn` that of a role that EventBridge assumes to reach it.
  EOT
  type = map(object({
    event_pattern  = string
    description    = optional(string)
    event_bus_name = optional(string, "default")
    state          = optional(string, "ENABLED")
    severity       = optional(string)
    record         = optional(map(string), {})
    resources      = optional(string, "{}")
    notify         = optional(list(string), [])
    alert = optional(object({
      every    = optional(number, 0)
      group_by = optional(list(string), [])
      runbook  = optional(string)
      stage    = optional(number, 0)
      when = optional(object({
        first_by = optional(list(string))
        at_least = optional(number)
        by       = optional(list(string))
        distinct = optional(string)
        within   = number
      }))
    }), {})
    extra_targets = optional(map(object({ arn = string, role_arn = optional(string) })), {})
  }))
  default  = {}
  nullable = false
}

variable "webhooks" {
  description = <<-EOT
    Addresses that get a message when a watch names them in `notify`: Slack and whatever takes JSON. The address is the secret, so all of it is sensitive; it lies in the state all the same.

    - `url`: the address, which begins with `https://`.
    - `field`: the JSON key that holds the message.
    - `key_header`, `key`: a header that is sent with it.
    - `per_second`: how often it is called at most, 1 to 300.
  EOT
  type = map(object({
    url        = string
    field      = optional(string, "text")
    key_header = optional(string, "X-Notifier")
    key        = optional(string, "eventbridge-notifier")
    per_second = optional(number, 10)
  }))
  default   = {}
  nullable  = false
  sensitive = true
}
