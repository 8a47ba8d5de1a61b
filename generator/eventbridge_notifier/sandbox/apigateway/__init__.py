"""API Gateway: HTTP APIs in front of functions, at an address of their own on loopback."""
