"""EC2: `...Set` and `items`, or `<Operation>Request`."""
