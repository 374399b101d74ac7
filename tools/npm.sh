#!/usr/bin/env bash
# npm.sh is-there: is the machine's Node new enough? npm.sh ARGUMENTS...: npm in frontend/, with that Node, else with the
# one that requirements/node.lock brings into .venv.
set -euo pipefail

new_enough() {
    command -v npm > /dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2> /dev/null
}

if [ "$*" = is-there ]; then
    new_enough
    exit
fi
if ! new_enough; then
    PATH="$PWD/.venv/bin:$PATH"
    new_enough || tools/python.sh install node
fi
case " $* " in
    *" --prefix "*) exec npm --no-audit --no-fund "$@" ;;
    *) exec npm --no-audit --no-fund --prefix frontend "$@" ;;
esac
