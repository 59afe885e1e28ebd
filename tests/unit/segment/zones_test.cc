// Parts of a plan that are no evidence, and prose that must not be taken for them.
#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

const std::string kProse =
    "Children who have been neglected are more likely to need help. The service sees two hundred "
    "of them in a year and has done so since 2012. We found that many more need it and do not come "
    "forward. The partnership has agreed to employ two therapists for them from April, and they "
    "will work in every school of the county, with the help of the council's own social workers.";

}  // namespace

TEST_CASE("Zones are found by headings, however numbered", "[segment]") {
  for (const auto& [heading, expected] : std::vector<std::pair<std::string, std::string>>{
           {"# Contents", "contents"},
           {"# 12. Glossary", "glossary"},
           {"# Annex A. Glossary of terms", "glossary"},
           {"# ABBREVIATIONS", "glossary"},
           {"# Appendix: abbreviations", "glossary"},
           {"# Annex \u2013 Glossary", "glossary"},
           {"# 17. References", "references"},
           {"# Bibliography", "references"},
           {"# Version history", "document_control"},
           {"# Foreword by the clinical lead", "foreword"},
           {"# 12. Roadmap and action plan 2017/18", "action_plan"},
           {"# Finance (\u00A3000)", "finance"},
           {"# Appendix B: Local data", "appendix"},
           {"# Terms of reference", "body"},
           {"# Reference group", "body"},
           {"# Self-referral and referrals", "body"},
           {"# Glossy brochures", "body"},
           {"# Contented children", "body"},
       })
    CHECK((heading + ": " + zone(segment_passage(heading + "\nNeeds 3"), 1)) ==
          heading + ": " + expected);
}

TEST_CASE("Prose under a heading that could be a zone is body", "[segment]") {
  for (const std::string heading :
       {"# What is in this plan", "# Sources", "# Words", "# In this plan", "# Key terms",
        "# Notes", "# Distribution", "# Contents", "# References", "# Glossary",
        "# Document control"}) {
    INFO(heading);
    CHECK(zone_of(segment_passage(heading + "\n" + kProse + "\n" + kProse), "neglected") == "body");
  }
}

TEST_CASE("Rows of letters and what they stand for are a glossary under any heading", "[segment]") {
  const std::string rows =
      "\n| | |\n|---|---|\n| ACEs | Adverse childhood experiences, including abuse and neglect |"
      "\n| CSU | Commissioning support unit |\n| JSNA | Joint Strategic Needs Assessment |"
      "\n| Block | A contract at a fixed price |\n";
  CHECK(zone_of(segment_passage("# Last page" + rows), "neglect") == "glossary");
  CHECK(zone_of(segment_passage("# Services\n| LAC team | CAMHS for children in care |"
                                "\n| CSE worker | Therapy after exploitation |"
                                "\n| YOT nurse | Mental health in youth justice |\n"),
                "exploitation") == "body");
}

TEST_CASE("A paragraph of sources is references, one that speaks is not", "[segment]") {
  CHECK(zone_of(segment_passage(
                    "# Data\nSources. NHS Digital, Mental health of children in England (2018). "
                    "All-Party Group, Storing up trouble: maltreated children (2018)."),
                "maltreated") == "references");
  CHECK(zone_of(segment_passage("# Data\nSources: we asked the council how many children were "
                                "maltreated. It counted 310. We think that there are more."),
                "maltreated") == "body");
}

TEST_CASE("Words that need explaining are a glossary by their shape", "[segment]") {
  CHECK(zone_of(segment_passage("# Some long words\n- CAMHS. Child and adolescent mental health.\n"
                                "- CSE. Child sexual exploitation."),
                "exploitation") == "glossary");
  CHECK(zone_of(
            segment_passage("# Words\nBSL, British Sign Language. CSE, child sexual exploitation."),
            "exploitation") == "glossary");
  CHECK(
      zone_of(segment_passage("Text.\nTerm | Meaning\nCSE | Child sexual exploitation\nMore text."),
              "exploitation") == "glossary");
  CHECK(
      zone_of(segment_passage("Abbreviations: CSE, child sexual exploitation. LAC, looked after."),
              "looked after") == "glossary");
}

TEST_CASE("A section below a zone belongs to it only if it has its shape", "[segment]") {
  const SegmentedText text = segment_passage(
      "# Contents\nNeeds 3\nServices 4\n## 1. Needs\n" + kProse +
      "\n# References\n## National\nDepartment of Health (2015) Future in Mind.\n## Abuse here\n" +
      kProse);
  CHECK(zone_of(text, "Services 4") == "contents");
  CHECK(zone_of(text, "1. Needs") == "body");
  CHECK(zone_of(text, "neglected") == "body");
  CHECK(zone_of(text, "Future in Mind") == "references");
  CHECK(zone(text, text.sentences.size() - 1) == "body");
}

TEST_CASE("Prose behind a list without a heading of its own is body", "[segment]") {
  const SegmentedText contents = segment_passage("# Contents\n1. Needs 3\n2. Abuse 4\n" + kProse);
  CHECK(zone_of(contents, "2. Abuse") == "contents");
  CHECK(zone_of(contents, "neglected") == "body");
  const SegmentedText glossary =
      segment_passage("# Glossary\nTerm | Meaning\nCSE | Child sexual exploitation\n" + kProse);
  CHECK(zone_of(glossary, "exploitation") == "glossary");
  CHECK(zone_of(glossary, "neglected") == "body");
}

TEST_CASE("Leaders make contents without a heading", "[segment]") {
  const SegmentedText text = segment_passage(
      "A plan.\nForeword ........ 3\nNeeds of abused children ........ 4\nMoney ........ 12\n" +
      kProse);
  CHECK(zone_of(text, "abused children") == "contents");
  CHECK(zone_of(text, "A plan") == "body");
  CHECK(zone_of(text, "neglected") == "body");
}

TEST_CASE("A wide table behind a glossary is body", "[segment]") {
  const SegmentedText text = segment_passage(
      "# Glossary\nCSE | Child sexual exploitation\nLAC | Looked after\n\n"
      "No | Action | Lead | By | RAG\n1 | Therapy for neglected children | CCG | May | Green");
  CHECK(zone_of(text, "exploitation") == "glossary");
  CHECK(zone_of(text, "neglected") == "body");
}

TEST_CASE("Titles under a heading that may be contents are contents", "[segment]") {
  CHECK(zone_of(segment_passage("# What is in this plan\n- Why we need it\n- What help there is\n"
                                "- Help for children who were abused"),
                "abused") == "contents");
}

TEST_CASE("What young people say is no glossary", "[segment]") {
  CHECK(zone_of(segment_passage("# Words from young people\nSam: I was hurt.\nAnna: I was too."),
                "hurt") == "body");
}

TEST_CASE("An ellipsis in prose is no leader", "[segment]") {
  CHECK(
      zone_of(segment_passage("They told us .... that neglected children wait longest, " + kProse),
              "told us") == "body");
}

TEST_CASE("Entries of contents that look like headings are no sections", "[segment]") {
  const SegmentedText text = segment_passage(
      "# Contents\n# 1. Foreword 2\n# 2. Abuse and neglect\n# Services ..... 9\n"
      "# 2. Abuse and neglect\n" +
      kProse);
  CHECK(zone(text, 1) == "contents");
  CHECK(zone(text, 2) == "contents");
  CHECK(zone(text, 3) == "contents");
  CHECK(zone_of(text, "neglected are") == "body");
  CHECK(text.sections[text.sentences.back().section].title == "2. Abuse and neglect");
}

TEST_CASE("A table of versions is document control wherever it stands", "[segment]") {
  const SegmentedText text = segment_passage(
      "# The plan\nVersion | Date | Change\n0.4 | 19 Oct | Therapy for abused children cut\nText.");
  CHECK(zone_of(text, "abused") == "document_control");
  CHECK(zone_of(text, "Text.") == "body");
}

TEST_CASE("A table of numbers is no contents", "[segment]") {
  const SegmentedText text = segment_passage(
      "# Needs\nGroup | Number\nChildren in need | 12\nNeglected children | 214\nCare leavers | "
      "300");
  CHECK(zone_of(text, "Neglected") == "body");
}
