#!/bin/bash
# A machine for the user data of a node, in namespaces of its own: sandbox.sh FOLDER BIN JAVA
# FOLDER has user-data.sh and gateway.tar.gz; what happens is recorded there. BIN has the stand-ins
# of dnf, aws, curl, systemctl. The caller has unshared mounts, processes and network.
set -euo pipefail
export SANDBOX=$1 BIN=$2 JAVA=$3

ip link set lo up
mount --make-rprivate /
mount -t tmpfs none /mnt
for folder in etc opt usr/local; do
  mkdir -p "/mnt/$folder/upper" "/mnt/$folder/work"
  mount -t overlay none "/$folder" \
    -o "lowerdir=/$folder,upperdir=/mnt/$folder/upper,workdir=/mnt/$folder/work"
done
mount -t tmpfs none /run
mkdir -p /opt/aws/amazon-cloudwatch-agent/bin /run/units
ln -s "$BIN/amazon-cloudwatch-agent-ctl" /opt/aws/amazon-cloudwatch-agent/bin/

wait_for() { # what, seconds, command
  local what=$1 tries=$(($2 * 5))
  shift 2
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ $tries -lt 0 ]; then
      echo "$what: not in time" >&2
      cat /run/gateway-log/*.log >&2 || true
      exit 1
    fi
    sleep 0.2
  done
}

PATH="$BIN:$PATH" bash "$SANDBOX/user-data.sh" </dev/null
systemd-analyze verify /etc/systemd/system/gateway*.{service,timer} && echo valid >"$SANDBOX/units"
wait_for "readiness" 60 /usr/bin/curl -sf http://127.0.0.1:8082/health/ready
gateway=$(cat /run/units/gateway.service.pid)
ps -o user:20=,args= -p "$gateway" >"$SANDBOX/process"
stat -c '%U %a' /run/gateway-secrets/gateway.env >"$SANDBOX/secrets-mode"
stat -f -c %T /run/gateway-secrets >"$SANDBOX/secrets-file-system"
cp /run/gateway-secrets/gateway.env "$SANDBOX/secrets"
sed -n 's/^Max open files *\([0-9]*\).*/\1/p' "/proc/$gateway/limits" >"$SANDBOX/open-files"

# Twice, as the timer does: the second knows the growth of counters.
for _ in 1 2; do PATH="$BIN:$PATH" systemctl start gateway-metrics.service; done

touch "$SANDBOX/terminated"
wait_for "end of the gateway" 30 test -f /run/units/gateway.service.status
wait_for "completion of the lifecycle action" 30 grep -q complete-lifecycle-action "$SANDBOX/aws.log"
cp /run/units/gateway.service.status "$SANDBOX/status"
cp /run/gateway-log/*.log "$SANDBOX/"
