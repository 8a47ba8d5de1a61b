# Generated from modules/eventbridge_notifier by `make docs`; do not edit.

output "archive_arn" {
  description = "The archive; null where none is made."
  value       = module.notifier.archive_arn
}

output "dead_letter_queue_arn" {
  description = "That queue's ARN."
  value       = module.notifier.dead_letter_queue_arn
}

output "dead_letter_queue_url" {
  description = "The queue of events that EventBridge could not deliver."
  value       = module.notifier.dead_letter_queue_url
}

output "event_bus_arn" {
  description = "The bus that receives: home_bus_arn of modules/event_forwarder in other regions and accounts."
  value       = module.notifier.event_bus_arn
}

output "events_queue_url" {
  description = "The queue before the recorder; with delivery = \"direct\" no rule sends to it."
  value       = module.notifier.events_queue_url
}

output "heartbeat" {
  description = "What forwarders need to know of the heartbeat: their input of this name."
  value       = module.notifier.heartbeat
}

output "key_statements" {
  description = "What the policy of a key of your own must say: the JSON text of a list of statements."
  value       = module.notifier.key_statements
}

output "kms_key_arn" {
  description = "The key that encrypts everything."
  value       = module.notifier.kms_key_arn
}

output "name" {
  description = "What everything is called."
  value       = module.notifier.name
}

output "recorder_dead_letter_queue_url" {
  description = "The queue of events that the recorder failed on."
  value       = module.notifier.recorder_dead_letter_queue_url
}

output "recorder_function_arn" {
  description = "The recorder's ARN."
  value       = module.notifier.recorder_function_arn
}

output "recorder_function_name" {
  description = "The recorder's function."
  value       = module.notifier.recorder_function_name
}

output "recorder_role_arn" {
  description = "The role that the recorder runs with."
  value       = module.notifier.recorder_role_arn
}

output "rule_arns" {
  description = "The rules, by watch; packed rules by their own names."
  value       = module.notifier.rule_arns
}

output "spill_bucket_name" {
  description = "The bucket of events too large for the table, and of failed invokes."
  value       = module.notifier.spill_bucket_name
}

output "table_arn" {
  description = "The table's ARN."
  value       = module.notifier.table_arn
}

output "table_name" {
  description = "The table that holds the records."
  value       = module.notifier.table_name
}

output "topic_arns" {
  description = "The topics of notify, by name."
  value       = module.notifier.topic_arns
}

output "trail_arn" {
  description = "The trail; null where none is made."
  value       = module.notifier.trail_arn
}

output "trail_bucket_name" {
  description = "The bucket of the trail's files; null where none is made."
  value       = module.notifier.trail_bucket_name
}

output "undelivered_queue_url" {
  description = "The queue of what topics and further targets did not take."
  value       = module.notifier.undelivered_queue_url
}
