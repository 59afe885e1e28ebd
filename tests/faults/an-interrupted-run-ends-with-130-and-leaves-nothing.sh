# SIGINT, SIGTERM and SIGHUP while documents are read, with OCR of every page so that there is time for it.
source "$(dirname "$0")/common.bash" "$1"
mkdir plans
for i in $(seq 12); do
  for plan in penderwick oldcaster; do
    cp "$SAMPLES/plans/$plan.pdf" "plans/$plan-$i.pdf"
    echo "% $i" >>"plans/$plan-$i.pdf"
  done
done
for signal in INT TERM HUP; do
  plangrade run plans --rules "$COMMON/rules.yaml" --ocr force --cache cache --jobs 2 --out out >summary 2>messages &
  for tries in $(seq 100); do
    if [ -n "$(processes)" ]; then break; fi
    sleep 0.05
  done
  [ -n "$(processes)" ] || fail "no worker was ever seen"
  kill "-$signal" $! || fail "the run was over too soon"
  SECONDS=0
  exits 130 wait $!
  [ "$SECONDS" -le 5 ] || fail "it took $SECONDS s to end"   # in truth 0.1 s; the machine may be loaded
  [ ! -e out ] || fail "an interrupted run wrote results"
  nothing_left plans cache
  rm -rf cache
done

# Also while a huge file is only hashed.
rm -rf plans/*
truncate -s 40G plans/huge.pdf
plangrade run plans --rules "$COMMON/rules.yaml" --cache off --out out >summary 2>messages &
sleep 1
SECONDS=0
kill -INT $! || fail "a huge file was read too soon"
exits 130 wait $!
[ "$SECONDS" -le 5 ] || fail "it took $SECONDS s to end"
nothing_left plans
