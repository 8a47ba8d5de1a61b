output "table_name" {
  description = "The table of records."
  value       = module.notifier.table_name
}

output "archive_arn" {
  description = "The archive of the events."
  value       = module.notifier.archive_arn
}

output "told_queue_url" {
  description = "The queue that is told."
  value       = aws_sqs_queue.told.url
}
