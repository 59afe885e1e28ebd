# The proof: where no process may be started there is no worker that could open one, and yet the
# texts of the first run come out, byte for byte.
source "$(dirname "$0")/common.bash" "$1"
plangrade extract "$SAMPLES/plans" --ocr off --cache cache >first || [ $? = 3 ]
read_without_workers() {
  (
    ulimit -u 0
    setpriv --reuid 65534 --clear-groups "$@"
  )
}
if [ "$(id -u)" != 0 ] || ! command -v setpriv >/dev/null; then skip "needs root and setpriv"; fi
chmod -R a+rwX "$scratch"
chmod a+rx "$(dirname "$program")" || true
if ! setpriv --reuid 65534 --clear-groups "$program" --version >/dev/null 2>&1 ||
   ! setpriv --reuid 65534 --clear-groups test -r "$SAMPLES/plans/fenwater.md"; then
  skip "another user cannot run the program where it lies"
fi
read_without_workers "$program" extract "$SAMPLES/plans" --jobs 1 --ocr off --cache off >none 2>messages || true
grep -q '"status":"readable"' none && fail "documents were read although no worker can start"
read_without_workers "$program" extract "$SAMPLES/plans" --jobs 1 --ocr off --cache cache >second 2>messages || true
grep '"status":"readable"' first >wanted
grep '"status":"readable"' second >seen
cmp wanted seen
