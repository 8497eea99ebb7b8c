"""YAML files → Config, with every problem named by file, line and column."""
