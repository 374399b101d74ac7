#!/usr/bin/env bash
# system.sh NAME[=FILE]...: Debian's packages that the tests need, installed where that is allowed. One whose FILE
# is there is there, whoever brought it; FILE may be a pattern.
set -euo pipefail
needed=()
for one in "$@"; do
    name=${one%%=*} file=${one#*=}
    if [ "$file" != "$name" ]; then
        compgen -G "$file" > /dev/null || needed+=("$name")
    elif [ "$(dpkg-query --show --showformat='${db:Status-Abbrev}' "$name" 2> /dev/null)" != "ii " ]; then
        needed+=("$name")
    fi
done
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
