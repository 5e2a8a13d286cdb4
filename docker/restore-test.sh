#!/usr/bin/env bash
# Whether a backup is one: restores it into a database that is thrown away, and checks schema and data with the image's own commands.
#   docker/restore-test.sh cinema.dump registry.example/online-cinema:TAG
set -euo pipefail

[[ $# -eq 2 && -f $1 ]] || {
  echo "usage: $0 DUMP IMAGE:TAG" >&2
  exit 1
}
dump=$(realpath "$1")
image=$2
name=online-cinema-restore-$$
password=$(head -c 24 /dev/urandom | base64 | tr -d '+/=')

end() {
  docker rm --force "$name" >/dev/null 2>&1 || true
  docker network rm "$name" >/dev/null 2>&1 || true
}
trap end EXIT

docker network create "$name" >/dev/null
docker run --detach --name "$name" --network "$name" --env "POSTGRES_PASSWORD=$password" --env POSTGRES_DB=cinema \
  --volume "$dump:/backup.dump:ro" postgres:18-bookworm >/dev/null
for _ in $(seq 60); do
  docker exec "$name" pg_isready --quiet --username postgres --host 127.0.0.1 && break
  sleep 1
done
docker exec "$name" pg_restore --exit-on-error --no-owner --jobs=2 --username postgres --dbname cinema /backup.dump
check() {
  docker run --rm --network "$name" --env NODE_ENV=development --env MIGRATIONS=require --env STRIPE_SECRET_KEY= \
    --env "DATABASE_URL=postgres://postgres:$password@$name:5432/cinema" "$image" node dist/src/cli.js "$@"
}
check migrate --status
check invariants
echo 'The backup is whole.'
