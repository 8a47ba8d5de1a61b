"""EventBridge: buses, rules, targets, delivery, archives."""
