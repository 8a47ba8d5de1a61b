"""How most services are written: the model's members, spelt by protocol."""
