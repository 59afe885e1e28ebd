# Sourced by every script with the program as $1. The script then stands in an empty folder that is
# removed at the end, with `plangrade` on its PATH, and may use the functions below. It fails at the
# first `fail`, or command that fails.
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
COMMON=$PROJECT/tests/cli/common
SAMPLES=$PROJECT/corpus-samples
program=$(realpath "$1")
scratch=$(mktemp -d)
leave() {
  local mounted
  for mounted in "$scratch"/work/*/.mounted; do
    if [ -e "$mounted" ]; then umount "$(dirname "$mounted")"; fi
  done
  rm -rf "$scratch"
}
trap leave EXIT
mkdir "$scratch/bin" "$scratch/work"
ln -s "$program" "$scratch/bin/plangrade"
export PATH=$scratch/bin:$PATH HOME=$scratch LC_ALL=C.UTF-8
unset XDG_CACHE_HOME "${!PLANGRADE_@}" || true
export PLANGRADE_RULES_DIR=$PROJECT/rules
cd "$scratch/work"

exec 3>&1  # for words about a failure inside of redirections
fail() { echo "failed: $*" >&3; exit 1; }
skip() { echo "SKIPPED: $*"; exit 77; }

# same A B: two result folders hold the same bytes, but for the times in run.json.
same() { diff -r --exclude run.json "$1" "$2" || fail "$1 and $2 differ"; }

# exits CODE COMMAND...: the command ends with this exit code.
exits() {
  local wanted=$1 code=0
  shift
  "$@" || code=$?
  [ "$code" = "$wanted" ] || fail "exit code $code instead of $wanted: $*"
}

# rate OUT OPTION...: the samples, without OCR; their locked and damaged plans make the exit code 3.
rate() {
  plangrade run "$SAMPLES/plans" --plans "$SAMPLES/plans.csv" --areas "$SAMPLES/areas.csv" \
    --rules "$COMMON/rules.yaml" --ocr off --out "$@" >summary 2>messages
}

# Processes whose program is this one's: workers run as /proc/self/exe, so by their working folder.
processes() {
  local process
  for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/cwd" 2>/dev/null)" = "$PWD" ] &&
       [ "$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null)" = "plangrade worker " ]; then
      echo "${process#/proc/}"
    fi
  done
}

# No worker is left after at most two seconds (the kernel takes an instant), and no file but those named.
nothing_left() {
  local tries
  for tries in $(seq 20); do
    if [ -z "$(processes)" ]; then break; fi
    sleep 0.1
  done
  [ -z "$(processes)" ] || fail "workers are left: $(processes)"
  local extra
  extra=$(find . -mindepth 1 -maxdepth 1 -printf '%f\n' | grep -vxFf <(printf '%s\n' summary messages "$@") || true)
  [ -z "$extra" ] || fail "files are left: $extra"
  extra=$(find "$scratch" -name '*.tmp')
  [ -z "$extra" ] || fail "temporary files are left: $extra"
}
