source "$(dirname "$0")/common.bash" "$1"
mkdir plans
cp "$SAMPLES"/plans/* plans
for i in 1 2 3 4 5 6; do cp plans/fenwater.md "plans/copy-$i.md"; done   # duplicates across shards
all=(run plans --areas "$SAMPLES/areas.csv" --rules "$COMMON/rules.yaml" --ocr off --policy 2017-18)
exits 3 plangrade "${all[@]}" --cache cache --out whole >summary 2>messages
for i in 1 2 3; do
  plangrade "${all[@]}" --cache cache --shard "$i/3" --out "shard-$i" >summary 2>messages || [ $? = 3 ]
done
plangrade merge shard-2 shard-3 shard-1 --out merged >summary 2>messages ||
  [ $? = 3 ] || fail "$(cat messages)"
same whole merged

# The same with all that a run can be given: versions of one plan in several shards, an ambiguous
# name, overrides, a previous round, estimates, and formats beside the tables.
sed -e 's/October 2017/October 2015/' -e '40,60d' plans/fenwater.md >plans/fenwater-first.md
sed 's/Fenwater/Ockleford/g' plans/fenwater.md >plans/shared-text.md
{ cat "$SAMPLES/areas.csv"; echo 'X99000099,NHS Marlingate North CCG,CCG,Eastcoast,100,100,2016,Fenwater'; } >areas.csv
{ echo plan_id,criterion,coder,level,reason
  echo eddlesham,C1,anna,not_met,"names no cause"
  echo nowhere,C1,anna,met,; } >codings.csv
all=(run plans --areas areas.csv --rules "$COMMON/rules.yaml" --rules ltp-2017-18 --ocr off --policy 2017-18
  --estimate radford-2011 --codings codings.csv --previous whole --also sqlite --also xlsx --cache cache)
exits 3 plangrade "${all[@]}" --out whole-2 >summary 2>messages
grep -q 'fits several areas' messages || fail "no name is ambiguous: $(cat messages)"
grep -q 'not in this round' messages || fail "no coding is unknown: $(cat messages)"
for i in 1 2 3 4; do
  plangrade "${all[@]}" --shard "$i/4" --out "part-$i" >summary 2>messages || [ $? = 3 ]
done
exits 2 plangrade merge part-* --out merged-2 >summary 2>messages
grep -q 'previous round' messages || fail "a lost previous round is not told: $(cat messages)"
exits 3 plangrade merge part-* --previous whole --also sqlite --also xlsx --out merged-2 >summary 2>messages
same whole-2 merged-2
