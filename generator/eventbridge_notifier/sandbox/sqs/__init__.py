"""SQS: queues as targets, as dead-letter queues and as event sources."""
