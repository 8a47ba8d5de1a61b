output "function_name" {
  description = "The function's name."
  value       = aws_lambda_function.this.function_name
}
