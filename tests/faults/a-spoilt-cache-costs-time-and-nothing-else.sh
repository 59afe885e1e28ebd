# Entries cut short, overwritten, swapped; a cache that cannot be written, or is full.
source "$(dirname "$0")/common.bash" "$1"
exits 3 rate whole --cache off
exits 3 rate first --cache cache
same whole first

entries=(cache/*/*.text)
[ ${#entries[@]} -ge 6 ] || fail "the samples should leave texts in the cache, not ${#entries[@]}"
truncate -s -1 "${entries[0]}"
truncate -s 0 "${entries[1]}"
head -c 5000 /dev/urandom >"${entries[2]}"
cp "${entries[4]}" "${entries[3]}"                # whole, but another document's
sed -i 's/plan/PLAN/' "${entries[5]}"
exits 3 rate spoilt --cache cache
same whole spoilt
exits 3 rate mended --cache cache
same whole mended

touch blocked
exits 3 rate unwritable --cache blocked/cache
same whole unwritable
exits 3 rate absent --cache /dev/null/cache
same whole absent

mkdir small
if mount -t tmpfs -o size=32k plangrade-test small 2>/dev/null; then
  touch small/.mounted
  exits 3 rate full --cache small/cache
  same whole full
  for entry in small/cache/*/*.text; do [ -s "$entry" ] || fail "half an entry: $entry"; done
else
  echo "not shown: a full disk, since nothing can be mounted here"
fi
