output "function_name" {
  description = "The notifier's function."
  value       = aws_lambda_function.this.function_name
}

output "alert_bus_name" {
  description = "The bus on which alerts are events."
  value       = aws_cloudwatch_event_bus.alerts.name
}

output "state_table_name" {
  description = "The table of what was told and what is held back."
  value       = aws_dynamodb_table.state.name
}

output "config" {
  description = "What the notifier goes by: channels, and what is told of each watch."
  value       = local.config
}

output "alert_patterns" {
  description = "The event patterns of the rules on the bus of alerts, by channel."
  value       = { for channel, rule in aws_cloudwatch_event_rule.channel : channel => rule.event_pattern }
}
