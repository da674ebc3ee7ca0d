# Sourced by ./run and ./test: notes what this machine lacks and installs it.
missing=()

# need PACKAGE TEST…: PACKAGE is missing when TEST fails.
need() {
  local package=$1
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}

has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb; }
has_dotnet() { dotnet --list-sdks | grep -q '^1[0-9]\.'; }

install_missing() {
  has_dotnet 2>/dev/null || { echo "The .NET SDK 10 is not installed: https://dot.net/download" >&2; exit 1; }
  [ ${#missing[@]} -gt 0 ] || return 0
  local as=()
  if [ "$(id -u)" != 0 ]; then
    as=(sudo)
    if ! command -v sudo >/dev/null || ! { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
      echo "These Debian packages are missing; install them, or start this as root: ${missing[*]}" >&2
      exit 1
    fi
  fi
  command -v apt-get >/dev/null || { echo "Install what these Debian packages hold, by your system's own means: ${missing[*]}" >&2; exit 1; }
  echo "Installing ${missing[*]} …" >&2
  { "${as[@]}" apt-get update -q && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"; } >&2
}
