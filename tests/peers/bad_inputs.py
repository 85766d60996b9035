"""Bad inputs over every operation served, one data row each. The requests are
signed by botocore but written by hand, so that no client looks at them first.
Each must get its status, its x-amzn-errortype and a Message, and must leave the
ledger as it is."""

import http.client
import json
import os
import urllib.parse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from practice import ENDPOINT, REGION, Checks, ledger, practice, wait_until

checks = Checks()
HOST = urllib.parse.urlsplit(ENDPOINT).netloc
KEYS = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])

INVALID = (400, "ValidationException")
MISSING = (404, "ResourceNotFoundException")
CONFLICT = (409, "ConflictException")
BAD_REQUEST = (400, "InvalidRequestException")
UNKNOWN = (404, "UnknownOperationException")

# Seeded ids: a link in use, one that waits, one being deleted; a discovery of
# the first; things of a lamp, of a lock, and one that is registered.
LINK, WAITING, DELETING = (f"a55c1a7ed000000000000000000{n:05}" for n in (1, 3, 8))
EXPIRED, FAILED = (f"a55c1a7ed000000000000000000{n:05}" for n in (2, 5))
DISCOVERY = "d15c0e27000000000000000000000001"
LAMP, LOCK, REGISTERED = (f"7419600d000000000000000000{n:06}" for n in (2, 4, 1))


def send(method, path, body=None, headers=None, sign=True, keys=KEYS, service="iotmanagedintegrations", region=REGION):
    """One request as given; its status, headers and body."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    request = AWSRequest(method=method, url=ENDPOINT + path, data=data)
    if data is not None:
        request.headers["content-type"] = "application/json"
    if sign:
        SigV4Auth(keys, service, region).add_auth(request)
    sent = {"Host": HOST, **dict(request.headers.items()), **(headers or {})}
    connection = http.client.HTTPConnection(HOST, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in sent.items():
        if value is not None:
            connection.putheader(name, value)
    if data is not None:
        connection.putheader("content-length", str(len(data)))
    connection.endheaders(data)
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read()
    connection.close()
    return found


def refused(name, wanted, *arguments, **options):
    before = len(ledger()["entries"])
    status, headers, body = send(*arguments, **options)
    code = headers.get("x-amzn-errortype")
    wrong = []
    if (status, code) != wanted:
        wrong.append(f"{status} {code}, not {wanted}")
    try:
        if not isinstance(json.loads(body)["Message"], str):
            wrong.append("Message is no text")
    except (ValueError, KeyError, TypeError):
        wrong.append(f"no Message in {body[:100]!r}")
    if headers.get("content-type") != "application/json":
        wrong.append(f"content-type {headers.get('content-type')}")
    if not headers.get("x-amzn-requestid"):
        wrong.append("no x-amzn-requestid")
    if len(ledger()["entries"]) != before:
        wrong.append("the ledger changed")
    checks.check(name, not wrong, "; ".join(wrong))


# Bad values by the shape of the member, as service.md 2.2 bounds it.
NOT_TEXT = [7, True, [], {}]
NOT_MAP = ["text", 7, ["a"]]
PLAIN = ["", "a" * 129, "Anna's home", "Müller", "a.b", "line\nbreak", *NOT_TEXT]
TOKEN = ["", "a" * 65, "a+b", "a b", "ü", "a\n", *NOT_TEXT]
HEX_ID = ["", "a" * 65, "a-b", "a b", "ä", *NOT_TEXT]
TAGS = [
    {},
    {"": "v"},
    {"k" * 129: "v"},
    {"k": "v" * 257},
    {"k": 7},
    {"k": None},
    {"aws:k": "v"},
    {str(n): "v" for n in range(51)},
    *NOT_MAP,
]
THING_ID = ["", "a" * 65, "a.b", "a b", "a/b", *NOT_TEXT]
DISCOVERY_ID = ["", "a" * 201, "a-b", *NOT_TEXT]

CREATE_LINK = ("POST", "/account-associations", {"ConnectorDestinationId": "brightwell-lighting"})
UPDATE_LINK = ("PUT", f"/account-associations/{LINK}", {})
START = ("POST", "/device-discoveries", {"DiscoveryType": "CLOUD", "AccountAssociationId": LINK})
CREATE_THING = (
    "POST",
    "/managed-things",
    {
        "Role": "DEVICE",
        "AuthenticationMaterialType": "DISCOVERED_DEVICE",
        "AuthenticationMaterial": "CLOUD:PRACTICE:bw|tuin|200004",
    },
)
REGISTER = (
    "PUT",
    "/managed-thing-associations/register",
    {"ManagedThingId": LAMP, "AccountAssociationId": LINK, "DeviceDiscoveryId": DISCOVERY},
)
DEREGISTER = (
    "PUT",
    "/managed-thing-associations/deregister",
    {"ManagedThingId": REGISTERED, "AccountAssociationId": LINK},
)

UPDATE_THING = ("PUT", f"/managed-things/{REGISTERED}", {})
ACTION = {"name": "ReadState", "ref": "aws.x", "actionTraceId": "abcdefghijklmno=", "parameters": {}}
COMMANDED = {"id": "aws.OnOff@1.0", "name": "On/Off", "version": "1", "actions": [ACTION]}
ENDPOINT_FORM = {"endpointId": "1", "capabilities": [COMMANDED]}
COMMAND = ("POST", f"/managed-things-command/{REGISTERED}", {"Endpoints": [ENDPOINT_FORM]})
CREATE_LOG = (
    "POST",
    "/event-log-configurations",
    {"ResourceType": "account-association", "ResourceId": "*", "EventLogLevel": "ERROR"},
)
UPDATE_LOG = ("PATCH", "/event-log-configurations/none", {"EventLogLevel": "INFO"})

ARN = "arn:aws:iotmanagedintegrations:eu-west-1:123456789012:"


def tags_path(arn):
    return "/tags/" + urllib.parse.quote(arn, safe="")


def command(**changes):
    """The endpoints of a command with one part of its capability changed."""
    return [{**ENDPOINT_FORM, "capabilities": [{**COMMANDED, **changes}]}]


def action(**changes):
    return command(actions=[{**ACTION, **changes}])


CAPABILITY = {"id": "aws.OnOff@1.0", "name": "OnOff", "version": "1", "properties": [], "actions": [], "events": []}
SCHEMA = {
    "Format": "AWS",
    "CapabilityId": "aws.OnOff@1.0",
    "ExtrinsicId": "0x0006",
    "ExtrinsicVersion": 1,
    "Schema": {},
}


def report(**changes):
    endpoint = {"id": "1", "deviceTypes": ["Light"], "capabilities": [{**CAPABILITY, **changes}]}
    return {"version": "1.0.0", "endpoints": [endpoint]}


# Request, member, values that must be refused.
BODY_ROWS = [
    (CREATE_LINK, "ConnectorDestinationId", [None, "", "a" * 65, "a b", "a.b", "ö", *NOT_TEXT]),
    (CREATE_LINK, "Name", PLAIN),
    (CREATE_LINK, "Description", ["", "a" * 4097, "job: 1", "a\tb", *NOT_TEXT]),
    (CREATE_LINK, "ClientToken", TOKEN),
    (CREATE_LINK, "Tags", TAGS),
    (
        CREATE_LINK,
        "GeneralAuthorization",
        [
            {"AuthMaterialName": ""},
            {"AuthMaterialName": "a" * 101},
            {"AuthMaterialName": "a b"},
            {"AuthMaterialName": 7},
            {"AuthMaterialName": "aria-partner-key"},
            {},
            *NOT_MAP,
        ],
    ),
    (UPDATE_LINK, "Name", PLAIN),
    (UPDATE_LINK, "Description", ["", "a" * 4097, "é", *NOT_TEXT]),
    (START, "DiscoveryType", [None, "", "cloud", "MATTER", *NOT_TEXT]),
    (START, "AccountAssociationId", [None, *HEX_ID]),
    (START, "ConnectorAssociationIdentifier", HEX_ID),
    (START, "ClientToken", TOKEN),
    (START, "Tags", TAGS[:8]),
    (START, "ConnectorDeviceIdList", [["a"] * 101, [""], ["a" * 257], ["a b"], ["a/b"], [None], [7], "text", {}]),
    (START, "ControllerIdentifier", ["hub", "", "a.b", 7]),
    (START, "AuthenticationMaterial", ["12345", "", "a" * 65, "a!", 7]),
    (START, "AuthenticationMaterialType", ["ZWAVE_INSTALL_CODE", "OTHER", 7]),
    (START, "Protocol", ["ZWAVE", "MATTER", 7]),
    (START, "EndDeviceIdentifier", ["device", "a.b", 7]),
    (START, "CustomProtocolDetail", [{"k": "v"}, {"": "v"}, {"k": "ü"}, {str(n): "v" for n in range(51)}, "text"]),
    (CREATE_THING, "Role", [None, "", "LAMP", "device", "CONTROLLER", *NOT_TEXT]),
    (CREATE_THING, "Owner", ["", "a" * 65, "Jane Doe", "ü", *NOT_TEXT]),
    (CREATE_THING, "CredentialLockerId", ["", "a" * 65, "a-b", 7]),
    (CREATE_THING, "AuthenticationMaterial", [None, "", "a" * 513, "CLOUD:XXXX:a.b", "ü", "a'b", "unheard-of", *NOT_TEXT]),
    (CREATE_THING, "AuthenticationMaterialType", [None, "", "OTHER", *NOT_TEXT]),
    (
        CREATE_THING,
        "WiFiSimpleSetupConfiguration",
        [
            {"TimeoutInMinutes": 4},
            {"TimeoutInMinutes": 16},
            {"TimeoutInMinutes": "5"},
            {"TimeoutInMinutes": 5.5},
            {"EnableAsProvisioner": "true"},
            {"EnableAsProvisionee": 1},
            *NOT_MAP,
        ],
    ),
    (CREATE_THING, "SerialNumber", ["", "a" * 129, "a.b", 7]),
    (CREATE_THING, "Brand", ["", "a" * 129, "Brüder", 7]),
    (CREATE_THING, "Model", ["", "a" * 129, "E27 (warm)", 7]),
    (CREATE_THING, "Name", ["", "ü" * 129, "a/b", "a'b", "a\n", *NOT_TEXT]),
    (CREATE_THING, "Classification", ["", "a" * 65, 7]),
    (CREATE_THING, "ClientToken", TOKEN),
    (CREATE_THING, "Tags", TAGS),
    (CREATE_THING, "MetaData", [{}, {" ": "v"}, {"k" * 129: "v"}, {"k": "v" * 801}, {"k": 7}, {str(n): "v" for n in range(51)}, "text"]),
    (CREATE_THING, "Capabilities", ["", "a" * 65536, "ü", "a;b", 7]),
    (
        CREATE_THING,
        "CapabilityReport",
        [
            {},
            {"version": "1.0.0"},
            {"version": "2.0.0", "endpoints": []},
            {"version": 1, "endpoints": []},
            {"version": "1.0.0", "endpoints": {}},
            {"version": "1.0.0", "endpoints": [], "nodeId": "a b"},
            {"version": "1.0.0", "endpoints": [{"id": "1"}]},
            {"version": "1.0.0", "endpoints": [{"id": "a-b", "deviceTypes": [], "capabilities": []}]},
            {"version": "1.0.0", "endpoints": [{"id": "1", "deviceTypes": ["a;b"], "capabilities": []}]},
            {"version": "1.0.0", "endpoints": [{"id": "1", "deviceTypes": ["a"] * 51, "capabilities": []}]},
            {"version": "1.0.0", "endpoints": [{"id": str(n), "deviceTypes": [], "capabilities": []} for n in range(41)]},
            report(id="aws.OnOff"),
            report(id="a@1.0x"),
            report(name=""),
            report(name="a(b"),
            report(version="01"),
            report(version=1),
            report(properties=None),
            report(properties=["a"] * 101),
            report(actions=["a(b"]),
            report(events="text"),
            "text",
        ],
    ),
    (
        CREATE_THING,
        "CapabilitySchemas",
        [
            [{}],
            [{**SCHEMA, "Format": "XML"}],
            [{**SCHEMA, "CapabilityId": "aws.OnOff"}],
            [{**SCHEMA, "ExtrinsicId": "0xZZ"}],
            [{**SCHEMA, "ExtrinsicId": "12345678901"}],
            [{**SCHEMA, "ExtrinsicVersion": 0}],
            [{**SCHEMA, "ExtrinsicVersion": 11}],
            [{**SCHEMA, "ExtrinsicVersion": "1"}],
            [{**SCHEMA, "Schema": "text"}],
            [SCHEMA] * 41,
            {},
        ],
    ),
    (UPDATE_THING, "Owner", ["", "a" * 65, "Jane Doe", *NOT_TEXT]),
    (UPDATE_THING, "CredentialLockerId", ["", "a" * 65, "a-b", 7]),
    (UPDATE_THING, "SerialNumber", ["", "a" * 129, "a.b", 7]),
    (UPDATE_THING, "WiFiSimpleSetupConfiguration", [{"TimeoutInMinutes": 4}, {"EnableAsProvisionee": 1}, *NOT_MAP]),
    (UPDATE_THING, "Brand", ["", "a" * 129, "Brüder", 7]),
    (UPDATE_THING, "Model", ["", "a" * 129, "E27 (warm)", 7]),
    (UPDATE_THING, "Name", ["", "ü" * 129, "a/b", "a\n", *NOT_TEXT]),
    (UPDATE_THING, "CapabilityReport", [{}, {"version": "2.0.0", "endpoints": []}, report(id="aws.OnOff"), "text"]),
    (UPDATE_THING, "CapabilitySchemas", [[{}], [{**SCHEMA, "Format": "XML"}], [SCHEMA] * 41, {}]),
    (UPDATE_THING, "Capabilities", ["", "a" * 65536, "ü", 7]),
    (UPDATE_THING, "Classification", ["", "a" * 65, 7]),
    (UPDATE_THING, "HubNetworkMode", ["", "standard", "LOUD", *NOT_TEXT]),
    (UPDATE_THING, "MetaData", [{}, {" ": "v"}, {"k": 7}, {str(n): "v" for n in range(51)}, "text"]),
    (
        COMMAND,
        "Endpoints",
        [
            None,
            [],
            [ENDPOINT_FORM] * 6,
            [{}],
            [{**ENDPOINT_FORM, "endpointId": "a-b"}],
            [{**ENDPOINT_FORM, "endpointId": "a" * 65}],
            [{**ENDPOINT_FORM, "endpointId": 1}],
            [{**ENDPOINT_FORM, "capabilities": []}],
            [{**ENDPOINT_FORM, "capabilities": [COMMANDED] * 6}],
            [{"endpointId": "1"}],
            command(id="aws.OnOff"),
            command(id="aws.OnOff@1"),
            command(id="a@1.0"),
            command(id=None),
            command(name=""),
            command(name="a(b"),
            command(name="a" * 129),
            command(version="01"),
            command(version=1),
            command(version="1.0"),
            command(actions=[]),
            command(actions=[ACTION] * 6),
            command(actions=None),
            command(actions={}),
            action(name=None),
            action(name=""),
            action(name="Read State"),
            action(name=7),
            action(ref="a b"),
            action(actionTraceId="short="),
            action(actionTraceId="abcdefghijklmnopqrst="),
            action(actionTraceId="abcdefghijklmnop"),
            action(parameters="text"),
            action(parameters=[1]),
            "text",
            {},
        ],
    ),
    (COMMAND, "AccountAssociationId", HEX_ID),
    (COMMAND, "ConnectorAssociationId", HEX_ID),
    (CREATE_LOG, "ResourceType", [None, "", "connector", "**", "account-associations", *NOT_TEXT]),
    (CREATE_LOG, "ResourceId", ["", "a" * 201, "a-b", "a b", *NOT_TEXT]),
    (CREATE_LOG, "EventLogLevel", [None, "", "error", "FATAL", *NOT_TEXT]),
    (CREATE_LOG, "ClientToken", TOKEN),
    (UPDATE_LOG, "EventLogLevel", [None, "", "error", "FATAL", *NOT_TEXT]),
    (REGISTER, "ManagedThingId", [None, *THING_ID]),
    (REGISTER, "AccountAssociationId", [None, *HEX_ID]),
    (REGISTER, "DeviceDiscoveryId", [None, *DISCOVERY_ID]),
    (DEREGISTER, "ManagedThingId", [None, *THING_ID]),
    (DEREGISTER, "AccountAssociationId", [None, *HEX_ID]),
]

PAGE = {"MaxResults": ["0", "1001", "-1", "ten", "1.5", ""], "NextToken": ["", "a b", "ä", "garbage", "1-0000000000000000"]}

# Path of a list, its filters and the values that must be refused.
QUERY_ROWS = [
    ("/connector-destinations", {"CloudConnectorId": ["", "a" * 65, "a b"], **PAGE}),
    ("/cloud-connectors", {"Type": ["", "PUBLIC", "listed"], "LambdaArn": ["", "a b", "arn:aws:s3:::x"], **PAGE}),
    ("/account-associations", {"ConnectorDestinationId": ["", "a" * 65, "a b"], **PAGE}),
    ("/device-discoveries", {"TypeFilter": ["", "MATTER"], "StatusFilter": ["", "DONE"], **PAGE}),
    (f"/device-discoveries/{DISCOVERY}/devices", PAGE),
    (
        "/managed-things",
        {
            "OwnerFilter": ["", "a" * 65, "a b"],
            "CredentialLockerFilter": ["", "a-b"],
            "RoleFilter": ["", "LAMP"],
            "ParentControllerIdentifierFilter": ["", "a-b"],
            "ConnectorPolicyIdFilter": ["", "a b"],
            "ConnectorDestinationIdFilter": ["", "a" * 65, "a b"],
            "ConnectorDeviceIdFilter": ["", "a" * 257, "a/b"],
            "SerialNumberFilter": ["", "a.b"],
            "ProvisioningStatusFilter": ["", "ASSOCIATED"],
            **PAGE,
        },
    ),
    ("/event-log-configurations", PAGE),
    ("/managed-thing-associations", {"ManagedThingId": ["", "a.b"], "AccountAssociationId": ["", "a-b"], **PAGE}),
]

# Method, path with one label, and labels that must be refused.
LABEL_ROWS = [
    ("GET", "/connector-destinations/{}", ["a" * 65, "a b", "a.b", "ä"]),
    ("GET", "/cloud-connectors/{}", ["a" * 65, "a b", "a.b"]),
    ("GET", "/account-associations/{}", ["a" * 65, "a-b", "a b", "a/b"]),
    ("PUT", "/account-associations/{}", ["a" * 65, "a-b"]),
    ("DELETE", "/account-associations/{}", ["a" * 65, "a-b"]),
    ("GET", "/device-discoveries/{}", ["a" * 201, "a-b"]),
    ("GET", "/device-discoveries/{}/devices", ["a" * 201, "a-b"]),
    ("GET", "/managed-things/{}", ["a" * 65, "a.b", "a/b"]),
    ("PUT", "/managed-things/{}", ["a" * 65, "a.b"]),
    ("DELETE", "/managed-things/{}", ["a" * 65, "a.b"]),
    ("POST", "/account-associations/{}/refresh", ["a" * 65, "a-b", "ä"]),
    ("GET", "/managed-thing-states/{}", ["a" * 65, "a.b"]),
    ("POST", "/managed-things-connectivity-data/{}", ["a" * 65, "a.b"]),
    ("GET", "/managed-things-capabilities/{}", ["a" * 65, "a.b"]),
    ("GET", "/event-log-configurations/{}", ["a" * 201, "a-b"]),
    ("DELETE", "/event-log-configurations/{}", ["a" * 201, "a-b"]),
]

# ARNs that are none, or of what has no tags here.
ARNS = [
    "a",
    "a" * 201,
    LINK,
    f"{ARN}account-association/a-b",
    f"{ARN}account-association/",
    f"{ARN}connector-destination/a",
    f"{ARN}ota-task/a",
    f"{ARN}credential-locker/a",
    f"{ARN}provisioning-profile/a",
    f"arn:aws:iot:eu-west-1:123456789012:managed-thing/{LAMP}",
    f"{ARN}managed-thing/{LAMP}x/y",
]
TAGGED = tags_path(f"{ARN}account-association/{LINK}")

BROKEN_BODIES = [b"{", b"[]", b'"text"', b"7", b"null", b'{"Name": }', b"\xff\xfe", b"<xml/>", b"[" * 200]

# What is well formed but does not fit the account: request, changes, answer.
STATE_ROWS = [
    (CREATE_LINK, {"ConnectorDestinationId": "nowhere"}, MISSING),
    (CREATE_LINK, {"ConnectorDestinationId": "aria-climate-partners"}, INVALID),
    (CREATE_LINK, {"ConnectorDestinationId": "aria-climate", "GeneralAuthorization": {"AuthMaterialName": "other"}}, INVALID),
    (START, {"AccountAssociationId": "none"}, MISSING),
    (START, {"AccountAssociationId": WAITING}, CONFLICT),
    (START, {"AccountAssociationId": EXPIRED}, CONFLICT),
    (START, {"AccountAssociationId": FAILED}, CONFLICT),
    (START, {"AccountAssociationId": DELETING}, CONFLICT),
    (START, {"DiscoveryType": "ZIGBEE"}, INVALID),
    (START, {"DiscoveryType": "ZIGBEE", "ControllerIdentifier": "hub"}, MISSING),
    (CREATE_THING, {"CredentialLockerId": "locker"}, MISSING),
    (CREATE_THING, {"AuthenticationMaterial": "CLOUD:PRACTICE:bw-200001"}, CONFLICT),
    (REGISTER, {"ManagedThingId": "none"}, MISSING),
    (REGISTER, {"AccountAssociationId": "none"}, MISSING),
    (REGISTER, {"DeviceDiscoveryId": "none"}, MISSING),
    (REGISTER, {"ManagedThingId": LOCK}, INVALID),
    (REGISTER, {"AccountAssociationId": WAITING}, CONFLICT),
    (REGISTER, {"DeviceDiscoveryId": "d15c0e27000000000000000000000004"}, INVALID),
    (DEREGISTER, {"ManagedThingId": "none"}, MISSING),
    (DEREGISTER, {"AccountAssociationId": "none"}, MISSING),
    (DEREGISTER, {"ManagedThingId": LAMP}, MISSING),
    (UPDATE_THING, {"CredentialLockerId": "locker"}, MISSING),
    (COMMAND, {"AccountAssociationId": "none"}, MISSING),
    (COMMAND, {"AccountAssociationId": WAITING}, INVALID),
    (UPDATE_LOG, {}, MISSING),
]

# Method, path, answer.
PATH_ROWS = [
    ("GET", "/connector-destinations/none", MISSING),
    ("GET", "/cloud-connectors/none", MISSING),
    ("GET", "/account-associations/none", MISSING),
    ("PUT", "/account-associations/none", MISSING),
    ("PUT", f"/account-associations/{DELETING}", CONFLICT),
    ("DELETE", "/account-associations/none", MISSING),
    ("DELETE", f"/account-associations/{LINK}", INVALID),
    ("GET", "/device-discoveries/none", MISSING),
    ("GET", "/device-discoveries/none/devices", MISSING),
    ("GET", "/managed-things/none", MISSING),
    ("PUT", "/managed-things/none", MISSING),
    ("DELETE", "/managed-things/none", MISSING),
    ("DELETE", f"/managed-things/{LAMP}?Force=yes", INVALID),
    ("DELETE", f"/managed-things/{LAMP}?Force=", INVALID),
    ("POST", "/account-associations/none/refresh", MISSING),
    ("POST", f"/account-associations/{FAILED}/refresh", CONFLICT),
    ("POST", f"/account-associations/{DELETING}/refresh", CONFLICT),
    ("GET", "/managed-thing-states/none", MISSING),
    ("POST", "/managed-things-connectivity-data/none", MISSING),
    ("GET", f"/managed-things-connectivity-data/{LAMP}", UNKNOWN),
    ("GET", "/managed-things-capabilities/none", MISSING),
    ("GET", "/event-log-configurations/none", MISSING),
    ("DELETE", "/event-log-configurations/none", MISSING),
    ("GET", tags_path(f"{ARN}account-association/none"), MISSING),
    ("DELETE", tags_path(f"{ARN}managed-thing/none") + "?tagKeys=a", MISSING),
    ("GET", "/account-associations/", UNKNOWN),
    ("PATCH", "/account-associations", UNKNOWN),
    ("DELETE", "/account-associations", UNKNOWN),
    ("POST", f"/account-associations/{LINK}", UNKNOWN),
    ("GET", "/managed-thing-associations/register", UNKNOWN),
    ("GET", "/device-discoveries/a/devices/b", UNKNOWN),
    ("GET", "/nowhere", UNKNOWN),
    ("GET", "/Account-Associations", UNKNOWN),
    ("GET", "//account-associations", UNKNOWN),
    ("GET", "/managed-things/%FF", INVALID),
]


def short(value):
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 60 else f"{said[:40]}... ({len(said)} characters)"


for (method, path, form), member, values in BODY_ROWS:
    for value in values:
        changed = {**form, member: value}
        refused(f"{method} {path} {member} = {short(value)}", INVALID, method, path, changed)

for path, members in QUERY_ROWS:
    for member, values in members.items():
        for value in values:
            query = urllib.parse.urlencode({member: value}, quote_via=urllib.parse.quote)
            refused(f"GET {path} {member} = {short(value)}", INVALID, "GET", f"{path}?{query}")

for method, path, labels in LABEL_ROWS:
    for label in labels:
        full = path.format(urllib.parse.quote(label, safe=""))
        body = {} if method == "PUT" else None
        refused(f"{method} {path} label {short(label)}", INVALID, method, full, body)

# Requests whose body may be left out: nothing in it is required.
BARE = (UPDATE_LINK[1], UPDATE_THING[1])
WITH_BODY = (CREATE_LINK, UPDATE_LINK, START, CREATE_THING, REGISTER, DEREGISTER)
for method, path, _ in (*WITH_BODY, UPDATE_THING, COMMAND, CREATE_LOG, UPDATE_LOG):
    for body in BROKEN_BODIES:
        refused(f"{method} {path} body {body[:20]!r}", INVALID, method, path, body)
    if path not in BARE:
        refused(f"{method} {path} without a body", INVALID, method, path)

# The tag operations refuse with an error of their own.
for arn in ARNS:
    path = tags_path(arn)
    refused(f"GET tags of {short(arn)}", BAD_REQUEST, "GET", path)
    refused(f"POST tags of {short(arn)}", BAD_REQUEST, "POST", path, {"Tags": {"a": "b"}})
    refused(f"DELETE tags of {short(arn)}", BAD_REQUEST, "DELETE", f"{path}?tagKeys=a")
for tags in [None, *TAGS]:
    refused(f"POST tags {short(tags)}", BAD_REQUEST, "POST", TAGGED, {"Tags": tags})
for body in [None, *BROKEN_BODIES]:
    refused(f"POST tags with body {body!r}", BAD_REQUEST, "POST", TAGGED, body)
for query in ["", "?tagKeys=", f"?tagKeys={'a' * 129}", "?tagKeys=aws%3Aa", "?" + "&".join(["tagKeys=a"] * 201)]:
    refused(f"DELETE tags {query[:30]}", BAD_REQUEST, "DELETE", TAGGED + query)
refused("tags of a link being deleted", CONFLICT, "POST", tags_path(f"{ARN}account-association/{DELETING}"), {"Tags": {"a": "b"}})

for (method, path, form), changes, wanted in STATE_ROWS:
    refused(f"{method} {path} {short(changes)}", wanted, method, path, {**form, **changes})

for method, path, wanted in PATH_ROWS:
    refused(f"{method} {path}", wanted, method, path, {} if method == "PUT" else None)

# A used client token with other parameters.
for (method, path, form), changes in [
    (CREATE_LINK, {"Name": "Other"}),
    (START, {"ConnectorDeviceIdList": ["bw-200001"]}),
    (CREATE_THING, {"Name": "Other"}),
    (CREATE_LOG, {"EventLogLevel": "INFO"}),
]:
    token = {"ClientToken": "used"}
    if path == CREATE_THING[1]:
        link = json.loads(send(*START[:2], {**START[2], "ClientToken": "for-things"})[2])["Id"]
        done = f"/device-discoveries/{link}"
        wait_until(lambda: json.loads(send("GET", done)[2])["Status"] == "SUCCEEDED")
    status, _, body = send(method, path, {**form, **token})
    checks.check(f"{method} {path} is served when nothing is wrong", status == 201, body)
    refused(f"{method} {path} with a used token", CONFLICT, method, path, {**form, **token, **changes})

refused("a second configuration for the same resources", CONFLICT, *CREATE_LOG)
practice("PUT", "/practice/settings", {"deleteManagedThing": "refused"})
refused("a deletion that is refused", CONFLICT, "DELETE", f"/managed-things/{LAMP}")

# Callers that are not let in.
ANY = ("GET", "/account-associations")
DENIED = (403, "AccessDeniedException")
refused("no signature", (403, "MissingAuthenticationToken"), *ANY, sign=False)
for header in ["Basic YTpi", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0"]:
    refused(f"signature {header!r}", (403, "IncompleteSignature"), *ANY, headers={"Authorization": header})
for key in ["AKIAIOSFODNN7EXAMPLE", "PRACTICE", KEYS.access_key.lower()]:
    other = Credentials(key, "secret")
    refused(f"key {key}", (403, "UnrecognizedClientException"), *ANY, keys=other)
refused("another service", (403, "InvalidSignatureException"), *ANY, service="iot")
refused("another Region", (403, "InvalidSignatureException"), *ANY, region="us-east-1")
for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "169.254.169.254"]:
    refused(f"Host {host}", DENIED, *ANY, headers={"Host": host})
for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "tauri://localhost"]:
    refused(f"Origin {origin}", DENIED, *CREATE_LINK, headers={"Origin": origin})
for token in [None, "", "guess"]:
    refused(f"practice API with token {token}", DENIED, "GET", "/practice/ledger", headers={"x-practice-token": token}, sign=False)
practice("PUT", "/practice/settings", {"clockSkewSeconds": 3600})
refused("a clock that is an hour behind", (403, "InvalidSignatureException"), *ANY)
practice("PUT", "/practice/settings", {"clockSkewSeconds": 0})

checks.end()
