output "dead_letter_queue_url" {
  description = "The queue of events that could not be sent home."
  value       = aws_sqs_queue.dead_letter.url
}

output "dead_letter_queue_arn" {
  description = "The ARN of that queue."
  value       = aws_sqs_queue.dead_letter.arn
}

output "role_arn" {
  description = "The role that puts events on the bus at home."
  value       = aws_iam_role.forward.arn
}
