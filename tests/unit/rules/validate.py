#!/usr/bin/env python3
"""validate.py SCHEMA [-q] FILE...: holds YAML files to a JSON Schema by a validator that is not ours."""
import json
import sys

import jsonschema
import yaml

schema_path, *paths = sys.argv[1:]
quiet = "-q" in paths
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
bad = 0
for path in paths:
    if path == "-q":
        continue
    with open(path, encoding="utf-8") as file:
        data = yaml.safe_load(file)
    for error in validator.iter_errors(data):
        bad += 1
        if not quiet:
            print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
sys.exit(1 if bad else 0)
