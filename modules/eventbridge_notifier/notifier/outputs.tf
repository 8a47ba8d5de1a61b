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
