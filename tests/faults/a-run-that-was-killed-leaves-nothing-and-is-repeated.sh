# kill -9 at many points of a run, then the run again: the bytes of an undisturbed one.
source "$(dirname "$0")/common.bash" "$1"
exits 3 rate whole --cache off
start() {
  plangrade run "$SAMPLES/plans" --plans "$SAMPLES/plans.csv" --areas "$SAMPLES/areas.csv" \
    --rules "$COMMON/rules.yaml" --ocr off --jobs 2 --cache cache --out out >summary 2>messages &
}
killed=0
for delay in .02 .05 .1 .2 .3 .5; do
  rm -rf cache out
  start
  sleep "$delay"
  if kill -KILL $! 2>/dev/null; then killed=$((killed + 1)); fi
  wait $! 2>/dev/null || true
  if [ -d out ]; then same whole out; fi
  rm -rf out
  exits 3 rate out --cache cache
  same whole out
  nothing_left whole out cache
done
[ "$killed" -gt 0 ] || fail "no run lived long enough to be killed"

# What a run leaves that is killed while it writes goes with the next run for the same folder, and
# only that: other folders with such names are somebody's own.
mkdir .out.AbCdEf .out.backup
echo half >.out.AbCdEf/documents.csv
echo half >.out.AbCdEf/areas.csv.XyZxYz.tmp
echo mine >.out.backup/letter
exits 3 rate out --cache cache --force
[ ! -e .out.AbCdEf ] || fail "the leavings of a killed run stay"
nothing_left whole out cache .out.backup
