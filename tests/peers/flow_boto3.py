"""boto3 completes the whole flow against the practice service: link, sign-in
through the vendor's pages, discovery, things, registration, unlinking; and what a
support desk does: signing in anew, states, commands, tags, deletion, event logs.
Every response is held against botocore's model on its way in."""

import html.parser
import urllib.error
import urllib.parse
import urllib.request
import uuid

import boto3
import botocore.config
import botocore.exceptions

import model
from practice import ENDPOINT, REGION, Checks, ledger, practice, wait_until

checks = Checks()
client = boto3.client(
    model.SERVICE,
    region_name=REGION,
    config=botocore.config.Config(retries={"total_max_attempts": 1}),
)
served = set()


def hold_against_model(http_response, model, **_):
    """Hears every response, the refused ones too."""
    operation, status, body = model.name, http_response.status_code, http_response.content
    if status < 300:
        served.add(operation)
        wrong = MODEL.violations(operation, status, body)
    else:
        code = http_response.headers.get("x-amzn-errortype", "")
        wrong = MODEL.error_violations(operation, code, status, body)
    for header in ("x-amzn-requestid", "date"):
        if header not in http_response.headers:
            wrong.append(f"no {header}")
    if http_response.headers.get("content-type") != "application/json":
        wrong.append("not application/json")
    checks.check(f"model: {operation} {status}", not wrong, "; ".join(wrong))


MODEL = model
client.meta.events.register("after-call.iot-managed-integrations", hold_against_model)


class FormReader(html.parser.HTMLParser):
    """The one form of a vendor's page: where it goes and its hidden fields."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes["value"]


def open_page(address, fields=None):
    data = None if fields is None else urllib.parse.urlencode(fields).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data=data)) as page:
        return page.url, page.read().decode()


def submit(page, **fields):
    form = FormReader(page)
    return open_page(ENDPOINT + form.action, {**form.fields, **fields})


def sign_in(address, username, decision):
    """As the customer: sign in, then allow or deny. Gives the last address."""
    _, page = open_page(address)
    _, page = submit(page, username=username, password="any")
    last, _ = submit(page, decision=decision)
    return last


def refused(name, code, call, **arguments):
    try:
        call(**arguments)
        checks.check(name, False, "it was not refused")
    except botocore.exceptions.ClientError as error:
        found = error.response["Error"]["Code"]
        checks.check(name, found == code and bool(error.response["Error"]["Message"]), found)


def state(association):
    return client.get_account_association(AccountAssociationId=association)["AssociationState"]


def discover(association, **narrowed):
    started = client.start_device_discovery(
        DiscoveryType="CLOUD", AccountAssociationId=association, **narrowed
    )
    identifier = started["Id"]
    wait_until(lambda: client.get_device_discovery(Identifier=identifier)["Status"] != "RUNNING")
    pages = client.get_paginator("list_discovered_devices").paginate(
        Identifier=identifier, PaginationConfig={"PageSize": 3}
    )
    return identifier, [device for page in pages for device in page["Items"]]


def material(device):
    return device.get("AuthenticationMaterial", f"CLOUD:XXXX:{device['ConnectorDeviceId']}")


def look_around():
    identity = boto3.client("sts", region_name=REGION).get_caller_identity()
    checks.check("STS says who the caller is", identity["Account"] == "123456789012", str(identity))
    for connector in client.list_cloud_connectors()["Items"]:
        client.get_cloud_connector(Identifier=connector["Id"])
    unlisted = client.list_cloud_connectors(Type="UNLISTED")["Items"]
    checks.check("two connectors are unlisted", len(unlisted) == 2, str(len(unlisted)))
    pages = client.get_paginator("list_connector_destinations").paginate(
        PaginationConfig={"PageSize": 1}
    )
    destinations = [item for page in pages for item in page["ConnectorDestinationList"]]
    names = [destination["Name"] for destination in destinations]
    wanted = {"Brightwell Lighting", "Northgate Locks", "Aria Climate"}
    checks.check("the three vendors are there", wanted <= set(names), str(names))
    for destination in destinations:
        client.get_connector_destination(Identifier=destination["Id"])
    for link in client.list_account_associations()["Items"]:
        client.get_account_association(AccountAssociationId=link["AccountAssociationId"])
    for thing in client.list_managed_things()["Items"]:
        client.get_managed_thing(Identifier=thing["Id"])
    for found in client.list_device_discoveries()["Items"]:
        client.get_device_discovery(Identifier=found["Id"])
        client.list_discovered_devices(Identifier=found["Id"])
    client.list_managed_thing_account_associations()


def onboard():
    """One customer from start to end; gives the link and its things."""
    form = {
        "ConnectorDestinationId": "brightwell-lighting",
        "Name": "Miller Flat 3",
        "Description": "job 4711 made 2026-11-21 by ak lw-aaaabbbbcccc",
        "Tags": {"job": "4711", "note": ""},
        "ClientToken": str(uuid.uuid4()),
    }
    earlier = len(ledger()["entries"])
    created = client.create_account_association(**form)
    association = created["AccountAssociationId"]
    again = client.create_account_association(**form)
    checks.check("the same token gives the same link", again["AccountAssociationId"] == association)
    refused(
        "other parameters under the same token",
        "ConflictException",
        client.create_account_association,
        **{**form, "Name": "Meyer"},
    )
    refused(
        "a discovery before the sign-in",
        "ConflictException",
        client.start_device_discovery,
        DiscoveryType="CLOUD",
        AccountAssociationId=association,
    )
    last = sign_in(created["OAuthAuthorizationUrl"], "miller@example.com", "allow")
    checks.check("the browser ends on the vendor's page", last.endswith("/vendors/brightwell/linked"), last)
    wait_until(lambda: state(association) != "ASSOCIATION_IN_PROGRESS")
    checks.check("the link has succeeded", state(association) == "ASSOCIATION_SUCCEEDED")

    client.update_account_association(AccountAssociationId=association, Name="Miller Flat 4")
    name = client.get_account_association(AccountAssociationId=association)["Name"]
    checks.check("the link is renamed", name == "Miller Flat 4", name)

    discovery, devices = discover(association)
    checks.check("seven devices are found", len(devices) == 7, str(len(devices)))
    things = []
    for number, device in enumerate(devices):
        thing = client.create_managed_thing(
            Role="DEVICE",
            AuthenticationMaterialType="DISCOVERED_DEVICE",
            AuthenticationMaterial=material(device),
            Name=device["ConnectorDeviceName"][:128],
            Owner="job-4711",
            Classification=device["DeviceTypes"][0],
            SerialNumber=f"SN {number}",
            Tags={"job": "4711"},
            MetaData={"floor": "3"},
            WiFiSimpleSetupConfiguration={"EnableAsProvisioner": False, "TimeoutInMinutes": 5},
        )["Id"]
        before = client.get_managed_thing(Identifier=thing)["ProvisioningStatus"]
        client.register_account_association(
            ManagedThingId=thing, AccountAssociationId=association, DeviceDiscoveryId=discovery
        )
        after = client.get_managed_thing(Identifier=thing)["ProvisioningStatus"]
        name = f"device {number + 1} is registered"
        checks.check(name, (before, after) == ("UNASSOCIATED", "ACTIVATED"), f"{before} {after}")
        things.append(thing)
    listed = client.list_managed_thing_account_associations(AccountAssociationId=association)["Items"]
    checks.check("all seven are confirmed", {item["ManagedThingId"] for item in listed} == set(things))
    owned = client.list_managed_things(OwnerFilter="job-4711", ConnectorDeviceIdFilter="bw-100001")["Items"]
    checks.check("filters are joined", [thing["Id"] for thing in owned] == things[:1])
    client.register_account_association(
        ManagedThingId=things[0], AccountAssociationId=association, DeviceDiscoveryId=discovery
    )
    entries = [entry["operation"] for entry in ledger()["entries"][earlier:]]
    checks.check("the ledger has one link", entries.count("CreateAccountAssociation") == 1, str(entries))
    checks.check("the ledger has seven registrations", entries.count("RegisterAccountAssociation") == 7)
    _, again = discover(association, ConnectorDeviceIdList=["bw-100001"], ClientToken=str(uuid.uuid4()))
    checks.check("a thing is known again", again[0].get("ManagedThingId") == things[0], str(again))
    return association, things


def other_ways():
    """Denied, by company credential, and refusals that the model knows."""
    denied = client.create_account_association(ConnectorDestinationId="northgate-locks")
    last = sign_in(denied["OAuthAuthorizationUrl"], "mueller", "deny")
    checks.check("the refusal reaches the last page", "error=access_denied" in last, last)
    wait_until(lambda: state(denied["AccountAssociationId"]) == "ASSOCIATION_FAILED")

    company = client.create_account_association(
        ConnectorDestinationId="aria-climate",
        GeneralAuthorization={"AuthMaterialName": "aria-partner-key"},
    )
    checks.check("a company credential has no address", company["OAuthAuthorizationUrl"] == "")
    association = company["AccountAssociationId"]
    wait_until(lambda: state(association) == "ASSOCIATION_SUCCEEDED")
    _, devices = discover(association)
    checks.check("its devices are found", len(devices) == 2, str(len(devices)))

    refused(
        "an unknown destination",
        "ResourceNotFoundException",
        client.create_account_association,
        ConnectorDestinationId="nowhere",
    )
    refused(
        "an unknown link",
        "ResourceNotFoundException",
        client.get_account_association,
        AccountAssociationId="none",
    )
    refused(
        "a name with an apostrophe",
        "ValidationException",
        client.create_account_association,
        ConnectorDestinationId="brightwell-lighting",
        Name="Anna's home",
    )
    practice("PUT", "/practice/settings", {"requestsPerSecond": 0.001})
    client.list_managed_things()
    refused("a request above the rate", "ThrottlingException", client.list_managed_things)
    practice("PUT", "/practice/settings", {"requestsPerSecond": None})


def unlink(association, things):
    refused(
        "deleting a link with things",
        "ValidationException",
        client.delete_account_association,
        AccountAssociationId=association,
    )
    for thing in things:
        client.deregister_account_association(ManagedThingId=thing, AccountAssociationId=association)
    status = client.get_managed_thing(Identifier=things[0])["ProvisioningStatus"]
    checks.check("a thing without links is isolated", status == "ISOLATED", status)
    client.delete_account_association(AccountAssociationId=association)
    checks.check("the link is being deleted", state(association) == "ASSOCIATION_DELETING")

    def gone():
        try:
            state(association)
        except client.exceptions.ResourceNotFoundException as error:
            return error.response["ResourceId"] == association
        return False

    wait_until(gone)
    checks.check("the link is gone", True)


# Seeded: an expired link with twelve devices of which the first is on a second
# link too, a link that has failed, one by company credential, one being deleted.
HARBOUR, HARBOUR_STAFF = (f"a55c1a7ed0000000000000000000{n:04}" for n in (101, 102))
FAILED, COMPANY, DELETING = (f"a55c1a7ed0000000000000000000{n:04}" for n in (5, 7, 8))
RECEPTION, CUT_OFF, HALF_MADE = (f"7419600d{n:024}" for n in (101, 121, 131))
ARN = "arn:aws:iotmanagedintegrations:eu-west-1:123456789012:"


def reconnect():
    """An expired link is signed in to anew and finds the same twelve devices."""
    checks.check("the link has expired", state(HARBOUR) == "REFRESH_TOKEN_EXPIRED", state(HARBOUR))
    old = client.start_account_association_refresh(AccountAssociationId=HARBOUR)["OAuthAuthorizationUrl"]
    new = client.start_account_association_refresh(AccountAssociationId=HARBOUR)["OAuthAuthorizationUrl"]
    checks.check("it waits", state(HARBOUR) == "ASSOCIATION_IN_PROGRESS", state(HARBOUR))
    got = client.get_account_association(AccountAssociationId=HARBOUR)["OAuthAuthorizationUrl"]
    checks.check("its address is the new one", got == new != old, got)
    try:
        open_page(old)
        checks.check("the older address has expired", False, "it opened")
    except urllib.error.HTTPError as answer:
        checks.check("the older address has expired", answer.code == 410, str(answer.code))
    last = sign_in(new, "harbour@example.com", "allow")
    checks.check("the browser ends on the vendor's page again", last.endswith("/vendors/aria/linked"), last)
    wait_until(lambda: state(HARBOUR) == "ASSOCIATION_SUCCEEDED")
    _, devices = discover(HARBOUR)
    things = [device.get("ManagedThingId") for device in devices]
    checks.check("all twelve are known", len(things) == 12 and all(things), str(things))

    practice(
        "POST",
        "/practice/customers/devices",
        {
            "customer": "harbour",
            "remove": ["aria-hv-03", "aria-hv-04"],
            "add": [{"connectorDeviceId": "aria-hv-05", "connectorDeviceName": "Bar", "deviceTypes": ["Thermostat"]}],
        },
    )
    _, devices = discover(HARBOUR)
    new = [device["ConnectorDeviceId"] for device in devices if "ManagedThingId" not in device]
    checks.check("one device was replaced", (len(devices), new) == (11, ["aria-hv-05"]), str(new))

    refresh = client.start_account_association_refresh
    in_use = refresh(AccountAssociationId=HARBOUR_STAFF)
    checks.check("a link in use stays so", state(HARBOUR_STAFF) == "ASSOCIATION_SUCCEEDED" and in_use)
    company = refresh(AccountAssociationId=COMPANY)["OAuthAuthorizationUrl"]
    checks.check("a company credential has no address again", company == "", company)
    refused("a refresh of a failed link", "ConflictException", refresh, AccountAssociationId=FAILED)
    refused("a refresh of a link being deleted", "ConflictException", refresh, AccountAssociationId=DELETING)
    refused("a refresh of an unknown link", "ResourceNotFoundException", refresh, AccountAssociationId="none")
    refused("a refresh by a wrong id", "ValidationException", refresh, AccountAssociationId="a-b")
    practice("PUT", "/practice/settings", {"refreshOfFailed": True})
    refresh(AccountAssociationId=FAILED)
    checks.check("a failed link waits again", state(FAILED) == "ASSOCIATION_IN_PROGRESS", state(FAILED))


def capability(action, **parameters):
    act = {"name": action, "actionTraceId": "abcdefghijklmno=", **({"parameters": parameters} if parameters else {})}
    return {"id": "aws.Thermostat@1.0", "name": "Thermostat", "version": "1", "actions": [act]}


def send(thing, *capabilities, endpoints=1, **arguments):
    endpoint = {"endpointId": "1", "capabilities": list(capabilities)}
    return client.send_managed_thing_command(
        ManagedThingId=thing, Endpoints=[endpoint] * endpoints, **arguments
    )


def look_at_devices():
    """States, connectivity, capabilities and commands."""

    def setpoint(thing):
        (endpoint,) = client.get_managed_thing_state(ManagedThingId=thing)["Endpoints"]
        return endpoint["capabilities"][0]["properties"]["OccupiedHeatingSetpoint"]

    pages = client.get_paginator("list_managed_things").paginate(PaginationConfig={"PageSize": 7})
    for thing in [item["Id"] for page in pages for item in page["Items"]]:
        client.get_managed_thing_state(ManagedThingId=thing)
        client.get_managed_thing_connectivity_data(Identifier=thing)
        client.get_managed_thing_capabilities(Identifier=thing)
    traced = send(RECEPTION, capability("UpdateState", OccupiedHeatingSetpoint=2150), AccountAssociationId=HARBOUR)
    checks.check("a command is accepted", bool(traced["TraceId"]))
    wait_until(lambda: setpoint(RECEPTION) == 2150)
    practice("POST", "/practice/things", {"managedThingId": RECEPTION, "reachable": False})
    send(RECEPTION, capability("UpdateState", OccupiedHeatingSetpoint=1700), capability("ReadState"))
    lost = client.get_managed_thing_connectivity_data(Identifier=RECEPTION)
    checks.check("it is lost", (lost["Connected"], lost["DisconnectReason"]) == (False, "CONNECTION_LOST"), str(lost))
    practice("POST", "/practice/clock", {"advanceSeconds": 60})
    checks.check("a lost device does not change", setpoint(RECEPTION) == 2150)
    read = capability("ReadState", propertiesToRead=["*"])
    for name, code, thing, arguments in [
        ("a command on no link", "ValidationException", CUT_OFF, {}),
        ("a command to nobody", "ResourceNotFoundException", "none", {}),
        ("a command over an unknown link", "ResourceNotFoundException", RECEPTION, {"AccountAssociationId": "none"}),
        ("a command to six endpoints", "ValidationException", RECEPTION, {"endpoints": 6}),
    ]:
        refused(name, code, lambda thing=thing, arguments=arguments: send(thing, read, **arguments))
    for call, member in [
        (client.get_managed_thing_state, "ManagedThingId"),
        (client.get_managed_thing_connectivity_data, "Identifier"),
        (client.get_managed_thing_capabilities, "Identifier"),
        (client.delete_managed_thing, "Identifier"),
        (client.update_managed_thing, "Identifier"),
    ]:
        refused(f"{call.__name__} of nobody", "ResourceNotFoundException", call, **{member: "none"})


def tag():
    """Tags of a link and of a thing, by ARN."""
    for arn in [f"{ARN}account-association/{HARBOUR}", f"{ARN}managed-thing/{CUT_OFF}"]:
        client.list_tags_for_resource(ResourceArn=arn)
        client.tag_resource(ResourceArn=arn, Tags={"ticket": "T-1", "desk": "north", "empty": ""})
        client.tag_resource(ResourceArn=arn, Tags={"ticket": "T-2"})
        client.untag_resource(ResourceArn=arn, TagKeys=["desk", "empty"])
        tags = client.list_tags_for_resource(ResourceArn=arn).get("tags")
        checks.check("the tags are those left", tags == {"ticket": "T-2"}, str(tags))
    shown = client.get_managed_thing(Identifier=CUT_OFF).get("Tags")
    checks.check("a thing shows its tags", shown == {"ticket": "T-2"}, str(shown))
    for call, arguments in [
        (client.list_tags_for_resource, {}),
        (client.tag_resource, {"Tags": {"a": "b"}}),
        (client.untag_resource, {"TagKeys": ["a"]}),
    ]:
        name = call.__name__
        refused(f"{name} of an OTA task", "InvalidRequestException", call, ResourceArn=f"{ARN}ota-task/a", **arguments)
        arn = f"{ARN}managed-thing/none"
        refused(f"{name} of nothing", "ResourceNotFoundException", call, ResourceArn=arn, **arguments)
    arn = f"{ARN}account-association/{DELETING}"
    refused("tagging what is deleted", "ConflictException", client.tag_resource, ResourceArn=arn, Tags={"a": "b"})


def change_and_delete_things():
    client.update_managed_thing(
        Identifier=CUT_OFF,
        Name="Porte cour 2",
        Owner="job-4512",
        SerialNumber="SN 9",
        Brand="Northgate",
        Model="Latch",
        Classification="Lock",
        HubNetworkMode="STANDARD",
        MetaData={"floor": "0"},
        WiFiSimpleSetupConfiguration={"TimeoutInMinutes": 5},
    )
    found = client.list_managed_things(
        SerialNumberFilter="SN 9", OwnerFilter="job-4512", RoleFilter="DEVICE", ProvisioningStatusFilter="ISOLATED"
    )["Items"]
    checks.check("it is found by what was changed", [item["Id"] for item in found] == [CUT_OFF], str(found))
    client.get_managed_thing(Identifier=CUT_OFF)
    practice("PUT", "/practice/settings", {"deleteManagedThing": "refused"})
    refused("a refused deletion", "ConflictException", client.delete_managed_thing, Identifier=HALF_MADE)
    practice("PUT", "/practice/settings", {"deleteManagedThing": "accepted", "deletingMs": 300})
    client.delete_managed_thing(Identifier=HALF_MADE, Force=True)
    status = client.get_managed_thing(Identifier=HALF_MADE)["ProvisioningStatus"]
    checks.check("a thing is being deleted", status == "DELETE_IN_PROGRESS", status)
    refused("a change of it", "ConflictException", client.update_managed_thing, Identifier=HALF_MADE, Name="Late")

    def gone():
        left = client.list_managed_things(OwnerFilter="job-5123")["Items"]
        return HALF_MADE not in [item["Id"] for item in left]

    wait_until(gone)
    for status in ("FAILED", "TIMED_OUT"):
        ended = client.list_device_discoveries(TypeFilter="CLOUD", StatusFilter=status)["Items"]
        checks.check(f"a search that {status} is listed", len(ended) == 1, str(ended))


def log_events():
    form = {"ResourceType": "account-association", "ResourceId": "*", "EventLogLevel": "ERROR"}
    created = client.create_event_log_configuration(**form)["Id"]
    refused("a second one", "ConflictException", client.create_event_log_configuration, **form)
    client.create_event_log_configuration(ResourceType="managed-thing", EventLogLevel="WARN")
    pages = client.get_paginator("list_event_log_configurations").paginate(PaginationConfig={"PageSize": 1})
    listed = [item for page in pages for item in page["EventLogConfigurationList"]]
    checks.check("two configurations are listed", len(listed) == 2, str(listed))
    client.update_event_log_configuration(Id=created, EventLogLevel="DEBUG")
    level = client.get_event_log_configuration(Id=created)["EventLogLevel"]
    checks.check("its level is changed", level == "DEBUG", level)
    client.delete_event_log_configuration(Id=created)
    refused("a deleted one", "ResourceNotFoundException", client.get_event_log_configuration, Id=created)
    fault = {"kind": "error", "status": 402, "code": "ServiceQuotaExceededException", "message": "No more."}
    rule = {"operation": "CreateEventLogConfiguration", "times": 1, "fault": fault}
    practice("POST", "/practice/faults", rule)
    refused("one too many", "ServiceQuotaExceededException", client.create_event_log_configuration, **form)


look_around()
unlink(*onboard())
other_ways()
reconnect()
look_at_devices()
tag()
change_and_delete_things()
log_events()
checks.check("every operation was tried", len(served) == 34, str(sorted(served)))
checks.end()
