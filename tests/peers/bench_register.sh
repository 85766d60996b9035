#!/usr/bin/env bash
# Makes and registers devices one after the other, as a shell loop of AWS CLI
# calls would do it: `bench_register.sh LINK SEARCH FILE`, a line for each device
# with its authentication material, a tab and its name.
set -euo pipefail

aws() { command aws iot-managed-integrations "$@" --output text; }

while IFS=$'\t' read -r material name; do
  thing=$(aws create-managed-thing --role DEVICE --authentication-material-type DISCOVERED_DEVICE \
    --authentication-material "$material" --name "$name" --owner C-1 --query Id)
  aws register-account-association --managed-thing-id "$thing" --account-association-id "$1" \
    --device-discovery-id "$2" --query ManagedThingId
done <"$3"
