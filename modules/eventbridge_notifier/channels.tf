# Kinds of notification. A kind is a row of the table: by name, the target that a rule calls and how the
# lines of a message become what it takes: start, each line by its format, between them, end.

locals {
  channels = {
    topic   = local.topic_channel
    webhook = local.webhook_channel
  }

  # A name is of one kind.
  notified = merge(values(local.channels)...)

  notify_targets = {
    for name, watch in var.watches : name => {
      for told in watch.notify : "notify-${told}" => {
        arn             = local.notified[told].arn
        role_arn        = local.notified[told].role_arn
        dead_letter_arn = aws_sqs_queue.undelivered.arn

        input = {
          paths = local.message_paths[name]
          template = join("", [
            local.notified[told].start,
            join(local.notified[told].between, [for line in local.message_lines[name] : format(local.notified[told].line, line)]),
            local.notified[told].end,
          ])
        }
      }
    } if length(watch.notify) > 0
  }
}
