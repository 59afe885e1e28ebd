// What a pattern as written matches: case, blanks, hyphens, whole words, placeholders.
#include "support/rule_builder.h"

namespace plangrade {
namespace {

using testing::matched;

std::string code_of(const std::string& pattern, const std::vector<Term>& terms = {}) {
  const auto result = translate_pattern({pattern, {"rules.yaml", 3, 9}}, true, terms);
  return result ? "" : result.error().front().code;
}

TEST_CASE("a pattern ignores case unless it holds a capital letter", "[match]") {
  CHECK(matched("neglect", "Neglect and NEGLECT") == "Neglect|NEGLECT");
  CHECK(matched("LAC", "lac and LAC") == "LAC");
  CHECK(matched("CiC", "CIC, CiC") == "CiC");
}

TEST_CASE("capitals of escapes, classes' names and placeholders do not make a pattern heed case",
          "[match]") {
  CHECK(matched("abuse\\W+of", "ABUSE, of") == "ABUSE, of");
  CHECK(matched("\\p{Lu}?buse", "ABUSE") == "ABUSE");
  CHECK(matched("[A-Z]buse", "Abuse abuse") == "Abuse");
}

TEST_CASE("a space matches any run of blanks and line breaks", "[match]") {
  CHECK(matched("child abuse", "child \t abuse") == "child abuse");
  CHECK(matched("child ?abuse", "childabuse child abuse") == "childabuse|child abuse");
  CHECK(matched("ill[- ]health", "ill-health ill health ill\xE2\x80\x91health") ==
        "ill-health|ill health|ill-health");
}

TEST_CASE("a hyphen matches its Unicode cousins and a line end", "[match]") {
  CHECK(matched("well-being",
                "well-being well\xE2\x80\x93"
                "being wellbeing well being") == "well-being|well-being|wellbeing");
}

TEST_CASE("a hyphen may be missing, since the end of a line may have taken it", "[match]") {
  CHECK(matched("re-fer", "re-fer refer re fer") == "re-fer|refer");
  CHECK(matched("[-]fer", "-fer fer refer") == "-fer");
  CHECK(matched("self[- ]harm", "self-harm self harm selfharm") == "self-harm|self harm");
}

TEST_CASE("a match that would end inside a word ends before it", "[match]") {
  CHECK(matched("director of [a-z ]{3,30}",
                "The director of public health commissioning services.") ==
        "director of public health commissioning ");
  CHECK(matched("head of [a-z]{3,6}", "The head of finances and the head of care") ==
        "head of care");
  CHECK(matched("[a-z ]{3,9}board", "that the school board met") == " school board");
}

TEST_CASE("patterns match whole words unless the term says otherwise", "[match]") {
  CHECK(matched("abuse", "abused abuse") == "abuse");
  CHECK(matched("abuse", "abused abuse", false) == "abuse|abuse");
  CHECK(matched("abuse|neglect", "neglectful abuse neglect") == "abuse|neglect");
  CHECK(matched("maltreat\\w*", "maltreatment, maltreated") == "maltreatment|maltreated");
}

TEST_CASE("words end by Unicode's letters, not by ASCII's", "[match]") {
  CHECK(matched("caf", "caf\xC3\xA9 caf") == "caf");
  CHECK(matched("\xC3\xA9"
                "cole",
                "l'\xC3\xA9"
                "cole pr\xC3\xA9"
                "cole") ==
        "\xC3\xA9"
        "cole");
}

TEST_CASE("an edge that is no letter needs no boundary", "[match]") {
  CHECK(matched("\xC2\xA3\\d+",
                "costs\xC2\xA3"
                "5 and \xC2\xA3"
                "7") ==
        "\xC2\xA3"
        "5|\xC2\xA3"
        "7");
  CHECK(matched("\\d+%", "40% 5%x") == "40%|5%");
  CHECK(matched("(?:\xC2\xA3\\d+|pounds)",
                "unpounds pounds \xC2\xA3"
                "5") ==
        "pounds|\xC2\xA3"
        "5");
}

TEST_CASE("the longest run of digits is a number", "[match]") {
  CHECK(matched("{number}", "1,240 children; 12.5; 3 million; twenty-five; seven") ==
        "1,240|12.5|3 million|twenty-five|seven");
  CHECK(matched("{number} children", "The 1,240 children of 12 schools") == "1,240 children");
}

TEST_CASE("money is a currency and an amount, short or long", "[match]") {
  CHECK(matched("{money}",
                "\xC2\xA3"
                "1.2 million, \xC2\xA3"
                "350k, \xC2\xA3"
                "1,240.50 and 40 pounds; "
                "\xC2\xA3"
                "5 meeting") ==
        "\xC2\xA3"
        "1.2 million|\xC2\xA3"
        "350k|\xC2\xA3"
        "1,240.50|40 pounds|\xC2\xA3"
        "5");
  CHECK(matched("{money}", "350 children").empty());
}

TEST_CASE("a percentage is a sign, words or a proportion", "[match]") {
  CHECK(matched("{percent}", "12.5 per cent, 40%, one in five, 1 in 10, three percent") ==
        "12.5 per cent|40%|one in five|1 in 10|three percent");
  CHECK(matched("{percent}", "one in every five; 40 children in 5 schools") == "one in every five");
}

TEST_CASE("a year may be a financial year, and is no other number", "[match]") {
  CHECK(matched("{year}", "2016/17 and 2016-2017, since 2015; 1,240 or 20160 or 3016") ==
        "2016/17|2016-2017|2015");
}

TEST_CASE("an area is named as in the register or in capitals, with 'and' or '&'", "[match]") {
  const std::vector<std::string> areas{"Bath and North East Somerset", "Reading"};
  CHECK(matched("{area}", "In Reading, reading helps. BATH & NORTH EAST SOMERSET too.", true,
                areas) == "Reading|BATH & NORTH EAST SOMERSET");
  CHECK(matched("children in {area}", "Children in Reading", true, areas) == "Children in Reading");
  CHECK(matched("{area}", "In Reading").empty());
  const std::string own = "(?:our own|locally|children in {area}) ?(?:{area} )?clinics?";
  CHECK(matched(own, "Our own clinic. Locally clinics closed. Children in Reading clinic") ==
        "Our own clinic|Locally clinics");
  CHECK(matched("here|{area}", "It is here, in Reading.") == "here");
  CHECK(matched("(?:here|{area}) in {area}", "It is here in Reading.").empty());
  CHECK(matched("{area}", "Readington", true, areas).empty());
}

TEST_CASE("a term in braces stands for its patterns", "[match]") {
  RuleSet rules = testing::rule_set(
      {testing::term("child", {"child(?:ren)?", "CYP"}), testing::term("t", {"abused {child}"})},
      {});
  const auto matcher = Matcher::compile({&rules, 1});
  REQUIRE(matcher.has_value());
  const auto text = segment_passage("Abused children, abused CYP, abused cyp.");
  std::vector<std::string> found;
  for (const Match& match : matcher->match(text, {})) {
    if (matcher->patterns()[match.pattern].owner == 1) found.emplace_back(match.span.in(text.text));
  }
  CHECK(found == std::vector<std::string>{"Abused children", "abused CYP"});
}

TEST_CASE("^ and $ are the ends of a sentence", "[match]") {
  CHECK(matched("^they", "They come. They go, they say.") == "They|They");
  CHECK(matched("go\\.$", "They go. They go.") == "go.|go.");
}

TEST_CASE("what RE2 or the language does not have is said with its remedy", "[match]") {
  CHECK(code_of("abuse(?! of drugs)") == "M004");
  CHECK(code_of("(?<=child) abuse") == "M004");
  CHECK(code_of("(a)\\1") == "M005");
  CHECK(code_of("{numbr} children") == "M006");
  CHECK(code_of("\\w*") == "M008");
  CHECK(code_of("(?:abuse)?") == "M008");
  CHECK(code_of("(abuse") == "M003");
  CHECK(code_of("abuse)") == "M003");
  CHECK(code_of("[abuse") == "M003");
  CHECK(code_of("*abuse") == "M003");
  CHECK(code_of("abuse\\") == "M003");
  CHECK(code_of("[z-a]") == "M003");
  CHECK(code_of("\xFF") == "M002");
  CHECK(code_of(std::string(100'000, 'a')) == "M001");
  CHECK(code_of("((((a{1000}){1000}){1000}){1000})").substr(0, 2) == "M0");
  CHECK(code_of(std::string(10'000, '(') + "a" + std::string(10'000, ')')) == "M001");
}

TEST_CASE("a term that stands in itself is an error that names the circle", "[match]") {
  const std::vector<Term> terms{testing::term("a", {"x {b}"}), testing::term("b", {"y {a}"})};
  const auto result = translate_pattern({"{a}", {}}, true, terms);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().front().code == "M007");
  CHECK(result.error().front().message.find("a -> b -> a") != std::string::npos);
}

TEST_CASE("terms that double at every step end in an error, not in memory", "[match]") {
  std::vector<Term> terms{testing::term("t0", {"lol"})};
  for (int i = 1; i < 40; ++i) {
    const std::string below = "{t" + std::to_string(i - 1) + "}";
    terms.push_back(testing::term("t" + std::to_string(i), {below + " " + below}));
  }
  CHECK(code_of("{t39}", terms) == "M001");
}

}  // namespace
}  // namespace plangrade
