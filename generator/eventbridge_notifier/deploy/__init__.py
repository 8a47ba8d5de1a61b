"""From rules to Terraform and CloudFormation: placement, HCL, forwarders, cost. Pure."""
