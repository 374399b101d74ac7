#!/usr/bin/env bash
# What the tests need of the system: Debian's Chromium, and coturn for the way over TCP; installed where that is allowed.
set -euo pipefail
needed=()
[ -x /usr/bin/chromium ] || needed+=(chromium)
[ -x /usr/bin/turnserver ] || needed+=(coturn)
[ ${#needed[@]} = 0 ] && exit
if [ "$(id -u)" = 0 ]; then
    sudo=
elif sudo -n true 2> /dev/null; then
    sudo=sudo
else
    echo "The tests need ${needed[*]}. Run: sudo apt-get install ${needed[*]}"
    exit 1
fi
$sudo apt-get update
DEBIAN_FRONTEND=noninteractive $sudo apt-get install --yes --no-install-recommends "${needed[@]}"
