resource "aws_kms_key" "this" {
  count = var.create ? 1 : 0

  description             = "${var.name}: records, queues, topics, logs and the trail"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = jsonencode({ Version = "2012-10-17", Statement = jsondecode(var.statements) })
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  count = var.create ? 1 : 0

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this[0].key_id
}
