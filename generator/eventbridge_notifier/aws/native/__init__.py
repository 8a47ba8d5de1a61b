"""Events that services send to EventBridge themselves."""
