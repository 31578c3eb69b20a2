#!/bin/bash
# First boot of a gateway node: writes its configuration and units, installs Java and the build of
# the gateway that this configuration names, and starts the units.
set -euo pipefail
install -d -m 0750 /run/gateway-log
exec > >(tee -a /run/gateway-log/boot.log) 2>&1

install -d /etc/gateway /opt/gateway /usr/local/lib/gateway
install -d /etc/systemd/journald.conf.d

cat >/etc/gateway/node.env <<'END_OF_FILE'
AWS_REGION=@@REGION@@
GROUP=@@GROUP@@
HOOK=@@HOOK@@
NAMESPACE=@@NAMESPACE@@
REDIS_SECRET=@@REDIS_SECRET@@
KEY_LIST_SECRET=@@KEY_LIST_SECRET@@
KEY_SECRET_PREFIX=@@KEY_SECRET_PREFIX@@
END_OF_FILE
cat >/etc/gateway/gateway.env <<'END_OF_FILE'
CORS_ORIGIN=@@CORS_ORIGIN@@
MANAGEMENT_HOST=0.0.0.0
NOVA_SONIC_REGION=@@REGION@@
NOVA_SONIC_MODEL=@@MODEL@@
MAX_CONVERSATIONS=@@MAX_CONVERSATIONS@@
SHUTDOWN_DEADLINE_SECONDS=@@SHUTDOWN_DEADLINE@@
END_OF_FILE
@@FILES@@
chmod 0755 /usr/local/lib/gateway/*.sh

# The repositories of Amazon Linux are in S3. A node without them is of no use: it ends here, and
# the health check replaces it.
for attempt in 1 2 3 4 5; do
  dnf -y -q install java-25-amazon-corretto-headless amazon-cloudwatch-agent && break
  [ "$attempt" -lt 5 ]
  sleep 10
done

archive=/opt/gateway/gateway.tar.gz
aws s3 cp --region @@REGION@@ --no-progress 's3://@@BUCKET@@/@@OBJECT@@' "$archive"
echo '@@SHA256@@  /opt/gateway/gateway.tar.gz' | sha256sum --check --strict
tar -xzf "$archive" -C /opt/gateway --no-same-owner
rm "$archive"
chmod -R u=rwX,go=rX /opt/gateway

useradd --system --no-create-home --home-dir /opt/gateway --shell /sbin/nologin gateway

systemctl daemon-reload
systemctl restart systemd-journald.service
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \
  -a fetch-config -m ec2 -s -c file:/etc/gateway/cloudwatch-agent.json ||
  echo 'event=no_log_agent the log stays on this node'
systemctl enable --now gateway-lifecycle.service gateway-metrics.timer
systemctl enable --now gateway.service
