output "table_name" {
  description = "The table that holds the records."
  value       = module.notifier.table_name
}

output "dead_letter_queue_url" {
  description = "The queue of events that EventBridge could not deliver."
  value       = module.notifier.dead_letter_queue_url
}

output "recorder_function_name" {
  description = "The recorder's function."
  value       = module.notifier.recorder_function_name
}

output "trail_arn" {
  description = "The trail."
  value       = module.notifier.trail_arn
}
