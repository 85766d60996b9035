"""Holds answers against botocore's own model of the service: required members,
types, lengths, anchored patterns, enums, status codes, and no member that the
model does not know."""

import json

import regex
from botocore.loaders import Loader

SERVICE = "iot-managed-integrations"
MODEL = Loader().load_service_model(SERVICE, "service-2")
SHAPES = MODEL["shapes"]

# The one exception, named in the design: the practice service is plain http on
# loopback, and so is the address of its sign-in pages.
LOOPBACK_ADDRESS = regex.compile(r"http://127\.0\.0\.1:\d+/[!-~]*")

# A seeded link has a name and a description that no pattern lets through, for
# whoever shows them: text from right to left and control characters.
ODD_SHAPES = ("AccountAssociationName", "AccountAssociationDescription")
ODD_TEXT = regex.compile("[\u202e\x07\x1b]")


def violations(operation, status, body):
    """What is wrong with the answer of a successful call, as sentences."""
    described = MODEL["operations"][operation]
    wanted = described["http"].get("responseCode", 200)
    found = [] if status == wanted else [f"status {status}, not {wanted}"]
    shape = described.get("output", {}).get("shape")
    members = SHAPES[shape]["members"] if shape else {}
    if not members:
        return found + ([f"a body where none belongs: {body!r}"] if body.strip() else [])
    return found + list(_walk(shape, json.loads(body or b"{}"), operation))


def error_violations(operation, code, status, body):
    """What is wrong with a refusal: an error of this operation and its members."""
    errors = [error["shape"] for error in MODEL["operations"][operation].get("errors", [])]
    if code not in errors:
        return [f"{code} is not an error of {operation}"]
    wanted = SHAPES[code]["error"]["httpStatusCode"]
    found = [] if status == wanted else [f"status {status}, not {wanted}"]
    return found + list(_walk(code, json.loads(body), code))


def _walk(name, value, at):
    shape = SHAPES[name]
    kind = shape["type"]
    if kind == "structure":
        yield from _structure(shape, value, at)
    elif kind == "list":
        if not isinstance(value, list):
            yield f"{at}: not a list"
            return
        yield from _bounds(shape, len(value), at)
        for index, item in enumerate(value):
            yield from _walk(shape["member"]["shape"], item, f"{at}[{index}]")
    elif kind == "map":
        if not isinstance(value, dict):
            yield f"{at}: not a map"
            return
        yield from _bounds(shape, len(value), at)
        for key, item in value.items():
            yield from _walk(shape["key"]["shape"], key, f"{at} key")
            yield from _walk(shape["value"]["shape"], item, f"{at}.{key}")
    elif kind == "string":
        yield from _string(name, shape, value, at)
    elif kind == "boolean":
        if not isinstance(value, bool):
            yield f"{at}: not a boolean"
    elif kind in ("integer", "long", "float", "double", "timestamp"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield f"{at}: not a number"
        elif kind in ("integer", "long") and not isinstance(value, int):
            yield f"{at}: not a whole number"
        elif kind != "timestamp":
            yield from _bounds(shape, value, at)
    else:
        yield f"{at}: a {kind} is not looked at"


def _structure(shape, value, at):
    if not isinstance(value, dict):
        yield f"{at}: not a structure"
        return
    if shape.get("document"):
        return
    members = shape.get("members", {})
    for name in shape.get("required", []):
        if name not in value:
            yield f"{at}.{name}: missing"
    for name, item in value.items():
        if name not in members:
            yield f"{at}.{name}: unknown"
        else:
            yield from _walk(members[name]["shape"], item, f"{at}.{name}")


def _string(name, shape, value, at):
    if not isinstance(value, str):
        yield f"{at}: not a string"
        return
    yield from _bounds(shape, len(value), at)
    if "enum" in shape and value not in shape["enum"]:
        yield f"{at}: {value!r} is none of {shape['enum']}"
    if name == "OAuthAuthorizationUrlOutput" and LOOPBACK_ADDRESS.fullmatch(value):
        return
    if name in ODD_SHAPES and ODD_TEXT.search(value):
        return
    if "pattern" in shape and not regex.fullmatch(f"(?:{shape['pattern']})", value):
        yield f"{at}: {value!r} does not fit {shape['pattern']}"


def _bounds(shape, size, at):
    if size < shape.get("min", size):
        yield f"{at}: {size} is below {shape['min']}"
    if size > shape.get("max", size):
        yield f"{at}: {size} is above {shape['max']}"
