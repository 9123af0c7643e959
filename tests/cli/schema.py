# SPDX-License-Identifier: MIT
"""schema.py - the part of JSON schema 2020-12 that docs/schemata uses.

A keyword that is not known here is an error, so nothing passes unread.
"""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool,
         "null": type(None)}
SILENT = {"$schema", "title", "description", "format"}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def check(schema, value, path="$"):
    """The faults of `value`, one line each."""
    faults = []
    for word, rule in schema.items():
        if word not in RULES and word not in SILENT:
            raise ValueError(f"{path}: unknown keyword {word}")
        if word in RULES:
            faults += RULES[word](schema, rule, value, path)
    return faults


def _type(_, rule, value, path):
    names = rule if isinstance(rule, list) else [rule]
    if any(is_type(value, n) for n in names):
        return []
    return [f"{path}: {value!r} is not of type {rule}"]


def _enum(_, rule, value, path):
    return [] if value in rule else [f"{path}: {value!r} is not in {rule}"]


def _properties(_, rule, value, path):
    if not isinstance(value, dict):
        return []
    return [f for k, s in rule.items() if k in value
            for f in check(s, value[k], f"{path}.{k}")]


def _required(_, rule, value, path):
    if not isinstance(value, dict):
        return []
    return [f"{path}: {k} is missing" for k in rule if k not in value]


def _additional(schema, rule, value, path):
    if rule is not False:
        raise ValueError(f"{path}: additionalProperties must be false")
    if not isinstance(value, dict):
        return []
    return [f"{path}: {k} is unknown" for k in value
            if k not in schema.get("properties", {})]


def _items(_, rule, value, path):
    if not isinstance(value, list):
        return []
    return [f for i, v in enumerate(value)
            for f in check(rule, v, f"{path}[{i}]")]


def _any(_, rule, value, path):
    tried = [check(s, value, path) for s in rule]
    return [] if [] in tried else tried[0]


def _minimum(_, rule, value, path):
    low = is_type(value, "number") and value < rule
    return [f"{path}: {value} is below {rule}"] if low else []


def _maximum(_, rule, value, path):
    high = is_type(value, "number") and value > rule
    return [f"{path}: {value} is above {rule}"] if high else []


def _pattern(_, rule, value, path):
    off = isinstance(value, str) and not re.search(rule, value)
    return [f"{path}: {value!r} does not fit {rule}"] if off else []


RULES = {"type": _type, "enum": _enum, "properties": _properties,
         "required": _required, "additionalProperties": _additional,
         "items": _items, "anyOf": _any, "minimum": _minimum,
         "maximum": _maximum, "pattern": _pattern}
