# What stood only in some stacks and now stands in all.

moved {
  from = aws_sqs_queue.events[0]
  to   = aws_sqs_queue.events
}

moved {
  from = aws_lambda_event_source_mapping.events[0]
  to   = aws_lambda_event_source_mapping.events
}

moved {
  from = aws_sqs_queue.undelivered[0]
  to   = aws_sqs_queue.undelivered
}
