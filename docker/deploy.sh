#!/usr/bin/env bash
# Replaces the running version without a gap, and goes back by itself when the new one does not get well.
#   docker/deploy.sh registry.example/online-cinema:TAG      a version
#   docker/deploy.sh --rollback                              the one before
# Order: pull, migrate (backwards compatible by rule, so that the old version goes on meanwhile), then one API container after the
# other, then the worker. The schema is never taken back by a rollback.
set -euo pipefail
cd "$(dirname "$0")"

state=.released
previous=.released.before
lock=.deploy.lock

say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }
fail() {
  say "$*" >&2
  exit 1
}

[[ -f .env.prod ]] || fail 'docker/.env.prod is missing: copy .env.prod.example and fill it in.'
[[ $# -eq 1 ]] || fail "usage: $0 IMAGE:TAG | --rollback"

exec 9>"$lock"
flock -n 9 || fail 'Another deployment runs.'

current=$(cat "$state" 2>/dev/null || true)
if [[ $1 == --rollback ]]; then
  target=$(cat "$previous" 2>/dev/null || true)
  [[ -n $target ]] || fail 'No version before this one is known.'
else
  target=$1
fi

compose() { IMAGE=$image docker compose --env-file .env.prod -f compose.prod.yml "$@"; }

# Starts a service with $image and waits until it is well.
replace() { compose up -d --no-deps --wait --wait-timeout 120 "$1"; }

# Puts back what runs the new version already.
go_back() {
  [[ -n $current ]] || fail 'The first version does not get well. See: docker compose -f docker/compose.prod.yml logs'
  say "The new version does not get well: back to $current."
  image=$current
  for service in "$@"; do replace "$service"; done
  fail 'Rolled back. Nothing but the schema has changed.'
}

image=$target
say "Deploying $target (now: ${current:-nothing})."
docker pull --quiet "$target" >/dev/null
compose up -d --no-deps --wait redis
if [[ $1 != --rollback ]]; then
  say 'Migrating.'
  compose run --rm --no-deps migrate
fi
replace api_a || go_back api_a
replace api_b || go_back api_a api_b
replace worker || go_back api_a api_b worker
compose up -d --no-deps nginx
compose exec -T nginx nginx -s reload

if [[ -n $current && $current != "$target" ]]; then printf '%s\n' "$current" >"$previous"; fi
printf '%s\n' "$target" >"$state"
docker image prune --force --filter 'until=168h' >/dev/null
say "Done: $target."
