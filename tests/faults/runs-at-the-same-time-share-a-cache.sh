source "$(dirname "$0")/common.bash" "$1"
exits 3 rate whole --cache off
for i in 1 2 3; do
  plangrade run "$SAMPLES/plans" --plans "$SAMPLES/plans.csv" --areas "$SAMPLES/areas.csv" \
    --rules "$COMMON/rules.yaml" --ocr off --out "run-$i" --cache cache --jobs 2 >/dev/null 2>&1 &
done
wait
for i in 1 2 3; do same whole "run-$i"; done
nothing_left whole run-1 run-2 run-3 cache
