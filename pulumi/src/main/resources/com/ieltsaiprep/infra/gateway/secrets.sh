#!/bin/bash
# Writes the gateway's secrets to a file in memory that root alone can read. Waits until they exist.
set -euo pipefail
umask 077
folder=${RUNTIME_DIRECTORY:-/run/gateway-secrets}

secret() { # name or ARN
  aws secretsmanager get-secret-value --region "$AWS_REGION" --secret-id "$1" \
    --query SecretString --output text
}

# Prints the keys in the order of the list: the first seals.
capsule_keys() {
  local numbers number value keys=
  numbers=$(secret "$KEY_LIST_SECRET") || return
  for number in ${numbers//,/ }; do
    value=$(secret "$KEY_SECRET_PREFIX$number") || return
    keys+=${keys:+,}$number:$value
  done
  echo "$keys"
}

# A rotation may delete a key between the reading of the list and that of the key: then both again.
until keys=$(capsule_keys) && redis=$(secret "$REDIS_SECRET"); do
  echo 'event=secrets_unavailable'
  sleep 10
done
printf 'REDIS_URL="%s"\nCAPSULE_KEYS=%s\n' "$redis" "$keys" >"$folder/gateway.env.new"
mv "$folder/gateway.env.new" "$folder/gateway.env"
