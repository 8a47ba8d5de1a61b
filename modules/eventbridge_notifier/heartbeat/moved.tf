# What stood here before other functions came that a schedule invokes.

moved {
  from = terraform_data.key
  to   = module.function.terraform_data.key
}

moved {
  from = aws_lambda_function.this
  to   = module.function.aws_lambda_function.this
}

moved {
  from = aws_sqs_queue.failed
  to   = module.function.aws_sqs_queue.failed
}

moved {
  from = aws_cloudwatch_log_group.this
  to   = module.function.aws_cloudwatch_log_group.this
}

moved {
  from = aws_cloudwatch_event_rule.clock
  to   = module.function.aws_cloudwatch_event_rule.clock
}

moved {
  from = aws_cloudwatch_event_target.clock
  to   = module.function.aws_cloudwatch_event_target.clock
}

moved {
  from = aws_lambda_permission.clock
  to   = module.function.aws_lambda_permission.clock
}

moved {
  from = aws_iam_role.this
  to   = module.function.aws_iam_role.this
}

moved {
  from = aws_iam_role_policy.this
  to   = module.function.aws_iam_role_policy.this
}
