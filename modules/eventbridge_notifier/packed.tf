# packed: rules that many watches share. The recorder tells apart which of them an event really matches;
# the watches lie in the bucket, and a target's input names them by their hash.

locals {
  is_packed  = length(var.packed.rules) > 0
  packed_key = "packed/watches.jsonl"

  # What is forwarded has a rule on each bus: bus.tf.
  forwarded_packed = { for name, rule in var.packed.rules : name => rule if local.has_own_bus && rule.forwarded && rule.event_bus_name == "default" }
  packed_rules = merge(
    { for name, rule in var.packed.rules : name => merge(rule, { name = name, bus = rule.event_bus_name }) },
    { for name, rule in local.forwarded_packed : "own/${name}" => merge(rule, { name = name, bus = var.name }) },
  )

  # Terraform reads what for_each names once for each rule, and ties a reference to the rules one by one:
  # names alone, and through a local, keep that from being each rule times each rule.
  packed_names      = toset(keys(local.packed_rules))
  packed_rule_names = { for key, rule in aws_cloudwatch_event_rule.packed : key => rule.name }
}

# One object, in every stack and for good: what replaces it is a version of it, and an event that has
# waited finds the version that it was sent with. (An object for each hash would be deleted with its hash,
# and the provider deletes an object with all of its versions.)
resource "aws_s3_object" "packed" {
  bucket       = module.spill_bucket.name
  key          = local.packed_key
  source       = local.is_packed ? var.packed.file : null
  content      = local.is_packed ? null : "{\"parts\":{}}\n"
  source_hash  = local.is_packed ? var.packed.sha256 : sha256("{\"parts\":{}}\n")
  content_type = "application/jsonl"
  kms_key_id   = module.key.arn
  tags         = var.tags

  lifecycle {
    precondition {
      condition     = local.is_packed ? filesha256(var.packed.file) == var.packed.sha256 : true
      error_message = "packed.file is not what the generator wrote: run eventbridge-notifier generate. (Does git rewrite line ends here?)"
    }
  }
}

resource "aws_cloudwatch_event_rule" "packed" {
  for_each = local.packed_names

  name           = "${var.name}-${local.packed_rules[each.key].name}"
  description    = local.packed_rules[each.key].description
  event_bus_name = local.packed_rules[each.key].bus
  event_pattern  = local.packed_rules[each.key].event_pattern
  state          = local.packed_rules[each.key].state
  tags           = var.tags
  depends_on     = [aws_cloudwatch_event_bus.own]
}

# A target waits for its rule: while both change, the rule lets through what the watches before it and
# those after it match. It waits for the object, too.
resource "aws_cloudwatch_event_target" "packed" {
  for_each = local.packed_names

  rule           = local.packed_rule_names[each.key]
  event_bus_name = local.packed_rules[each.key].bus
  target_id      = "recorder"
  arn            = local.recorder_target

  input_transformer {
    # Not jsonencode of the whole: that would turn the placeholder into text.
    input_template = "{\"packed\":${jsonencode(local.packed_rules[each.key].name)},\"sha256\":${jsonencode(local.packed_rules[each.key].sha256)},\"event\":<aws.events.event.json>}"
  }

  retry_policy {
    maximum_event_age_in_seconds = var.retry.maximum_age_seconds
    maximum_retry_attempts       = var.retry.maximum_attempts
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_letter.arn
  }

  depends_on = [
    aws_s3_object.packed,
    aws_lambda_permission.rules,
    aws_lambda_function_event_invoke_config.recorder,
    aws_lambda_event_source_mapping.events,
  ]
}
