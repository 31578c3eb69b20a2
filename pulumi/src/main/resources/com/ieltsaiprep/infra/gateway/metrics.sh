#!/bin/bash
# Publishes the gateway's meters of the last minute to CloudWatch, and bounds the log in memory.
set -euo pipefail
folder=${RUNTIME_DIRECTORY:-/run/gateway-metrics}
log=/run/gateway-log/gateway.log

# The log agent has read all but the last seconds of it.
if [ -f "$log" ] && [ "$(stat -c %s "$log")" -gt 67108864 ]; then truncate -s 0 "$log"; fi

# Draining or not started: nothing to publish.
curl -sf -m 10 http://127.0.0.1:8082/metrics >"$folder/current" || exit 0
[ -f "$folder/previous" ] || cp "$folder/current" "$folder/previous"
awk -v group="$GROUP" -f /usr/local/lib/gateway/metrics.awk \
  "$folder/previous" "$folder/current" >"$folder/data.json"
mv "$folder/current" "$folder/previous"
aws cloudwatch put-metric-data --region "$AWS_REGION" --namespace "$NAMESPACE" \
  --metric-data "file://$folder/data.json"
