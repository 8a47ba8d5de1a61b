"""What people ask of a deployment: is it well, what is stored, what has to be sent again."""
