#!/usr/bin/env bash
# Puts tgtk on a Debian or Ubuntu server, behind nginx with a certificate of Let's Encrypt.
#
#   deploy.sh [--dry-run] DOMAIN EMAIL   installs, or upgrades to the checkout this file is in
#   deploy.sh [--dry-run] --rollback     goes back to the release before
#
# It can be run again at any time: what is there is left as it is. Secrets are written by you, into
# /etc/tgtk/env; the script never prints or sends them. --dry-run shows each command and runs none.
set -euo pipefail

deno_version=2.9.6
source_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# Tests put the files elsewhere.
root="${TGTK_DEPLOY_ROOT:-}"
base="$root/opt/tgtk"
env_file="$root/etc/tgtk/env"
site="$root/etc/nginx/sites-available/tgtk.conf"
health=http://127.0.0.1:9464/health

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "deploy.sh: $*"
  exit 1
}
usage() {
  say "Usage: deploy.sh [--dry-run] DOMAIN EMAIL | deploy.sh [--dry-run] --rollback"
  exit 2
}

dry_run=no
rollback=no
words=()
for word in "$@"; do
  case "$word" in
    --dry-run) dry_run=yes ;;
    --rollback) rollback=yes ;;
    -*) usage ;;
    *) words+=("$word") ;;
  esac
done

# Shows a command, and runs it unless this is a rehearsal.
run() {
  printf '+'
  printf ' %q' "$@"
  printf '\n'
  if [ "$dry_run" = no ]; then "$@"; fi
}

# Writes stdin to a file unless it says the same already; the exit code tells whether it was written.
write() {
  local path="$1" mode="$2" text
  text="$(cat)"
  if [ -f "$path" ] && [ "$(cat "$path")" = "$text" ]; then return 1; fi
  printf '+ write %q\n' "$path"
  if [ "$dry_run" = no ]; then
    mkdir -p "$(dirname "$path")"
    (umask 077 && printf '%s\n' "$text" >"$path.new")
    chmod "$mode" "$path.new"
    mv "$path.new" "$path"
  fi
}

# Puts stdin in the site's place and has nginx take it. What nginx refuses does not stay: it would keep
# nginx from starting, and be taken for done the next time.
publish_site() {
  local before="" link="$root/etc/nginx/sites-enabled/tgtk.conf"
  if [ -f "$site" ]; then before="$(cat "$site")"; fi
  if ! write "$site" 644; then return 0; fi
  run ln -sfn "$site" "$link"
  if run nginx -t && run systemctl reload-or-restart nginx.service; then return 0; fi
  if [ -n "$before" ]; then
    write "$site" 644 <<<"$before"
  else
    rm -f "$link" "$site"
  fi
  fail "nginx refuses $site: the site is as it was before"
}

healthy() {
  if [ "$dry_run" = yes ]; then return 0; fi
  local attempt
  for ((attempt = 0; attempt < 30; attempt++)); do
    if curl --silent --fail --max-time 2 --output /dev/null "$health"; then return 0; fi
    sleep "${TGTK_DEPLOY_PAUSE:-1}"
  done
  return 1
}

# Points `current` at a release in one step.
switch_to() {
  run ln -sfn "$1" "$base/current.new"
  run mv -T "$base/current.new" "$base/current"
}

go_back() {
  local previous
  previous="$(readlink "$base/previous" || true)"
  if [ -z "$previous" ]; then fail "no release before this one: expected $base/previous"; fi
  switch_to "$previous"
  if ! run systemctl restart tgtk.service || ! healthy; then
    fail "the release before does not answer either: see journalctl -u tgtk"
  fi
  say "Back at $(basename "$previous")."
}

if [ "$dry_run" = no ] && [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  fail "expected root (or --dry-run)"
fi
if [ "$rollback" = yes ]; then
  if [ "${#words[@]}" -ne 0 ]; then usage; fi
  go_back
  exit 0
fi
if [ "${#words[@]}" -ne 2 ]; then usage; fi
domain="${words[0]}"
email="${words[1]}"
if ! [[ "$domain" =~ ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$ ]]; then
  fail "cannot use $domain: expected a domain in small letters, such as tgtk.example.org"
fi
if ! [[ "$email" =~ ^[^[:space:]@]+@[^[:space:]@]+\.[^[:space:]@]+$ ]]; then
  fail "cannot use $email: expected an e-mail address"
fi

case "$(uname -m)" in
  x86_64) target=x86_64-unknown-linux-gnu ;;
  aarch64) target=aarch64-unknown-linux-gnu ;;
  *) fail "no Deno for $(uname -m): expected x86_64 or aarch64" ;;
esac

packages=(nginx certbot curl unzip ca-certificates)
if ! dpkg-query --show "${packages[@]}" >/dev/null 2>&1; then
  run apt-get update
  run env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"
fi

if ! "$base/bin/deno" --version 2>/dev/null | grep -q "^deno $deno_version "; then
  archive="deno-$target.zip"
  from="https://github.com/denoland/deno/releases/download/v$deno_version"
  downloads="$(mktemp -d)"
  trap 'rm -rf "$downloads"' EXIT
  run mkdir -p "$base/bin"
  run curl --fail --silent --show-error --location --output "$downloads/$archive" "$from/$archive"
  run curl --fail --silent --show-error --location --output "$downloads/sums" "$from/$archive.sha256sum"
  run bash -c 'cd "$1" && sha256sum --check --strict sums' check "$downloads"
  run unzip -o -q "$downloads/$archive" -d "$base/bin"
fi

# The program, by the digest of what it is made of: the same checkout is the same release.
digest="$(cd "$source_dir" && find src deno.json deno.lock -type f -print0 | LC_ALL=C sort -z |
  xargs -0 sha256sum | sha256sum | cut -c1-12)"
release="$base/releases/$digest"
if [ ! -d "$release" ]; then
  run mkdir -p "$release.new"
  run cp -R "$source_dir/src" "$source_dir/docs" "$source_dir/deno.json" "$source_dir/deno.lock" "$release.new/"
  run env -C "$release.new" "DENO_DIR=$release.new/.deno" "$base/bin/deno" cache --frozen src/main.ts
  run chmod -R a+rX "$release.new"
  run mv "$release.new" "$release"
fi

unit_changed=no
if write "$root/etc/systemd/system/tgtk.service" 644 <"$source_dir/deploy/systemd/tgtk.service"; then
  unit_changed=yes
  run systemctl daemon-reload
fi

if [ ! -f "$env_file" ]; then
  write "$env_file" 600 <<EOF
# One setting a line; docs/configuration.md tells them all. Keep this file to root.
TELEGRAM_API_ID=
TELEGRAM_API_HASH=
TELEGRAM_STRING_SESSION=
# name:sha256 of the token; docs/http.md says how to make one.
TGTK_HTTP_TOKENS=
TGTK_ALLOWED_HOSTS=$domain
EOF
fi
missing=()
for name in TELEGRAM_API_ID TELEGRAM_API_HASH TELEGRAM_STRING_SESSION; do
  if ! grep -q "^$name=." "$env_file" 2>/dev/null; then missing+=("$name"); fi
done
# A proxy on this machine is loopback: without tokens, everybody could call.
if ! grep -Eq '^(TGTK_HTTP_TOKENS|TGTK_JWKS_URL)=.' "$env_file" 2>/dev/null; then
  missing+=(TGTK_HTTP_TOKENS)
fi
if [ "${#missing[@]}" -gt 0 ] && [ "$dry_run" = no ]; then
  fail "fill in $env_file (${missing[*]}) and run this again"
fi

certificate="$root/etc/letsencrypt/live/$domain/fullchain.pem"
run mkdir -p "$root/var/www/acme" "$root/etc/nginx/sites-enabled"
if [ ! -f "$certificate" ]; then
  # The certificate is fetched over a site without TLS; the whole one follows.
  publish_site <<EOF
server {
  listen 80;
  listen [::]:80;
  server_name $domain;
  location /.well-known/acme-challenge/ {
    root /var/www/acme;
  }
}
EOF
  run certbot certonly --non-interactive --agree-tos --email "$email" --webroot \
    --webroot-path "$root/var/www/acme" --domain "$domain" --keep-until-expiring \
    --deploy-hook "systemctl reload nginx.service"
fi
sed "s/tgtk\.example\.org/$domain/g" "$source_dir/deploy/nginx/tgtk.conf" | publish_site

started=yes
current="$(readlink "$base/current" || true)"
if [ "$current" != "$release" ]; then
  if [ -n "$current" ]; then run ln -sfn "$current" "$base/previous"; fi
  switch_to "$release"
  run systemctl enable tgtk.service
  run systemctl restart tgtk.service || started=no
elif [ "$unit_changed" = yes ]; then
  run systemctl restart tgtk.service || started=no
fi
if [ "$started" = no ] || ! healthy; then
  say "The new release does not answer: see journalctl -u tgtk"
  if [ -n "$current" ] && [ "$current" != "$release" ]; then go_back; fi
  exit 1
fi
say "tgtk $digest serves MCP at https://$domain/mcp"
