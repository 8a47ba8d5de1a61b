"""What a stack costs in a month: estimates from volumes and prices. Pure."""
