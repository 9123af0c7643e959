# SPDX-License-Identifier: MIT
"""targets.py - every operation of the served document as requests that can be
sent: ids that exist, the document's own examples as bodies.

Others' tools need whole requests; a document with placeholders is none.
"""
import json
import re

# They would end the log-in of the run, or are no plain reply.
LEFT_OUT = {"live", "logOut", "logOutEverywhere", "endSession",
            "changePassword", "disableUser"}
# Values for query parameters that have no id and no enumeration.
VALUES = {"integer": "1", "boolean": "true", "string": "engineer"}


class Target:
    def __init__(self, name, method, path, query, body, roles):
        self.name, self.method, self.path = name, method, path
        self.query, self.body, self.roles = query, body, roles

    def url(self, changes=None):
        pairs = dict(self.query, **(changes or {}))
        tail = "&".join(f"{k}={v}" for k, v in pairs.items())
        return self.path + ("?" + tail if tail else "")

    def headers(self):
        head = {"If-Match": "*"} if self.method == "PATCH" else {}
        if self.body is not None:
            head["Content-Type"] = "application/json"
        return head


def rows(server, path, token):
    got = server.ask("GET", path, token=token)
    if got.status != 200:
        return []
    return next((v for v in got.json().values() if isinstance(v, list)), [])


def known_ids(server, tokens):
    """Ids of the data that is there, by the name of the path's parameter."""
    hr, admin = tokens["hr"], tokens["admin"]
    job = rows(server, "/api/v1/jobs", hr)[0]["id"]
    at = f"?job_id={job}"
    hook = server.ask("POST", "/api/v1/webhooks",
                      {"url": "https://hooks.example.com/hire"}, hr).json()
    link = server.ask("POST", f"/api/v1/jobs/{job}/link", token=hr).json()
    question = server.ask("POST", f"/api/v1/jobs/{job}/questions",
                          {"text": "How do you test?"}, hr).json()
    lists = {"application_id": "/api/v1/applications" + at,
             "interview_id": "/api/v1/interviews" + at,
             "payment_id": "/api/v1/payments",
             "invoice_id": "/api/v1/invoices",
             "account_id": "/api/v1/users?role=candidate"}
    ids = {name: rows(server, path, admin if name == "account_id" else hr)
           [0]["id"] for name, path in lists.items()}
    return dict(ids, job_id=job, link=link["link"],
                webhook_id=hook["webhook"]["id"],
                question_id=question["id"])


def sample(parameter, ids):
    schema = parameter["schema"]
    if parameter["name"] in ids:
        return ids[parameter["name"]]
    if "enum" in schema:
        return str(schema["enum"][0])
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    if schema.get("format") == "date-time":
        return "2026-01-01T00:00:00Z"
    return VALUES.get(kind, "1")


def body_of(operation, ids):
    """The example with ids that exist; None: there is no JSON to send."""
    content = operation.get("requestBody", {}).get("content", {})
    example = content.get("application/json", {}).get("example")
    if isinstance(example, dict) and "job_id" in example:
        example = dict(example, job_id=ids["job_id"])
    return example


def targets(document, ids):
    for path, methods in document["paths"].items():
        full = re.sub(r"\{(\w+)\}", lambda m: ids.get(
            m.group(1), m.group(1)[:3] + "_01j00000000000000000000000"), path)
        for method, operation in methods.items():
            if operation["operationId"] in LEFT_OUT:
                continue
            query = {p["name"]: sample(p, ids)
                     for p in operation["parameters"] if p["in"] == "query"
                     and p["name"] != "after"}
            yield Target(operation["operationId"], method.upper(), full,
                         query, body_of(operation, ids),
                         operation["x-roles"])


def texts(body):
    """Each place of a body that holds text: a body with FUZZ there."""
    for key, value in (body or {}).items():
        if isinstance(value, str):
            yield json.dumps(dict(body, **{key: "FUZZ"}))
