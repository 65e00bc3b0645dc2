#!/usr/bin/env bash
# System libraries from Debian's packages. Usage: system.sh run|test
# Installs what is missing as root or with a sudo that asks nothing; otherwise names the command.
set -euo pipefail

wanted=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 gettext)
[ "${1:-run}" = test ] && wanted+=(chromium postgresql default-jdk-headless libjaxb-java)

python=$(command -v python3.11 || command -v python3 || true)
[ -n "$python" ] || wanted+=(python3)
# Debian ships the part of Python that fills a new environment apart.
[ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3-venv)

if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: make sure that these are present: ${wanted[*]}" >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    echo "System packages are missing. Run this once, then try again:" >&2
    echo "    sudo sh -c '$command'" >&2
    exit 1
fi
log=$(mktemp)
echo "Installing system packages: ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "$command" </dev/null >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    exit 1
}
rm -f "$log"
