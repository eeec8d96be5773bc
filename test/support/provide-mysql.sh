#!/usr/bin/env bash
# Puts a real MySQL server into the tests' cache: Debian has it in sid only, so a minimal sid is unpacked beside this
# system and the server is taken out of it, with its libraries. Nothing is installed. Downloads about 150 MB and takes
# one to two minutes; where the server is there already, nothing is done. For root; removed with `rm -r <folder>`.
# Usage: test/support/provide-mysql.sh [folder]
set -euo pipefail
PATH=$PATH:/usr/sbin

folder=${1:-${FAULTLINE_TEST_CACHE:-/var/cache/faultline-tests}/mysql}
mirror=http://deb.debian.org/debian

fail() {
  echo "no MySQL is provided: $1" >&2
  exit 1
}

if [ -x "$folder/mysqld" ]; then
  echo "MySQL is in $folder: $("$folder/mysqld" --version)"
  exit 0
fi
[ "$(id -u)" -eq 0 ] || fail 'debootstrap needs root'
command -v debootstrap >/dev/null || fail 'there is no debootstrap (apt-get install debootstrap)'

mkdir -p "$(dirname "$folder")"
scratch=$(mktemp -d "$folder.XXXXXX")
# --one-file-system: what debootstrap may have left mounted is not emptied.
trap 'rm -rf --one-file-system "$scratch"' EXIT
sid=$scratch/sid server=$scratch/server

debootstrap --variant=minbase --include=mysql-server-core sid "$sid" "$mirror" >"$scratch/log" 2>&1 ||
  fail "$(tail -n 5 "$scratch/log")"

mkdir -p "$server/usr/sbin" "$server/usr/lib" "$server/usr/share"
cp -a "$sid"/usr/sbin/mysqld "$server/usr/sbin/"
cp -a "$sid"/usr/lib/*-linux-gnu* "$sid"/usr/lib/mysql "$server/usr/lib/"
cp -a "$sid"/usr/share/mysql "$server/usr/share/"

# The server runs with the loader and the libraries that it was built for, whatever this system has.
cat >"$server/mysqld" <<'EOF'
#!/bin/sh
# Options follow those that say where the server's own files are; they are read from nowhere else.
here=$(dirname "$(readlink -f "$0")")
libraries=$(echo "$here"/usr/lib/*-linux-gnu*)
exec "$libraries"/ld-linux*.so.* --library-path "$libraries" "$here/usr/sbin/mysqld" --no-defaults \
  --basedir="$here/usr" --lc-messages-dir="$here/usr/share/mysql" --character-sets-dir="$here/usr/share/mysql/charsets" \
  --plugin-dir="$here/usr/lib/mysql/plugin" --secure-file-priv=NULL "$@"
EOF
chmod 755 "$server/mysqld" "$server"

# What every server starts from; making it takes seconds, copying it does not.
"$server/mysqld" --initialize-insecure --user=root --datadir="$server/data" --innodb-redo-log-capacity=8M \
  >"$scratch/log" 2>&1 || fail "$(tail -n 5 "$scratch/log")"
chmod -R a+rX "$server"

mv -T "$server" "$folder" 2>/dev/null || [ -x "$folder/mysqld" ] || fail "$folder is in the way"
echo "MySQL is in $folder: $("$folder/mysqld" --version)"
