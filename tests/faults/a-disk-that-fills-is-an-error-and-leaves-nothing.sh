source "$(dirname "$0")/common.bash" "$1"
# A limit on the size of files stands for a full disk where nothing can be mounted.
small_files() { (ulimit -f 1; exec plangrade "$@"); }
run=(run "$COMMON/plans" --rules "$COMMON/rules.yaml" --cache off)
exits 2 small_files "${run[@]}" --out out >summary 2>messages
grep -q 'cannot be written: File too large' messages || fail "no word about it: $(cat messages)"
nothing_left

mkdir out && cp -r "$COMMON/plans" . && exits 0 plangrade "${run[@]}" --out kept >summary 2>messages
rmdir out && cp -r kept before
exits 2 small_files "${run[@]}" --out kept --force >summary 2>messages
diff -r before kept || fail "what was there before is gone"
rm -rf before plans
nothing_left kept

for command in "extract $COMMON/plans --cache off" "rules schema" "--version"; do
  code=0
  # shellcheck disable=SC2086
  plangrade $command >/dev/full 2>messages || code=$?
  [ "$code" = 2 ] || fail "exit code $code although the output was lost: $command"
  grep -q 'No space left on device' messages || fail "no word about it: $(cat messages)"
done

mkdir small
mount -t tmpfs -o size=48k plangrade-test small 2>/dev/null || skip "the rest needs to mount a small disk"
touch small/.mounted
exits 2 plangrade "${run[@]}" --out small/out >summary 2>messages
grep -q 'No space left on device' messages || fail "no word about it: $(cat messages)"
[ "$(ls -A small)" = .mounted ] || fail "left on the full disk: $(ls -A small)"
