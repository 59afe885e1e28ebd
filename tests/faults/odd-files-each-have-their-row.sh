# Names with line breaks and bytes that are no UTF-8, loops, pipes, devices, empty files; all twice.
source "$(dirname "$0")/common.bash" "$1"
mkdir -p plans/below plans/directory.pdf
plan=$COMMON/plans/alder.txt
n=0
for name in $'line\nbreak.txt' $'bad\xff.txt' $'bad\xfe.txt' $'bad\xfd.txt' 'quote",comma.txt' \
  $'escape\e[2J.txt' '=1+1.txt' ' .txt' '-o.txt'; do
  n=$((n + 1))
  { cat "$plan"; echo "Number $n."; } >"plans/$name"
done
ln -s .. plans/below/loop
ln -s ../../plans plans/below/again
ln -s nowhere plans/dangling.pdf
ln -s self.pdf plans/self.pdf
ln -s /dev/zero plans/zero.pdf
mkfifo plans/pipe.pdf
: >plans/empty.pdf
exits 3 timeout 60 plangrade run plans plans ./plans/empty.pdf --rules "$COMMON/rules.yaml" --cache cache \
  --out out >summary 2>messages
iconv -f UTF-8 -t UTF-8 out/*.csv out/*.json out/*.jsonl >/dev/null || fail "a table is not UTF-8"
grep -q $'\e\[2J' summary messages && fail "a file name reached the terminal with its escapes"
status() { grep -c ",$1," out/documents.csv || true; }
[ "$(status readable)" = 9 ] || fail "not every plan was read: $(cat out/documents.csv)"
for name in dangling self zero pipe empty; do
  [ "$(grep -cE "^$name,(./)?plans/$name.pdf,.*,(damaged|unsupported)," out/documents.csv)" = 1 ] ||
    fail "$name has no row of its own: $(cat out/documents.csv)"
done
plangrade extract plans --cache cache >documents 2>messages || [ $? = 3 ]
plangrade score documents --rules "$COMMON/rules.yaml" >results 2>messages || [ $? = 3 ]
[ "$(grep -c '"rating":"green"\|"rating":"red"' results)" = 9 ] || fail "plans were merged or lost"
