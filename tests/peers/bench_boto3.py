"""What boto3 needs for the work that `cargo xtask bench` measures: prints one
JSON object. `bench_boto3.py link|register|prepare CUSTOMER` or `poll LINK`."""

import json
import sys
import time

import boto3
import botocore.config

from practice import REGION, practice, wait_until

POLLS = 500
client = boto3.client(
    "iot-managed-integrations",
    region_name=REGION,
    config=botocore.config.Config(retries={"total_max_attempts": 4, "mode": "standard"}),
)


def link(customer):
    """A link that its customer has signed in to."""
    created = client.create_account_association(
        ConnectorDestinationId="brightwell-lighting", Name="Miller Flat 3"
    )
    identifier = created["AccountAssociationId"]
    practice(
        "POST",
        "/practice/customers/sign-in",
        {"accountAssociationId": identifier, "customer": customer, "outcome": "allow"},
    )
    wait_until(
        lambda: client.get_account_association(AccountAssociationId=identifier)["AssociationState"]
        == "ASSOCIATION_SUCCEEDED"
    )
    return identifier


def discover(association):
    discovery = client.start_device_discovery(
        DiscoveryType="CLOUD", AccountAssociationId=association
    )["Id"]
    wait_until(lambda: client.get_device_discovery(Identifier=discovery)["Status"] == "SUCCEEDED")
    pages = client.get_paginator("list_discovered_devices").paginate(Identifier=discovery)
    return discovery, [device for page in pages for device in page["Items"]]


def register(association, discovery, devices):
    for device in devices:
        thing = client.create_managed_thing(
            Role="DEVICE",
            AuthenticationMaterialType="DISCOVERED_DEVICE",
            AuthenticationMaterial=device["AuthenticationMaterial"],
            Name=device["ConnectorDeviceName"][:128],
            Owner="C-1",
        )["Id"]
        client.register_account_association(
            ManagedThingId=thing, AccountAssociationId=association, DeviceDiscoveryId=discovery
        )
    pages = client.get_paginator("list_managed_thing_account_associations").paginate(
        AccountAssociationId=association
    )
    confirmed = [item for page in pages for item in page["Items"]]
    assert len(confirmed) == len(devices), f"{len(confirmed)} of {len(devices)} are confirmed"


def measure(what, word):
    if what == "link":
        client.list_connector_destinations()
        begun = time.monotonic()
        association = link(word)
        register(association, *discover(association))
        return {"seconds": time.monotonic() - begun}
    if what == "register":
        association = link(word)
        found = discover(association)
        begun = time.monotonic()
        register(association, *found)
        return {"seconds": time.monotonic() - begun}
    if what == "prepare":
        association = link(word)
        discovery, devices = discover(association)
        lines = [f"{one['AuthenticationMaterial']}\t{one['ConnectorDeviceName']}\n" for one in devices]
        return {"link": association, "discovery": discovery, "devices": "".join(lines)}
    if what == "poll":
        client.get_account_association(AccountAssociationId=word)
        begun = time.process_time()
        for _ in range(POLLS):
            client.get_account_association(AccountAssociationId=word)
        return {"cpuMs": (time.process_time() - begun) * 1000 / POLLS}
    raise SystemExit(f"{what} is nothing to measure")


print(json.dumps(measure(*sys.argv[1:])))
