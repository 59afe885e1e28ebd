# Over the documents of ../shared/corpora/robustness: a row for each, the status that its
# expected.csv allows, the same bytes whatever --jobs is, and a parent that stays small.
source "$(dirname "$0")/common.bash" "$1"
corpora=${PLANGRADE_SHARED:-$PROJECT/../shared}/corpora
[ -d "$corpora/robustness" ] || skip "no corpus of hostile documents at $corpora"
mkdir bag slow
for file in "$corpora"/robustness/*; do
  case $file in
    *qpdf-shared-unnamed-field.pdf) ln -s "$file" slow ;;   # never ends: its time is not ours
    *) ln -s "$file" bag ;;
  esac
done
judge() { plangrade run "$1" --rules "$COMMON/rules.yaml" --ocr off --cache off "${@:2}" >summary 2>messages; }
type -P time >/dev/null || skip "needs the program time"
exits 3 env time -f %M -o memory plangrade run bag --rules "$COMMON/rules.yaml" --ocr off \
  --cache off --jobs 8 --out eight >summary 2>messages
[ "$(tail -1 memory)" -lt 300000 ] || fail "the program took $(tail -1 memory) kB"
exits 3 judge bag --jobs 1 --out one
same one eight
exits 3 judge slow --timeout 1 --out late
nothing_left bag slow memory one eight late

# plan_id,path,sha256,format,pages,words,ocr_pages,status: no cell before the status holds a comma.
{ tail -n +2 one/documents.csv; tail -n +2 late/documents.csv; } |
  awk -F, '{ sub(/.*\//, "", $2); print $2 "," $8 "," $6 }' | sort >seen
sed -n 's#^robustness/##p' "$corpora/expected.csv" | sort >expected
cut -d, -f1 seen | diff <(cd "$corpora/robustness" && ls | LC_ALL=C sort) - || fail "files without a row"
join -t, seen expected | awk -F, '
  { name = $1; status = $2; words = $3; pages = $4; opens = $5; chars = $6; kind = $7; right = 0 }
  opens == "password" { right = status == "locked" }
  opens == "no" { right = status ~ /^(damaged|unsupported|timeout|too_large|locked)$/ ||
    (status == "readable" && words > 0 && kind ~ /^(not-a-pdf|hang-or-bomb)$/) }   # better than expected
  opens == "yes" && chars > pages { right = status == "readable" }
  opens == "yes" && chars <= pages { right = status ~ /^(no_text|readable)$/ }     # page breaks alone
  !right { print "not as expected: " $0; bad = 1 }
  END { exit bad || NR == 0 }' || fail "a status is wrong"
