"""boto3 completes the whole flow against the practice service: link, sign-in
through the vendor's pages, discovery, things, registration, unlinking. Every
response is held against botocore's model on its way in."""

import html.parser
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


look_around()
unlink(*onboard())
other_ways()
checks.check("every operation was tried", len(served) == 19, str(sorted(served)))
checks.end()
