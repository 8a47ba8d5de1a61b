"""What an assistant may ask of a deployment, as a server of the Model Context Protocol."""
