#!/bin/bash
# Waits until Auto Scaling ends this node, drains the gateway, and lets the termination go on.
set -uo pipefail

metadata() { # path
  local token
  token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
    http://169.254.169.254/latest/api/token) || return
  curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" \
    "http://169.254.169.254/latest/meta-data/$1"
}

until [ "$(metadata autoscaling/target-lifecycle-state)" = Terminated ]; do
  sleep "${POLL_SECONDS:-5}"
done
echo 'event=node_ending'
systemctl stop gateway.service

# Without an answer of Auto Scaling the node ends when the heartbeat of the hook times out.
for _ in 1 2 3 4 5; do
  aws autoscaling complete-lifecycle-action --region "$AWS_REGION" \
    --auto-scaling-group-name "$GROUP" --lifecycle-hook-name "$HOOK" \
    --instance-id "$(metadata instance-id)" --lifecycle-action-result CONTINUE && exit
  sleep "${POLL_SECONDS:-5}"
done
exit 1
