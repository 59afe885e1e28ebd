// Population tables of the statistics office as registers.
#include <fstream>
#include <map>
#include <sstream>

#include "builders.h"
#include "support/catch.h"

using namespace plangrade;
using namespace plangrade::testing;

namespace {

std::string temporary(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("plangrade_" + name);
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

std::string header_with_ages(const std::string& before, const std::string& prefix = "") {
  std::string text = before;
  for (int age = 0; age <= 90; ++age) text += "," + prefix + std::to_string(age);
  return text + "+\n";
}

/// A row whose every age holds `count` people.
std::string row_of(const std::string& before, int count) {
  std::string text = before + "," + std::to_string(91 * count);
  for (int age = 0; age <= 90; ++age) text += "," + std::to_string(count);
  return text + "\n";
}

/// A ZIP with stored members, as much as an XLSX needs.
std::string stored_zip(const std::map<std::string, std::string>& members) {
  const auto le = [](std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
  };
  const auto crc = [](const std::string& bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char c : bytes) {
      sum ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~sum;
  };
  std::string zip, directory;
  for (const auto& [name, bytes] : members) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    const auto common = le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(crc(bytes), 4) +
                        le(size, 4) + le(size, 4) + le(static_cast<std::uint32_t>(name.size()), 2) +
                        le(0, 2);
    directory += "PK\x01\x02" + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) +
                 le(static_cast<std::uint32_t>(zip.size()), 4) + name;
    zip += "PK\x03\x04" + common + name + bytes;
  }
  const auto count = static_cast<std::uint32_t>(members.size());
  return zip + directory + "PK\x05\x06" + le(0, 4) + le(count, 2) + le(count, 2) +
         le(static_cast<std::uint32_t>(directory.size()), 4) +
         le(static_cast<std::uint32_t>(zip.size()), 4) + le(0, 2);
}

std::string xlsx_with(const std::string& sheet_data) {
  return stored_zip(
      {{"xl/workbook.xml",
        "<workbook xmlns:r='r'><sheets><sheet name='Mid-2017 Persons' "
        "r:id='r1'/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"},
       {"xl/sharedStrings.xml",
        "<sst><si><t>Area Codes </t></si><si><r><t>Area </t></r><r><t>Names</t></r></si></sst>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}});
}

struct Sums {
  std::size_t areas = 0;
  std::int64_t young = 0, old = 0;
};
Sums sums_of(const AreaRegister& areas) {
  Sums sums{areas.areas.size(), 0, 0};
  for (const auto& area : areas.areas) {
    sums.young += area.pop_0_10.value_or(0);
    sums.old += area.pop_11_17.value_or(0);
  }
  return sums;
}

std::filesystem::path reference(const std::string& name) {
  const auto shared = shared_folder();
  if (shared.empty()) {
    WARN("skipped: no reference data (set PLANGRADE_SHARED)");
    return {};
  }
  return shared / "data" / "reference" / name;
}

}  // namespace

TEST_CASE("single years of age are summed into the two bands", "[aggregate]") {
  const auto path = temporary("ages_mid2015.csv", header_with_ages("ccg_code,ccg_name,all_ages") +
                                                      row_of("E38000001,NHS Here", 10));
  const auto areas = import_population(path);
  REQUIRE(areas);
  REQUIRE(areas->areas.size() == 1);
  CHECK(areas->areas[0].pop_0_10 == 110);
  CHECK(areas->areas[0].pop_11_17 == 70);
  CHECK(areas->areas[0].population_year == "2015");
  CHECK(areas->areas[0].area_type == "ccg");
  CHECK(areas->warnings.empty());
}

TEST_CASE("larger places are carried down as regions and are no areas", "[aggregate]") {
  const auto path = temporary(
      "places.csv", header_with_ages("Code,Name,All ages") + row_of("K02000001,UNITED KINGDOM", 9) +
                        row_of("E92000001,ENGLAND", 8) + row_of("E12000001,NORTH EAST", 3) +
                        row_of("E06000047,County Durham", 3) + row_of("E12000002,NORTH WEST", 5) +
                        row_of("E10000006,Cumbria", 5) + row_of("E07000026,Allerdale", 5));
  const auto areas = import_population(path);
  REQUIRE(areas);
  REQUIRE(areas->areas.size() == 2);
  CHECK(areas->areas[0].region == "NORTH EAST");
  CHECK(areas->areas[1].area_name == "Allerdale");
  CHECK(areas->areas[1].region == "NORTH WEST");
}

TEST_CASE("an age that is not printed leaves its band empty, never 0", "[aggregate]") {
  auto row = row_of("E38000001,NHS Here", 10);
  row.replace(row.rfind(",10\n"), 4, ",10\n");
  const auto first_age = row.find(",10,");
  row.replace(first_age, 4, ",:,");
  const auto areas =
      import_population(temporary("gap.csv", header_with_ages("code,name,all_ages") + row));
  REQUIRE(areas);
  CHECK_FALSE(areas->areas[0].pop_0_10.has_value());
  CHECK(areas->areas[0].pop_11_17 == 70);
}

TEST_CASE("ages that do not add up to the total are reported", "[aggregate]") {
  auto row = row_of("E38000001,NHS Here", 10);
  row.replace(row.find(",910,"), 5, ",911,");
  const auto areas =
      import_population(temporary("sum.csv", header_with_ages("code,name,all_ages") + row));
  REQUIRE(areas);
  REQUIRE(areas->warnings.size() == 1);
  CHECK(areas->warnings[0] == "the ages of 'NHS Here' add up to 910, its total says 911");
}

TEST_CASE("a table of several mid-years gives the latest, or the one asked for", "[aggregate]") {
  const auto path = temporary("years.csv",
                              "code,name,mid2017_0_10,mid2017_11_17,mid2019_0_10,mid2019_11_17\n"
                              "E38000006,NHS Barnsley CCG,31953,18232,31945,19138\n");
  auto areas = import_population(path);
  REQUIRE(areas);
  CHECK(areas->areas[0].pop_0_10 == 31945);
  CHECK(areas->areas[0].population_year == "2019");
  CHECK(areas->warnings.size() == 1);
  areas = import_population(path, "2017");
  REQUIRE(areas);
  CHECK(areas->areas[0].pop_11_17 == 18232);
  CHECK(areas->areas[0].population_year == "2017");
  const auto absent = import_population(path, "2018");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().at(0).remedy == "it has: 2017, 2019");
}

TEST_CASE("XLSX workbooks with indented names are read", "[aggregate]") {
  std::string header =
      "<row r='5'><c r='A5' t='s'><v>0</v></c><c r='B5' t='s'><v>1</v></c>"
      "<c r='D5' t='inlineStr'><is><t>All Ages</t></is></c>";
  std::string region =
      "<row r='7'><c r='A7' t='str'><v>E40000001</v></c><c r='B7' t='str'><v>North</v></c>";
  std::string here =
      "<row r='9'><c r='A9' t='str'><v>E38000001</v></c><c r='C9' t='str'><v>NHS Here</v></c>";
  for (int age = 0; age <= 20; ++age) {
    const std::string column(1, static_cast<char>('E' + age));
    header += "<c r='" + column + "5'><v>" + std::to_string(age) + "</v></c>";
    region += "<c r='" + column + "7'><v>900</v></c>";
    here += "<c r='" + column + "9'><v>1.2E1</v></c>";
  }
  const auto path =
      temporary("sheet.xlsx", xlsx_with(header + "</row>" + region + "</row>" + here + "</row>"));
  const auto areas = import_population(path);
  REQUIRE(areas);
  REQUIRE(areas->areas.size() == 1);
  CHECK(areas->areas[0].area_name == "NHS Here");
  CHECK(areas->areas[0].region == "North");
  CHECK(areas->areas[0].pop_0_10 == 132);
  CHECK(areas->areas[0].population_year == "2017");
}

TEST_CASE("damaged and foreign files are told with a remedy", "[aggregate]") {
  const std::string files[] = {temporary("empty.csv", ""),
                               temporary("other.csv", "a,b\n1,2\n"),
                               temporary("cut.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more"),
                               temporary("cut.xlsx", xlsx_with("").substr(0, 60)),
                               temporary("bare.xlsx", stored_zip({})),
                               "no such file"};
  for (const auto& path : files) {
    INFO(path);
    const auto areas = import_population(path);
    REQUIRE_FALSE(areas);
    CHECK_FALSE(areas.error().at(0).message.empty());
  }
}

TEST_CASE("the CCG workbook of mid-2015 gives the 209 areas of England", "[aggregate]") {
  const auto path = reference("original/SAPE18DT5-mid-2015-ccg-syoa-estimates.xls");
  if (path.empty()) return;
  const auto areas = import_population(path.string());
  REQUIRE(areas);
  const auto sums = sums_of(*areas);
  CHECK(sums.areas == 209);
  CHECK(sums.young == 7412216);  // England, mid-2015, in the same release
  CHECK(sums.old == 4265640);
  const auto& first = areas->areas.at(0);
  CHECK(first.area_code == "E38000056");
  CHECK(first.area_name == "NHS Eastern Cheshire");
  CHECK(first.region == "North of England");
  CHECK(areas->extra_columns == std::vector<std::string>{"local_office"});
  CHECK(first.extra == std::vector<std::string>{"Cheshire and Merseyside"});
  CHECK(first.pop_0_10 == 23564);
  CHECK(first.pop_11_17 == 15060);
  CHECK(first.population_year == "2015");
  CHECK(areas->warnings.empty());
}

TEST_CASE("the same table as CSV gives the same register", "[aggregate]") {
  const auto path = reference("derived/ccg2015_population_mid2015_single_year_persons.csv");
  if (path.empty()) return;
  const auto csv = import_population(path.string());
  const auto xls =
      import_population(reference("original/SAPE18DT5-mid-2015-ccg-syoa-estimates.xls").string());
  REQUIRE(csv);
  REQUIRE(xls);
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> bands;
  for (const auto& area : xls->areas) bands[area.area_code] = {*area.pop_0_10, *area.pop_11_17};
  REQUIRE(csv->areas.size() == 209);
  for (const auto& area : csv->areas) {
    INFO(area.area_name);
    CHECK(bands.at(area.area_code) == std::pair(*area.pop_0_10, *area.pop_11_17));
    CHECK_FALSE(area.region.empty());
  }
}

TEST_CASE("the local authority workbook of mid-2016 leaves its totals out", "[aggregate]") {
  const auto path = reference("original/ukmidyearestimates2016.xls");
  if (path.empty()) return;
  auto areas = import_population(path.string());
  REQUIRE(areas);
  std::erase_if(areas->areas, [](const Area& area) { return area.area_code[0] != 'E'; });
  const auto sums = sums_of(*areas);
  CHECK(sums.areas == 326);
  CHECK(sums.young == 7508456);
  CHECK(sums.old == 4276821);
  CHECK(areas->areas.at(0).region == "NORTH EAST");
  CHECK(areas->areas.at(0).population_year == "2016");
}
