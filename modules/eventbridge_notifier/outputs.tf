output "table_name" {
  description = "The table that holds the records."
  value       = aws_dynamodb_table.this.name
}

output "table_arn" {
  description = "The table's ARN."
  value       = aws_dynamodb_table.this.arn
}

output "recorder_function_name" {
  description = "The recorder's function."
  value       = aws_lambda_function.recorder.function_name
}

output "recorder_function_arn" {
  description = "The recorder's ARN."
  value       = aws_lambda_function.recorder.arn
}

output "recorder_role_arn" {
  description = "The role that the recorder runs with."
  value       = aws_iam_role.recorder.arn
}

output "dead_letter_queue_url" {
  description = "The queue of events that EventBridge could not deliver."
  value       = aws_sqs_queue.dead_letter.url
}

output "dead_letter_queue_arn" {
  description = "That queue's ARN."
  value       = aws_sqs_queue.dead_letter.arn
}

output "recorder_dead_letter_queue_url" {
  description = "The queue of events that the recorder failed on."
  value       = aws_sqs_queue.recorder_dead_letter.url
}

output "undelivered_queue_url" {
  description = "The queue of what topics and further targets did not take."
  value       = aws_sqs_queue.undelivered.url
}

output "events_queue_url" {
  description = "The queue before the recorder; with delivery = \"direct\" no rule sends to it."
  value       = aws_sqs_queue.events.url
}

output "spill_bucket_name" {
  description = "The bucket of events too large for the table, and of failed invokes."
  value       = module.spill_bucket.name
}

output "trail_arn" {
  description = "The trail; null where none is made."
  value       = one(aws_cloudtrail.this[*].arn)
}

output "trail_bucket_name" {
  description = "The bucket of the trail's files; null where none is made."
  value       = one(module.trail_bucket[*].name)
}

output "kms_key_arn" {
  description = "The key that encrypts everything."
  value       = module.key.arn
}

output "key_statements" {
  description = "What the policy of a key of your own must say: the JSON text of a list of statements."
  value       = local.key_policy
}

output "rule_arns" {
  description = "The rules, by watch; packed rules by their own names."
  value = {
    for name, watch in merge(var.packed.rules, var.watches) : name => join("", [
      "arn:${local.partition}:events:${local.place}:rule/",
      watch.event_bus_name == "default" ? "" : "${reverse(split("event-bus/", watch.event_bus_name))[0]}/",
      "${var.name}-${name}",
    ])
  }
}

output "topic_arns" {
  description = "The topics of notify, by name."
  value       = { for name, topic in aws_sns_topic.notify : name => topic.arn }
}

output "archive_arn" {
  description = "The archive; null where none is made."
  value       = one(aws_cloudwatch_event_archive.this[*].arn)
}

output "event_bus_arn" {
  description = "The bus that receives: home_bus_arn of modules/event_forwarder in other regions and accounts."
  value       = local.has_own_bus && var.receiving_bus == "own" ? local.own_bus_arn : local.default_bus_arn

  # Forwarders in the same root switch when the bus is ready for them.
  depends_on = [
    aws_cloudwatch_event_bus_policy.own,
    aws_cloudwatch_event_permission.account,
    aws_cloudwatch_event_permission.organization,
    aws_cloudwatch_event_archive.forwarded,
    aws_cloudwatch_event_target.packed,
    module.forwarded,
    module.watch,
  ]
}

output "name" {
  description = "What everything is called."
  value       = var.name
}

output "heartbeat" {
  description = "What forwarders need to know of the heartbeat: their input of this name."
  value       = { enabled = local.beats, minutes = var.heartbeat.minutes }
}
