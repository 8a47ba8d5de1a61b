"""The watch spec: YAML with positions, schema, model, packs, files."""
