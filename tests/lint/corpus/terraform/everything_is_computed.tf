resource "aws_cloudwatch_event_rule" "any" {
  for_each      = var.rules
  name          = each.key
  event_pattern = jsonencode(each.value.pattern)
}

resource "aws_cloudwatch_event_rule" "file" {
  name          = "file"
  event_pattern = file("${path.module}/pattern.json")
}

resource "aws_cloudwatch_event_rule" "template" {
  name          = "template"
  event_pattern = templatefile("pattern.json.tftpl", { names = var.names })
}
