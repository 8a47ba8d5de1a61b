# This repository is published to the Terraform Registry for its modules; there is nothing to apply
# in its root. Use one of them:
#
#   source = "<namespace>/eventbridge-notifier/aws//modules/eventbridge_notifier"
