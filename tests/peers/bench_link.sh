#!/usr/bin/env bash
# One customer from create to confirmed, as a shell script of AWS CLI calls
# would do it: `bench_link.sh CUSTOMER`.
set -euo pipefail

# The customer at the vendor, by the practice API; no program but the shell.
sign_in() {
  local host=${AWS_ENDPOINT_URL#http://}
  local form="{\"accountAssociationId\": \"$1\", \"customer\": \"$2\", \"outcome\": \"allow\"}"
  exec 3<>"/dev/tcp/${host%:*}/${host#*:}"
  printf 'POST /practice/customers/sign-in HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nx-practice-token: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$host" "$PRACTICE_TOKEN" "${#form}" "$form" >&3
  grep --quiet '^HTTP/1.1 200' <&3
  exec 3>&-
}

aws() { command aws iot-managed-integrations "$@" --output text; }

link=$(aws create-account-association --connector-destination-id brightwell-lighting \
  --name "Miller Flat 3" --query AccountAssociationId)
sign_in "$link" "$1"
until [ "$(aws get-account-association --account-association-id "$link" --query AssociationState)" = ASSOCIATION_SUCCEEDED ]; do
  sleep 5
done
search=$(aws start-device-discovery --discovery-type CLOUD --account-association-id "$link" --query Id)
until [ "$(aws get-device-discovery --identifier "$search" --query Status)" = SUCCEEDED ]; do
  sleep 5
done
devices=$(mktemp)
trap 'rm -f "$devices"' EXIT
aws list-discovered-devices --identifier "$search" \
  --query 'Items[].[AuthenticationMaterial,ConnectorDeviceName]' >"$devices"
bash "$(dirname "$0")/bench_register.sh" "$link" "$search" "$devices"
aws list-managed-thing-account-associations --account-association-id "$link" --query 'Items[].ManagedThingId'
