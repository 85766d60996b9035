"""The AWS CLI, a client nobody here wrote: create, get, list, register, and what
a support desk asks: a new sign-in, a command, the state, tags, event logs."""

import json
import os
import pathlib
import subprocess
import sys

from practice import Checks, practice, wait_until

checks = Checks()
AWS = pathlib.Path(sys.executable).with_name("aws")
# No configuration of whoever runs this may get between.
ENVIRONMENT = {
    **os.environ,
    "AWS_DEFAULT_REGION": os.environ["AWS_REGION"],
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_PAGER": "",
    "AWS_MAX_ATTEMPTS": "1",
}


def aws(service, command, *arguments):
    done = subprocess.run(
        [AWS, service, command, "--output", "json", *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    answer = json.loads(done.stdout) if done.stdout.strip() else {}
    return done.returncode, answer, done.stderr


def succeeds(command, *arguments, service="iot-managed-integrations"):
    code, answer, problem = aws(service, command, *arguments)
    checks.check(f"aws {command}", code == 0, problem)
    return answer


identity = succeeds("get-caller-identity", service="sts")
checks.check("the account is told", identity.get("Account") == "123456789012", str(identity))

listed = succeeds("list-connector-destinations")["ConnectorDestinationList"]
checks.check("Brightwell is there", "brightwell-lighting" in [item["Id"] for item in listed])
created = succeeds(
    "create-account-association",
    "--connector-destination-id",
    "brightwell-lighting",
    "--name",
    "Hotel Seeblick Annex",
    "--tags",
    "job=4712",
)
association = created["AccountAssociationId"]
practice(
    "POST",
    "/practice/customers/sign-in",
    {"accountAssociationId": association, "customer": "seeblick", "outcome": "allow"},
)


def state():
    got = succeeds("get-account-association", "--account-association-id", association)
    return got.get("AssociationState")


wait_until(lambda: state() == "ASSOCIATION_SUCCEEDED", 60)
paged = succeeds("list-account-associations", "--page-size", "2")["Items"]
checks.check("the link is in the list", association in [item["AccountAssociationId"] for item in paged])

discovery = succeeds(
    "start-device-discovery", "--discovery-type", "CLOUD", "--account-association-id", association
)["Id"]
wait_until(
    lambda: succeeds("get-device-discovery", "--identifier", discovery)["Status"] == "SUCCEEDED", 60
)
devices = succeeds("list-discovered-devices", "--identifier", discovery)["Items"]
new = [device for device in devices if "ManagedThingId" not in device]
checks.check("a new device is found", bool(new), str(devices))
thing = succeeds(
    "create-managed-thing",
    "--role",
    "DEVICE",
    "--authentication-material-type",
    "DISCOVERED_DEVICE",
    "--authentication-material",
    new[0]["AuthenticationMaterial"],
    "--name",
    new[0]["ConnectorDeviceName"],
    "--owner",
    "job-4712",
)["Id"]
registration = succeeds(
    "register-account-association",
    "--managed-thing-id",
    thing,
    "--account-association-id",
    association,
    "--device-discovery-id",
    discovery,
)
checks.check("the three ids come back", registration.get("ManagedThingId") == thing, str(registration))
confirmed = succeeds(
    "list-managed-thing-account-associations", "--account-association-id", association
)["Items"]
status = [item["ManagedThingAssociationStatus"] for item in confirmed]
checks.check("the registration is confirmed", status == ["ASSOCIATED"], str(confirmed))
succeeds(
    "deregister-account-association",
    "--managed-thing-id",
    thing,
    "--account-association-id",
    association,
)
succeeds("delete-account-association", "--account-association-id", association)

EXPIRED, TALKING = "a55c1a7ed00000000000000000000101", "7419600d000000000000000000000001"
refreshed = succeeds("start-account-association-refresh", "--account-association-id", EXPIRED)
checks.check("a new address is given", "/vendors/aria/" in refreshed["OAuthAuthorizationUrl"], str(refreshed))
sent = succeeds(
    "send-managed-thing-command",
    "--managed-thing-id",
    TALKING,
    "--endpoints",
    json.dumps(
        [
            {
                "endpointId": "1",
                "capabilities": [
                    {
                        "id": "aws.OnOff@1.0",
                        "name": "On/Off",
                        "version": "1",
                        "actions": [{"name": "ReadState", "parameters": {"propertiesToRead": ["*"]}}],
                    }
                ],
            }
        ]
    ),
)
checks.check("the command can be traced", bool(sent.get("TraceId")), str(sent))
reported = succeeds("get-managed-thing-state", "--managed-thing-id", TALKING)["Endpoints"]
checks.check("the device has a state", len(reported) == 1, str(reported))
connected = succeeds("get-managed-thing-connectivity-data", "--identifier", TALKING)
checks.check("the device is connected", connected["Connected"] is True, str(connected))
arn = f"arn:aws:iotmanagedintegrations:eu-west-1:123456789012:managed-thing/{TALKING}"
succeeds("tag-resource", "--resource-arn", arn, "--tags", "ticket=T-1,desk=north")
succeeds("untag-resource", "--resource-arn", arn, "--tag-keys", "desk")
tags = succeeds("list-tags-for-resource", "--resource-arn", arn).get("tags")
checks.check("one tag is left", tags == {"ticket": "T-1"}, str(tags))
succeeds("delete-managed-thing", "--identifier", thing)
succeeds(
    "create-event-log-configuration",
    "--resource-type",
    "account-association",
    "--resource-id",
    "*",
    "--event-log-level",
    "ERROR",
)
logged = succeeds("list-event-log-configurations")["EventLogConfigurationList"]
checks.check("the event log is on", [item["EventLogLevel"] for item in logged] == ["ERROR"], str(logged))

code, _, problem = aws(
    "iot-managed-integrations",
    "create-account-association",
    "--connector-destination-id",
    "nowhere",
)
checks.check(
    "an unknown destination is refused in the CLI's words",
    code != 0 and "ResourceNotFoundException" in problem,
    problem,
)
checks.end()
