"""YAML files to models and back, and where the bundled files live."""
