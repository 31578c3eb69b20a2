#!/usr/bin/env bash
# Boots a gateway node from the user data of a recorded plan, in namespaces of its own, with the
# gateway as it was built: boot.sh [STACK]. Needs root, systemd-analyze, Node.js and a JDK 25.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../.." && pwd)
plan=$root/pulumi/testkit/src/test/resources/plans/${1:-prod}.json
gateway=$root/sonic-gateway

fail() { # what is wrong
  echo "node boot: $1" >&2
  exit 1
}

# The namespaces have other users.
[ "$(id -u)" = 0 ] || exec sudo --preserve-env=JAVA_HOME,PATH "$0" "$@"
command -v systemd-analyze >/dev/null || fail "no systemd-analyze found; install systemd"
[ -e "$gateway/target/sonic-gateway.jar" ] || fail "the gateway is not built; run mvn package"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"

tar -czf "$work/gateway.tar.gz" -C "$gateway" jvm.options -C "$gateway/target" sonic-gateway.jar lib
node -e '
  const { resources } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const [template] = Object.entries(resources)
    .filter(([name]) => name.includes("launchTemplate"))
    .map(([, { inputs }]) => inputs);
  console.log(template.userData.base64.join("\n"));
' "$plan" | sed "s/^echo '[0-9a-f]\{64\}  /echo '$(sha256sum <"$work/gateway.tar.gz" | cut -d' ' -f1)  /" \
  >"$work/user-data.sh"
for key in 1 2; do openssl rand -base64 32 >"$work/key-$key"; done

bash -n "$work/user-data.sh"
timeout 180 unshare --mount --pid --fork --net --mount-proc \
  "$here/sandbox.sh" "$work" "$here/bin" "$("$root/.mvn/find-jdk")/bin/java" >"$work/sandbox.log" 2>&1 ||
  { cat "$work/sandbox.log" >&2; fail "the sandbox failed"; }

is() { # what, expected pattern, file
  grep -Eq -- "$2" "$work/$3" || { head -c 2000 "$work/$3" >&2; fail "$1: expected $2 in $3"; }
}

is_not() { # what, pattern, files
  local what=$1 pattern=$2
  shift 2
  ! (cd "$work" && grep -Eq -- "$pattern" "$@") || fail "$what"
}

is "units are valid" '^valid$' units
is "the gateway's user" '^gateway +.*java @/opt/gateway/jvm.options -jar /opt/gateway/sonic-gateway.jar' process
! (ulimit -n 1048576) 2>/dev/null || is "its limit of files" '^1048576$' open-files
is "secrets are for root alone" '^root 600$' secrets-mode
is "secrets are in memory" '^tmpfs$' secrets-file-system
is "Redis" '^REDIS_URL="rediss://' secrets
is "the keys in the order of the list" "^CAPSULE_KEYS=1:$(sed 's/[+/]/./g' "$work/key-1"),2:$(sed 's/[+/]/./g' "$work/key-2")\$" secrets
is "metrics" '"MetricName": *"[A-Za-z]*Conversations"' metrics.json
node -e 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))' "$work/metrics.json"
is "draining" 'event=drain' gateway.log
is "SIGTERM ends it in order" '^143$' status
is "the lifecycle action" 'complete-lifecycle-action .*--instance-id i-0123456789abcdef0 --lifecycle-action-result CONTINUE' aws.log
is_not "a secret is in a log" "a-password|$(cut -c1-12 "$work/key-1" | sed 's/[+/]/./g')" \
  aws.log boot.log gateway.log systemctl.log metrics.json
echo "node boot: passed, ${1:-prod}"
